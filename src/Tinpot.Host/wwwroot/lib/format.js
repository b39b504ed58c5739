// @ts-check
/** @param {number} milliseconds */
export function duration(milliseconds) {
  const ms = Math.max(0, milliseconds);
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/**
 * A time somebody has set: without the zeros that a measured one has.
 * @param {number} milliseconds
 */
export function span(milliseconds) {
  return duration(milliseconds).replace(/(\d)\.0 s$/, '$1 s').replace(/ 0 (s|min)$/, '');
}

/** @param {number} value */
const two = value => String(value).padStart(2, '0');

/**
 * Wall clock of the viewer, to the second.
 * @param {string} timestamp ISO 8601.
 */
export function clock(timestamp) {
  const date = new Date(timestamp);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** @param {string} timestamp ISO 8601. */
export function dateAndClock(timestamp) {
  const date = new Date(timestamp);
  const sameDay = date.toDateString() === new Date().toDateString();
  const day = sameDay ? '' : `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} `;
  return day + clock(timestamp);
}

const counts = new Intl.NumberFormat('en');

/**
 * @param {number} number
 * @param {string} one
 * @param {string} [many]
 */
export function quantity(number, one, many = `${one}s`) {
  return `${counts.format(number)} ${number === 1 ? one : many}`;
}

/**
 * @param {string} text
 * @param {number} limit
 */
export function shorten(text, limit) {
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}
