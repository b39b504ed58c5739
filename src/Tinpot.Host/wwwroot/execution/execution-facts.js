// @ts-check
import { el } from '../lib/dom.js';
import { dateAndClock, duration } from '../lib/format.js';
import * as json from '../lib/json.js';
import { runsInHost, timeLimit } from '../actions/action-limits.js';
import { executionLink } from './execution-link.js';
import { isTerminal } from './status.js';

/** @import { ActionInfo, Execution } from '../lib/types.js' */

/** One line of facts about an execution; its duration counts while it runs. */
export class ExecutionFacts extends HTMLElement {
  /** @type {Execution | undefined} */
  #execution;
  #duration = el('span', { class: 'fact fact-duration' });
  /** @type {number | undefined} */
  #timer;

  /**
   * @param {Execution | undefined} execution
   * @param {ActionInfo} [action] As it is now; what it was for an execution of the past nobody knows.
   */
  show(execution, action) {
    this.#execution = execution;
    clearInterval(this.#timer);
    this.replaceChildren();
    if (!execution) return;
    const done = isTerminal(execution.state);
    const limit = done ? '' : timeLimit(action);
    const { started_at, created_at, worker, attempt, requested_by, queue, parent_id } = execution;
    this.append(...[
      started_at ? time('Started', started_at) : created_at ? time('Asked', created_at) : '',
      this.#duration,
      limit ? fact('Time limit', limit) : '',
      !started_at && !done && queue ? fact('Queue', queue) : '',
      worker ? fact('Worker', worker) : '',
      attempt && Number(attempt) > 1 ? fact('Attempt', String(attempt)) : '',
      !done && runsInHost(action) ? fact('Runs', 'inside the host') : '',
      requested_by ? fact('By', requested_by) : '',
      parent_id ? fact('Called by', executionLink(parent_id, 'another execution')) : '',
    ]);
    this.#tick();
    if (started_at && !done) this.#timer = setInterval(() => this.#tick(), 1000);
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  #tick() {
    const { started_at, finished_at, duration_ms, state } = this.#execution ?? {};
    const measured = duration_ms === undefined || duration_ms === null ? undefined : Number(json.compact(duration_ms));
    const elapsed = measured ?? (started_at ? Date.parse(finished_at ?? new Date().toISOString()) - Date.parse(started_at) : undefined);
    this.#duration.hidden = elapsed === undefined;
    // Milliseconds that jump by a thousand a second say nothing
    if (elapsed !== undefined) this.#duration.textContent = isTerminal(state) ? duration(elapsed) : duration(Math.max(1000, elapsed)).replace(/\.\d/, '');
  }
}

/**
 * @param {string} name
 * @param {string | HTMLElement} value
 */
function fact(name, value) {
  return el('span', { class: 'fact' }, el('span', { class: 'fact-name' }, name), ' ', value);
}

/**
 * @param {string} name
 * @param {string} timestamp
 */
function time(name, timestamp) {
  return el('span', { class: 'fact' }, el('span', { class: 'fact-name' }, name), ' ',
    el('time', { datetime: timestamp, title: new Date(timestamp).toString() }, dateAndClock(timestamp)));
}

customElements.define('tinpot-facts', ExecutionFacts);
