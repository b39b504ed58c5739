// @ts-check
import { el } from '../lib/dom.js';
import * as json from '../lib/json.js';
import { hasInitial } from './spec.js';

/** @import { FieldSpec } from './spec.js' */

/**
 * Any number of a few: flags.
 * @param {FieldSpec} spec
 * @returns {import('./widget.js').Widget}
 */
export function checklist(spec) {
  const choices = spec.items?.enum ?? [];
  const initial = new Set(Array.isArray(spec.default) ? spec.default.map(json.compact) : []);
  const boxes = choices.map(choice => {
    const box = el('input', { type: 'checkbox', value: json.plain(choice) });
    box.checked = box.defaultChecked = initial.has(json.compact(choice));
    return box;
  });
  const element = el('div', { class: 'checklist' },
    ...boxes.map((box, index) => el('label', {}, box, json.plain(choices[index]))));
  return {
    element,
    control: element,
    group: true,
    read() {
      const chosen = choices.filter((_, index) => boxes[index]?.checked);
      if (chosen.length === 0 && !hasInitial(spec) && !spec.required) return undefined;
      return json.compact(chosen);
    },
    part: () => boxes[0],
  };
}
