// @ts-check
import { el } from '../lib/dom.js';
import * as json from '../lib/json.js';

/** @import { FieldSpec } from './spec.js' */

/** @type {Record<string, { inputmode?: string, placeholder?: string }>} */
const hints = {
  email: { inputmode: 'email' },
  uri: { inputmode: 'url', placeholder: 'https://' },
  'uri-reference': { inputmode: 'url' },
  uuid: { placeholder: '00000000-0000-0000-0000-000000000000' },
  duration: { placeholder: '00:05:00' },
  byte: { placeholder: 'Base64' },
};

/**
 * Text: one line, several, or hidden. A required text left empty is missing, not the empty string.
 * @param {FieldSpec} spec
 * @returns {import('./widget.js').Widget}
 */
export function text(spec) {
  const common = {
    maxlength: spec.format === 'char' ? 1 : spec.max_length,
    autocomplete: spec.secret ? 'new-password' : 'off',
    autocapitalize: 'none',
    spellcheck: spec.multiline ? 'true' : 'false',
    ...hints[spec.format ?? ''],
  };
  const initial = json.plain(spec.default);
  const input = spec.multiline && !spec.secret || spec.format === 'byte'
    ? el('textarea', { rows: 4, ...common }, initial)
    : el('input', { type: spec.secret ? 'password' : 'text', ...common, value: initial });
  return {
    element: input,
    control: input,
    read() {
      if (input.value !== '') return JSON.stringify(input.value);
      // Emptying a field that had a default means the empty text; an untouched optional one means nothing was said
      return typeof spec.default === 'string' ? '""' : undefined;
    },
  };
}
