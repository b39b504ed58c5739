// @ts-check
/**
 * JSON whose numbers keep their source text: 9007199254740993 and 1.10 go out as they came in, though a JavaScript
 * number holds neither. The browser does it (JSON.rawJSON, in all of them since March 2025); an older one falls back to
 * its own numbers.
 */
const native = /** @type {{ rawJSON?: (text: string) => unknown }} */ (/** @type {unknown} */ (JSON));

/**
 * @param {string} _key
 * @param {unknown} value
 * @param {{ source?: string }} [context]
 */
function keepSource(_key, value, context) {
  if (typeof value !== 'number' || !native.rawJSON || context?.source === undefined) return value;
  return String(value) === context.source ? value : native.rawJSON(context.source);
}

/**
 * @param {string} text
 * @returns {any} Plain values; a number that a double cannot show as written is an opaque value of `JSON.rawJSON`.
 */
export function parse(text) {
  return JSON.parse(text, keepSource);
}

/** @param {unknown} value */
export function compact(value) {
  return JSON.stringify(value) ?? 'null';
}

/** @param {unknown} value */
export function pretty(value) {
  return JSON.stringify(value, null, 2) ?? 'null';
}

/**
 * The value as an operator types it: strings without quotes, all else as JSON.
 * @param {unknown} value
 */
export function plain(value) {
  return typeof value === 'string' ? value : value === undefined || value === null ? '' : compact(value);
}
