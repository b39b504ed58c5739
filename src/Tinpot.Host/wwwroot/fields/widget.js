// @ts-check
import * as json from '../lib/json.js';
import { checklist } from './checklist.js';
import { jsonText } from './json-text.js';
import { moment } from './moment.js';
import { number } from './number.js';
import { rows } from './rows.js';
import { select } from './select.js';
import { text } from './text.js';
import { toggle } from './toggle.js';

/** @import { FieldSpec } from './spec.js' */

/**
 * The part of a field that takes the value.
 *
 * @typedef {object} Widget
 * @property {HTMLElement} element What stands on the page.
 * @property {HTMLElement} control What is labelled, described and focused.
 * @property {boolean} [group] Whether it is several controls under one legend.
 * @property {() => string | undefined} read The value as JSON text; undefined = leave it out. Throws `Unreadable`.
 * @property {(path: string) => HTMLElement | undefined} [part] The control that a path below this value is about.
 */

const moments = new Set(['date', 'time', 'date-time', 'local-date-time']);
const scalars = new Set(['string', 'integer', 'number', 'boolean']);

/**
 * @param {FieldSpec} spec
 * @returns {Widget}
 */
export function widgetFor(spec) {
  if (spec.type === 'array' && spec.items?.enum && spec.unique_items) return checklist(spec);
  if (spec.type === 'array' && spec.items && scalars.has(spec.items.type)) return rows(spec);
  if (spec.enum) return select(spec, spec.enum.filter(choice => choice !== null));
  if (spec.type === 'boolean') return spec.nullable ? select(spec, [true, false]) : toggle(spec);
  if (spec.type === 'integer' || spec.type === 'number') return number(spec);
  // A control normalises such line ends
  if (spec.type === 'string' && !spec.secret && json.plain(spec.default).includes('\r')) return jsonText(spec);
  if (spec.type === 'string') return moments.has(spec.format ?? '') && !spec.secret ? moment(spec) : text(spec);
  return jsonText(spec);
}
