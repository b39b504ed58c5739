// @ts-check
import * as address from '../lib/address.js';
import { announce } from '../lib/announce.js';
import * as api from '../lib/api.js';
import { el } from '../lib/dom.js';
import { fleet, watchFleet } from '../lib/fleet.js';
import { duration, quantity } from '../lib/format.js';
import { icon } from '../lib/icons.js';
import { argumentsText } from './call-step.js';
import { EventStream } from './event-stream.js';
import { ExecutionFacts } from './execution-facts.js';
import { ItemList } from './item-list.js';
import { LogView } from './log-view.js';
import { NextAttempt } from './next-attempt.js';
import { outcome } from './outcome.js';
import { ProgressBar } from './progress-bar.js';
import { isTerminal, showFavicon, showStatus, statusOf } from './status.js';
import { emptyText, rerunProblem, stoppingText } from './wording.js';

/** @import { ActionInfo, Execution, State, StreamEvent } from '../lib/types.js' */

const pageTitle = document.title;

/** One execution from its acceptance to its outcome, live. */
export class ExecutionView extends HTMLElement {
  #id = '';
  /** @type {Execution | undefined} */
  #execution;
  /** @type {ActionInfo | undefined} Nothing is known of one that has gone since. */
  #action;
  /** @type {EventStream | undefined} */
  #stream;
  #cancelling = false;
  #lost = false; // The stream has no connection, and says so
  #stale = false; // The record could not be read when it changed
  #rerunKey = '';
  /** The stream has told everything; before, an empty log says nothing. */
  #complete = false;

  #title = el('h2', { id: 'executionTitle' });
  #badge = el('span', { id: 'statusBadge' });
  #arguments = el('p', { class: 'execution-arguments' });
  #facts = /** @type {ExecutionFacts} */ (document.createElement('tinpot-facts'));
  #notice = el('p', { class: 'notice', role: 'alert' });
  #stopping = el('p', { class: 'stopping' });
  #nextAttempt = /** @type {NextAttempt} */ (document.createElement('tinpot-next-attempt'));
  #progressBar = /** @type {ProgressBar} */ (document.createElement('tinpot-progress'));
  #log = /** @type {LogView} */ (document.createElement('tinpot-log'));
  #items = /** @type {ItemList} */ (document.createElement('tinpot-items'));
  #outcome = el('div', { class: 'outcome' });
  #cancel = el('button', { type: 'button', class: 'btn btn-danger', onclick: () => this.#requestCancel() }, icon('stop'), 'Cancel');
  #again = el('button', { type: 'button', class: 'btn btn-primary', onclick: () => this.#runAgain() }, icon('again'), 'Run again');
  #raw = el('a', { class: 'btn', target: '_blank', rel: 'noopener' }, icon('file'), 'Raw log');

