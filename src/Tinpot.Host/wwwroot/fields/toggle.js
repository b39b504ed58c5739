// @ts-check
import { el } from '../lib/dom.js';

/** @import { FieldSpec } from './spec.js' */

/**
 * Yes or no.
 * @param {FieldSpec} spec
 * @returns {import('./widget.js').Widget}
 */
export function toggle(spec) {
  const input = el('input', { type: 'checkbox', role: 'switch', class: 'switch' });
  input.checked = input.defaultChecked = spec.default === true;
  return { element: input, control: input, read: () => String(input.checked) };
}
