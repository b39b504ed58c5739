// @ts-check
import { el } from '../lib/dom.js';
import * as json from '../lib/json.js';
import { hasInitial } from './spec.js';
import { Unreadable } from './unreadable.js';

/** @import { FieldSpec } from './spec.js' */

/**
 * Whatever has no widget of its own, as JSON. What is typed is sent as it stands, numbers included.
 * @param {FieldSpec} spec
 * @returns {import('./widget.js').Widget}
 */
export function jsonText(spec) {
  const initial = hasInitial(spec) ? json.pretty(spec.default) : '';
  const input = el('textarea', {
    rows: Math.min(12, Math.max(3, initial.split('\n').length)),
    class: 'json',
    placeholder: spec.type === 'array' ? '[]' : spec.type === 'object' ? '{}' : 'JSON',
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
  }, initial);
  return {
    element: input,
    control: input,
    read() {
      const text = input.value.trim();
      if (text === '') return hasInitial(spec) && spec.nullable ? 'null' : undefined;
      try {
        JSON.parse(text);
      } catch (problem) {
        throw new Unreadable(`This is not JSON: ${problem instanceof Error ? problem.message : problem}`);
      }
      return text;
    },
  };
}
