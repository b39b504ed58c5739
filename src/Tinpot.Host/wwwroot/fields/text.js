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
  duration: { placeholder: '5m' },
  byte: { placeholder: 'Base64' },
  base64: { placeholder: 'Base64' },
  phone: { inputmode: 'tel' },
  'credit-card': { inputmode: 'numeric' },
};

/**
 * Text: one line, or several once there is a line break in it. A required text left empty is missing, not the empty string.
 * The length is left to the host: a browser counts otherwise, and cuts without a word.
 * @param {FieldSpec} spec
 * @returns {import('./widget.js').Widget}
 */
export function text(spec) {
  const initial = json.plain(spec.default);
  let control = spec.multiline || spec.format === 'byte' || initial.includes('\n') ? severalLines(spec, initial) : oneLine(spec, initial);
  for (const way of ['paste', 'drop'])
    control.addEventListener(way, event => {
      const { clipboardData, dataTransfer } = /** @type {ClipboardEvent & DragEvent} */ (event);
      const given = (clipboardData ?? dataTransfer)?.getData('text') ?? '';
      if (!(control instanceof HTMLInputElement) || !/[\r\n]/.test(given.replace(/[\r\n]+$/, ''))) return;
      event.preventDefault();
      control = widened(control, spec);
      control.setRangeText(given, control.selectionStart, control.selectionEnd, 'end');
    });
  return {
    get element() {
      return control;
    },
    get control() {
      return control;
    },
    read() {
      if (control.value !== '') return JSON.stringify(control.value);
      // Emptying a field that had a default means the empty text; an untouched optional one means nothing was said
      return typeof spec.default === 'string' ? '""' : undefined;
    },
  };
}

/** @param {FieldSpec} spec */
function common(spec) {
  return {
    autocomplete: spec.secret ? 'new-password' : 'off',
    autocapitalize: 'none',
    spellcheck: spec.multiline && !spec.secret ? 'true' : 'false',
    ...hints[spec.format ?? ''],
  };
}

/**
 * @param {FieldSpec} spec
 * @param {string} value
 * @returns {HTMLInputElement | HTMLTextAreaElement}
 */
function oneLine(spec, value) {
  return el('input', { type: spec.secret ? 'password' : 'text', ...common(spec), value });
}

/**
 * @param {FieldSpec} spec
 * @param {string} value
 * @returns {HTMLTextAreaElement}
 */
function severalLines(spec, value) {
  return el('textarea', { rows: 4, class: spec.secret ? 'secret' : undefined, ...common(spec) }, value);
}

/**
 * A field of several lines in the place of one of one line, with the same label, help and selection.
 * @param {HTMLInputElement} line
 * @param {FieldSpec} spec
 */
function widened(line, spec) {
  const area = severalLines(spec, line.value);
  for (const { name, value } of line.attributes) {
    if (name === 'class') area.classList.add(...line.classList);
    else if (name !== 'type' && name !== 'value') area.setAttribute(name, value);
  }
  const { selectionStart, selectionEnd } = line;
  line.replaceWith(area);
  area.focus();
  area.setSelectionRange(selectionStart ?? area.value.length, selectionEnd ?? area.value.length);
  return area;
}
