// @ts-check
import { el } from '../lib/dom.js';
import * as json from '../lib/json.js';
import { hasInitial } from './spec.js';

/** @import { FieldSpec } from './spec.js' */

/**
 * One of several. Without a default the first choice is none, so nothing is chosen by accident.
 * @param {FieldSpec} spec
 * @param {unknown[]} choices
 * @returns {import('./widget.js').Widget}
 */
export function select(spec, choices) {
  const initial = hasInitial(spec) ? json.compact(spec.default) : undefined;
  const control = el('select', {}, ...choices.map(choice => {
    const option = el('option', { value: json.plain(choice) }, label(choice));
    option.selected = option.defaultSelected = json.compact(choice) === initial;
    return option;
  }));
  const mayBeNone = initial === undefined || spec.nullable;
  if (mayBeNone) {
    const none = el('option', { value: '' }, spec.required ? 'Choose…' : 'Not set');
    none.selected = none.defaultSelected = initial === undefined;
    control.prepend(none);
  }
  return {
    element: el('div', { class: 'select' }, control),
    control,
    read() {
      const index = control.selectedIndex - (mayBeNone ? 1 : 0);
      if (index >= 0) return json.compact(choices[index]);
      return initial === undefined ? undefined : 'null';
    },
  };
}

/** @param {unknown} choice */
function label(choice) {
  return choice === true ? 'Yes' : choice === false ? 'No' : json.plain(choice);
}
