// @ts-check
import { el } from '../lib/dom.js';
import { dateAndClock, span } from '../lib/format.js';

/** @import { Retry } from '../lib/types.js' */

/** Why an execution waits for another attempt, and for how long still. */
export class NextAttempt extends HTMLElement {
  #left = el('span', { class: 'attempt-left' });
  #due = NaN;
  /** @type {number | undefined} */
  #timer;

  /** @param {Retry} retry */
  show(retry) {
    this.className = 'attempt';
    this.#due = Date.parse(retry.retry_at ?? '');
    this.replaceChildren(el('p', { class: 'attempt-error' }, whatFailed(retry)), el('p', {}, whenNext(retry), this.#left));
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#tick(), 1000);
    this.#tick();
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  #tick() {
    const left = this.#due - Date.now();
    // Past due it waits for a free worker, and for how long nobody knows
    this.#left.textContent = left > 0 ? `, in ${span(1000 * Math.ceil(left / 1000))}` : '';
    if (!(left > 0)) clearInterval(this.#timer);
  }
}

/** @param {Retry} retry */
export function whatFailed({ attempt, error }) {
  const what = `Attempt ${attempt ?? 1} failed`;
  return error?.message ? `${what}: ${error.message}` : `${what}.`;
}

/**
 * @param {Retry} retry
 * @returns {(Node | string)}
 */
export function whenNext({ retry_at }) {
  if (!retry_at) return 'Another attempt follows';
  return el('span', {}, 'The next attempt is due at ', el('time', { datetime: retry_at, title: new Date(retry_at).toString() }, dateAndClock(retry_at)));
}

customElements.define('tinpot-next-attempt', NextAttempt);
