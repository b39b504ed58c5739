// @ts-check
import { el } from '../lib/dom.js';
import { duration, shorten } from '../lib/format.js';
import * as json from '../lib/json.js';
import { executionLink } from './execution-link.js';
import { showStatus, statusOf } from './status.js';

/** @import { CallEvent } from '../lib/types.js' */

const longest = 200;

/** A nested call: a step of its caller's log, with a log of its own inside. */
export class CallStep {
  #badge = el('span', {});
  #facts = el('span', { class: 'call-facts' });
  #result = el('p', { class: 'call-result', hidden: true });

  /** Where its lines and its own calls go. */
  body = el('div', { class: 'call-body' });
  finished = false;
  element;

  /**
   * @param {CallEvent} call
   * @param {number} depth
   */
  constructor(call, depth) {
    this.depth = depth;
    showStatus(this.#badge, statusOf('STARTED'));
    this.element = el('details', { class: 'call', open: true, 'data-call': call.call_id },
      el('summary', {},
        this.#badge,
        el('span', { class: 'call-name' }, call.execution_id ? executionLink(call.execution_id, call.action) : call.action),
        el('span', { class: 'call-arguments' }, argumentsText(call.parameters)),
        this.#facts),
      this.body,
      this.#result);
  }

  /** @param {number} fraction */
  progress(fraction) {
    if (!this.finished) this.#facts.textContent = `${Math.round(fraction * 100)} %`;
  }

  /** @param {CallEvent} call */
  finish(call) {
    this.finished = true;
    showStatus(this.#badge, statusOf(call.state ?? 'SUCCESS'));
    this.#facts.textContent = call.duration_ms === undefined ? '' : duration(Number(json.compact(call.duration_ms)));
    const error = typeof call.error === 'string' ? call.error : call.error?.message;
    if (error) this.#conclude('call-error', error);
    else if (call.result !== undefined && call.result !== null) this.#conclude('', `→ ${json.compact(call.result)}`);
  }

  /**
   * @param {string} kind
   * @param {string} text
   */
  #conclude(kind, text) {
    this.#result.hidden = false;
    if (kind) this.#result.classList.add(kind);
    this.#result.textContent = shorten(text, longest);
  }
}

/**
 * Arguments the way they are written in a call: `days: 7, path: "/tmp"`.
 * @param {unknown} parameters
 */
export function argumentsText(parameters) {
  if (!parameters || typeof parameters !== 'object') return '';
  return shorten(Object.entries(parameters).map(([name, value]) => `${name}: ${json.compact(value)}`).join(', '), longest);
}
