// @ts-check
/** @typedef {Node | string | null | undefined | false} Child */

/**
 * Makes an element. Attributes named `on…` are listeners; `true` sets an empty attribute; false, null and undefined set none.
 * Text becomes text nodes: nothing here parses markup.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(.../** @type {(Node | string)[]} */ (children.filter(child => child !== null && child !== undefined && child !== false)));
  return element;
}

let count = 0;

/** @param {string} prefix */
export function uniqueId(prefix) {
  return `${prefix}-${++count}`;
}
