// @ts-check
import { el } from '../lib/dom.js';
import { pieces } from './ansi.js';

/** @import { LogLine } from '../lib/types.js' */

/** A part is at most 64 KiB; a line of more than this many goes on in another element. */
const mostParts = 16;

/** Puts lines that come in parts together again: those over 64 KiB, and those that wait for their end. */
export class LogParts {
  /** @type {Map<string, { number: number, element: HTMLElement, parts: number, returned: boolean }>} By call. */
  #open = new Map();

  /**
   * @param {LogLine} log
   * @returns {boolean} Whether it was the next part of a line, and now stands there.
   */
  continues(log) {
    const open = this.#open.get(log.call_id);
    if (!open || open.number !== log.line || open.parts >= mostParts) return false;
    open.parts++;
    if (!log.continued) this.#open.delete(log.call_id);
    if (log.message === '') return true;
    // A progress line is drawn over itself, whether its return came with this part or at the end of the last
    const drawn = log.message.replace(/\r+$/, '');
    if (open.returned || drawn.includes('\r')) open.element.replaceChildren();
    open.returned = log.message.endsWith('\r');
    open.element.append(...textOf(log.message));
    return true;
  }

  /**
   * @param {LogLine} log
   * @param {HTMLElement} element
   */
  begin(log, element) {
    if (!log.continued) return;
    this.#open.set(log.call_id, { number: log.line, element, parts: 1, returned: log.message.endsWith('\r') });
  }
}

/**
 * @param {string} message
 * @returns {(Node | string)[]}
 */
export function textOf(message) {
  return pieces(message).map(({ text, classes }) => classes ? el('span', { class: classes }, text) : text);
}
