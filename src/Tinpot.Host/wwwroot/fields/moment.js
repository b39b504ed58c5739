// @ts-check
import { el } from '../lib/dom.js';
import * as json from '../lib/json.js';
import { hasInitial } from './spec.js';
import { Unreadable } from './unreadable.js';
import { instantsOf, localTextOf, offsetText, zoneName } from './zone.js';

/** @import { FieldSpec } from './spec.js' */

/** @type {Record<string, string>} */
const types = { date: 'date', time: 'time', 'date-time': 'datetime-local', 'local-date-time': 'datetime-local' };

/**
 * A date, a time or both. A moment with an offset is entered in the viewer's own zone.
 * @param {FieldSpec} spec
 * @returns {import('./widget.js').Widget}
 */
export function moment(spec) {
  if (spec.format === 'date-time') return zoned(spec);
  const source = json.plain(spec.default);
  const input = el('input', { type: types[spec.format ?? ''], step: spec.format === 'date' ? undefined : 'any' });
  input.value = source.replace(/(\.\d{3})\d+/, '$1').replace(/(Z|[+-]\d\d:\d\d)$/, '');
  const shown = input.value;
  return {
    element: input,
    control: input,
    read() {
      requireWhole(input);
      // Untouched, the default runs to its last digit, which the browser's own control may not show
      if (source && input.value === shown) return JSON.stringify(source);
      if (input.value === '') return hasInitial(spec) && spec.nullable ? 'null' : undefined;
      return JSON.stringify(input.value);
    },
  };
}

/**
 * What is entered is one instant, or two when clocks are set back: then the offset is chosen beside it.
 * @param {FieldSpec} spec
 * @returns {import('./widget.js').Widget}
 */
function zoned(spec) {
  const source = json.plain(spec.default);
  const initial = source ? new Date(source) : undefined;
  const input = el('input', { type: 'datetime-local', step: 'any' });
  const note = el('span', { class: 'note' });
  const offsets = el('select', { 'aria-label': 'Offset from UTC' });
  const choice = el('span', { class: 'select' }, offsets);
  if (initial && !Number.isNaN(initial.getTime())) input.value = localTextOf(initial);
  const shown = input.value;
  tell();
  const first = initial ? instantsOf(shown).findIndex(instant => offsetText(shown, instant) === offsetText(shown, initial)) : -1;
  if (first >= 0) offsets.selectedIndex = first;
  const shownOffset = offsets.selectedIndex;
  input.addEventListener('input', tell);

  function tell() {
    const instants = input.value === '' ? [] : instantsOf(input.value);
    const only = instants.length === 1 ? instants[0] : undefined;
    note.textContent = `Your time zone: ${zoneName()}${only ? `, UTC${offsetText(input.value, only)}` : ''}`;
    offsets.replaceChildren(...instants.map((instant, index) => el('option', {}, `UTC${offsetText(input.value, instant)} (${index === 0 ? 'first' : 'second'})`)));
    choice.hidden = instants.length < 2;
  }

  return {
    element: el('div', { class: 'with-note' }, input, choice, note),
    control: input,
    read() {
      requireWhole(input);
      if (source && input.value === shown && offsets.selectedIndex === shownOffset) return JSON.stringify(source);
      if (input.value === '') return hasInitial(spec) && spec.nullable ? 'null' : undefined;
      const instants = instantsOf(input.value);
      const instant = instants[Math.max(0, offsets.selectedIndex)];
      if (!instant) throw new Unreadable(`This time does not exist in ${zoneName()}: the clocks skip it when they are set forward.`);
      return JSON.stringify(written(input.value, instant));
    },
  };
}

/** @param {HTMLInputElement} input */
function requireWhole(input) {
  if (input.validity.badInput) throw new Unreadable('Complete the date or time.');
}

/**
 * With its offset; before time zones had whole minutes, as UTC.
 * @param {string} local
 * @param {Date} instant
 */
function written(local, instant) {
  const offset = offsetText(local, instant);
  if (offset.length > 6) return instant.toISOString();
  return (local.length === 16 ? `${local}:00` : local) + offset;
}