  connectedCallback() {
    if (this.firstChild) return;
    fleet.addEventListener('change', () => {
      if (this.#execution) this.#log.emptyText = emptyText(this.#execution, this.#complete);
    });
    this.append(
      el('header', { class: 'execution-head' },
        el('div', { class: 'execution-line' }, this.#title, this.#badge),
        this.#arguments, this.#facts, this.#progressBar, this.#stopping, this.#nextAttempt, this.#notice),
      this.#log, this.#items, this.#outcome,
      el('footer', { class: 'execution-foot' }, this.#raw, this.#cancel, this.#again),
      el('p', { class: 'visually-hidden', role: 'status' }));
  }

  /** @param {string} id */
  async open(id) {
    this.close();
    this.#id = id;
    this.#log.reset(api.rawLogUrl(id));
    this.#raw.href = api.rawLogUrl(id);
    if (!await this.#refresh() || this.#id !== id) return;
    this.#learn(id);
    watchFleet();
    this.#stream = new EventStream(api.streamUrl(id), event => this.#receive(event), lost => this.#connection(lost));
  }

  /** @param {string} id */
  async #learn(id) {
    const action = await api.action(this.#execution?.action_name ?? '').catch(() => undefined);
    if (this.#id !== id) return;
    this.#action = action;
    this.#show();
  }

  /** Follows it no more, and shows nothing that the next one could be taken for. */
  close() {
    this.#id = this.#rerunKey = '';
    this.#stream?.close();
    this.#execution = this.#action = undefined;
    this.#cancelling = this.#complete = this.#lost = this.#stale = false;
    this.#title.textContent = 'Execution';
    this.#notice.textContent = this.#arguments.textContent = '';
    this.#badge.replaceChildren();
    this.#badge.className = 'badge';
    this.#facts.show(undefined);
    this.#outcome.replaceChildren();
    this.#log.reset('');
    this.#items.reset();
    this.#stopping.hidden = this.#nextAttempt.hidden = this.#progressBar.hidden = this.#raw.hidden = this.#cancel.hidden = this.#again.hidden = true;
    document.title = pageTitle;
    showFavicon('tinpot');
  }

  /** Reads the execution's record; the stream tells what happens, the record what it is. */
  async #refresh() {
    const id = this.#id;
    try {
      const execution = await api.execution(id);
      if (this.#id !== id) return false;
      // The stream may have been faster
      const state = isTerminal(this.#execution?.state) ? this.#execution?.state : execution.state;
      this.#execution = { ...execution, state: state ?? execution.state };
      this.#stale = false;
      this.#cancelling ||= execution.cancel_requested === true;
      this.#show();
      return true;
    } catch (problem) {
      if (this.#id !== id) return false;
      if (problem instanceof api.Problem && problem.status === 404) {
        this.#title.textContent = 'Unknown execution';
        this.#notice.textContent = 'The id is unknown, or retention has removed the execution.';
        return false;
      }
      this.#stale = true;
      // The stream goes on trying by itself, and knows more: that nothing is lost
      if (!this.#lost) this.#notice.textContent = problem instanceof Error ? problem.message : String(problem);
      return problem instanceof api.Unreachable;
    }
  }

  #show() {
    const execution = this.#execution;
    if (!execution) return;
    const { action_name, state } = execution;
    const status = statusOf(state, this.#cancelling);
    const done = isTerminal(state);
    this.#raw.hidden = false;
    this.#title.textContent = action_name;
    this.#arguments.textContent = argumentsText(execution.parameters);
    showStatus(this.#badge, status);
    showFavicon(status.favicon);
    document.title = `${status.text} · ${action_name} · ${pageTitle}`;
    this.#facts.show(execution, this.#action);
    this.#nextAttempt.hidden = state !== 'RETRY';
    this.#stopping.hidden = !this.#cancelling || state !== 'STARTED';
    this.#stopping.textContent = stoppingText(this.#action);
    this.#cancel.hidden = done;
    this.#cancel.toggleAttribute('aria-disabled', this.#cancelling);
    this.#again.hidden = !done;
    if (state !== 'STARTED') this.#progressBar.hidden = true;
    this.#log.emptyText = emptyText(execution, this.#complete);
    this.#outcome.replaceChildren(...(done ? outcome(state, execution.result, execution.error) : []));
  }

  /** @param {StreamEvent} event */
  #receive(event) {
    if (event.type === 'state' && event.data.state === 'RETRY') {
      this.#nextAttempt.show(event.data);
      this.#log.push(event);
    }
    if (event.type === 'connected' || event.type === 'state') {
      const state = /** @type {State} */ (event.state ?? event.data.state);
      if (state !== this.#execution?.state) this.#moveTo(state);
    } else if (event.type === 'complete') {
      this.#end(event);
    } else if (event.type === 'item') {
      this.#items.push(event.data);
    } else {
      if (event.type === 'progress' && (event.data.call_id ?? '0') === '0') {
        this.#progressBar.show(event.data);
        this.#progressBar.hidden = isTerminal(this.#execution?.state);
      }
      this.#log.push(event);
    }
  }

  /** @param {State} state */
  #moveTo(state) {
    if (!this.#execution || isTerminal(this.#execution.state)) return;
    // A replay tells of states long past; those of the record are ahead of it
    if (isTerminal(state)) return;
    this.#execution.state = state;
    this.#show();
    announce(`${this.#execution.action_name}: ${statusOf(state).text}`);
    this.#refresh();
  }

  /** @param {StreamEvent} event */
  async #end({ state, result, error }) {
    this.#complete = true;
    if (!this.#execution) await this.#refresh();
    if (!this.#execution || !state) return;
    Object.assign(this.#execution, { state, result, error });
    this.#show();
    // The record knows how long it took. Meanwhile the dialog may have been closed, or opened on another
    if (!await this.#refresh() || !this.#execution) return;
    const took = this.#execution.duration_ms;
    announce([
      `${this.#execution.action_name}: ${statusOf(state).text}`,
      typeof took === 'number' ? `after ${duration(took)}` : '',
      `with ${quantity(this.#log.total, 'line')} of output.`,
    ].join(' '));
  }

  /** @param {boolean} lost */
  #connection(lost) {
    this.#lost = lost;
    this.#notice.textContent = lost ? 'The connection is lost. Reconnecting; no output is lost.' : '';
    if (!lost && this.#stale) this.#refresh();
  }

  async #requestCancel() {
    if (this.#cancelling) return;
    const id = this.#id;
    this.#cancelling = true;
    this.#notice.textContent = '';
    this.#show();
    try {
      await api.cancel(id);
      announce('Cancelling.');
    } catch (problem) {
      if (this.#id !== id) return;
      this.#cancelling = false;
      this.#notice.textContent = problem instanceof Error ? problem.message : String(problem);
    }
    if (this.#id === id) await this.#refresh();
  }

  async #runAgain() {
    this.#again.setAttribute('aria-disabled', 'true');
    this.#notice.textContent = '';
    this.#rerunKey ||= api.newKey();
    try {
      const { execution_id } = await api.rerun(this.#id, this.#rerunKey);
      this.#rerunKey = '';
      address.openExecution(execution_id);
    } catch (problem) {
      if (!(problem instanceof api.Unreachable)) this.#rerunKey = '';
      this.#notice.textContent = rerunProblem(problem);
    } finally {
      this.#again.removeAttribute('aria-disabled');
    }
  }
}

customElements.define('tinpot-execution', ExecutionView);
