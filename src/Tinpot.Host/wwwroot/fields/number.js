// @ts-check
import { el } from '../lib/dom.js';
import * as json from '../lib/json.js';
import { hasInitial } from './spec.js';
import { Unreadable } from './unreadable.js';

/** @import { FieldSpec } from './spec.js' */

/**
 * A number. Its text goes into the request as typed, so a 64-bit integer or a decimal keeps every digit.
 * @param {FieldSpec} spec
 * @returns {import('./widget.js').Widget}
 */
export function number(spec) {
  const whole = spec.type === 'integer';
  const input = el('input', {
    type: 'number',
    inputmode: whole && !mayBeNegative(spec) ? 'numeric' : whole ? undefined : 'decimal',
    step: whole ? 1 : 'any',
    min: bound(spec.minimum),
    max: bound(spec.maximum),
    value: json.plain(spec.default),
    autocomplete: 'off',
  });
  return { element: input, control: input, read: () => read(input, spec) };
}

/**
 * @param {HTMLInputElement} input
 * @param {FieldSpec} spec
 */
function read(input, spec) {
  if (input.validity.badInput) throw new Unreadable('Enter a number.');
  if (input.value !== '') return asJson(input.value);
  if (!hasInitial(spec)) return undefined;
  if (spec.nullable) return 'null';
  throw new Unreadable(`Enter a number; the default is ${json.plain(spec.default)}.`);
}

/**
 * HTML allows `.5` and `007`, JSON does not.
 * @param {string} text
 */
function asJson(text) {
  return text.replace(/^(-?)0+(?=\d)/, '$1').replace(/^(-?)\./, '$10.');
}

/** @param {FieldSpec} spec */
function mayBeNegative(spec) {
  return spec.minimum === undefined ? !spec.format?.startsWith('uint') : Number(json.plain(spec.minimum)) < 0;
}

/**
 * A bound the browser's doubles cannot hold is left to the host.
 * @param {unknown} value
 */
function bound(value) {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'number' ? value : undefined;
}
