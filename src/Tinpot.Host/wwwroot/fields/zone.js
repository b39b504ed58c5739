// @ts-check
/** Between a text of local time, as a browser's control gives it, and the instants that it may mean in the viewer's zone. */

const day = 24 * 3600 * 1000;

export function zoneName() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/**
 * None when clocks are set forward over the time, two when they are set back over it; the earlier one first.
 * @param {string} local
 * @returns {Date[]}
 */
export function instantsOf(local) {
  const asUtc = utcOf(local);
  const offsets = new Set([asUtc - day, asUtc + day].map(near => utcOf(localTextOf(new Date(near))) - near));
  return [...offsets]
    .map(offset => new Date(asUtc - offset))
    .filter(instant => utcOf(localTextOf(instant)) === asUtc)
    .sort((one, other) => one.getTime() - other.getTime());
}

/**
 * The local time of an instant, to the millisecond.
 * @param {Date} instant
 */
export function localTextOf(instant) {
  const date = [padded(instant.getFullYear(), 4), padded(instant.getMonth() + 1), padded(instant.getDate())].join('-');
  const time = [padded(instant.getHours()), padded(instant.getMinutes()), padded(instant.getSeconds())].join(':');
  return `${date}T${time}.${padded(instant.getMilliseconds(), 3)}`;
}

/**
 * `+02:00`; with seconds where the zone had such an offset.
 * @param {string} local The local time of the instant.
 * @param {Date} instant
 */
export function offsetText(local, instant) {
  const seconds = Math.round((utcOf(local) - instant.getTime()) / 1000);
  const size = Math.abs(seconds);
  const parts = [Math.floor(size / 3600), Math.floor(size / 60) % 60, ...size % 60 ? [size % 60] : []];
  return (seconds < 0 ? '-' : '+') + parts.map(part => padded(part)).join(':');
}

/** @param {string} local */
function utcOf(local) {
  return Date.parse(`${local}Z`);
}

/**
 * @param {number} value
 * @param {number} [length]
 */
function padded(value, length = 2) {
  return String(value).padStart(length, '0');
}
