// @ts-check
import { el } from '../lib/dom.js';
import * as json from '../lib/json.js';
import { hasInitial } from './spec.js';
import { Unreadable } from './unreadable.js';

/** @import { FieldSpec } from './spec.js' */

/** @type {Record<string, string>} */
const types = { date: 'date', time: 'time', 'date-time': 'datetime-local', 'local-date-time': 'datetime-local' };

/**
 * A date, a time or both. A moment with an offset is entered in the viewer's own zone.
 * @param {FieldSpec} spec
 * @returns {import('./widget.js').Widget}
 */
export function moment(spec) {
  const source = json.plain(spec.default);
  const zoned = spec.format === 'date-time';
  const input = el('input', { type: types[spec.format ?? ''], step: spec.format === 'date' ? undefined : 'any' });
  input.value = zoned && source ? inOwnZone(source) : source.replace(/(\.\d{3})\d+/, '$1').replace(/(Z|[+-]\d\d:\d\d)$/, '');
  const shown = input.value;
  const element = zoned ? el('div', { class: 'with-note' }, input, el('span', { class: 'note' }, zoneName())) : input;
  return {
    element,
    control: input,
    read() {
      if (input.validity.badInput) throw new Unreadable('Complete the date or time.');
      // Untouched, the default runs to its last digit, which the browser's own control may not show
      if (source && input.value === shown) return JSON.stringify(source);
      if (input.value === '') return hasInitial(spec) && spec.nullable ? 'null' : undefined;
      return JSON.stringify(zoned ? withOffset(input.value) : input.value);
    },
  };
}

/** @param {number} value */
const two = value => String(value).padStart(2, '0');

/** @param {Date} date */
function offsetOf(date) {
  const minutes = -date.getTimezoneOffset();
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** @param {string} local As `datetime-local` gives it: without seconds when they are zero. */
function withOffset(local) {
  return (local.length === 16 ? `${local}:00` : local) + offsetOf(new Date(local));
}

/** @param {string} source */
function inOwnZone(source) {
  const date = new Date(source);
  if (Number.isNaN(date.getTime())) return '';
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, -1);
}

function zoneName() {
  return `Your time zone: ${Intl.DateTimeFormat().resolvedOptions().timeZone}`;
}
