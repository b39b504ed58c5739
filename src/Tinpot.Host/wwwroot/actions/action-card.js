// @ts-check
import * as address from '../lib/address.js';
import { el, uniqueId } from '../lib/dom.js';
import { fleet, whyNobody } from '../lib/fleet.js';
import { icon } from '../lib/icons.js';
import { ActionForm } from './action-form.js';
import { limitsText } from './action-limits.js';

/** @import { ActionInfo } from '../lib/types.js' */

/** One action: what it is, its form, its button. */
export class ActionCard extends HTMLElement {
  #words = '';
  #running = false;
  /** @type {ActionInfo | undefined} */
  #action;
  #unserved = el('p', { class: 'card-unserved', hidden: true });

  /** @param {ActionInfo} action */
  static for(action) {
    const card = /** @type {ActionCard} */ (document.createElement('tinpot-action'));
    card.#build(action);
    return card;
  }

  /** @param {ActionInfo} action */
  #build(action) {
    this.#action = action;
    const heading = el('h3', { id: uniqueId('action') }, action.name);
    const title = ownTitle(action);
    const limits = limitsText(action);
    this.#words = [action.name, action.name.replaceAll('_', ' '), action.title, action.group, action.queue, action.description].join('\n').toLowerCase();
    this.className = 'action-card';
    this.dataset.action = action.name;
    this.setAttribute('role', 'article');
    this.setAttribute('aria-labelledby', heading.id);

    const form = ActionForm.for(action);
    const run = el('button', { type: 'submit', class: 'btn btn-primary', 'aria-label': `Run ${action.name}` }, icon('play'), 'Run');
    this.append(
      el('header', { class: 'card-head' },
        heading,
        action.deprecated && el('span', { class: 'chip' }, 'deprecated'),
        action.queue !== 'default' && el('span', { class: 'chip', title: 'Queue' }, action.queue),
        title && el('p', { class: 'card-title' }, title),
        action.description && el('p', { class: 'card-text' }, action.description),
        action.calls && action.calls.length > 0 && el('p', { class: 'card-calls' }, `Calls ${action.calls.join(', ')}`),
        limits && el('p', { class: 'card-limits' }, limits),
        this.#unserved),
      el('form', { novalidate: true, onsubmit: (/** @type {Event} */ event) => this.#submit(event, form, run) },
        form,
        el('footer', { class: 'card-foot' }, run)));
  }

  /**
   * @param {Event} event
   * @param {ActionForm} form
   * @param {HTMLButtonElement} run
   */
  async #submit(event, form, run) {
    event.preventDefault();
    if (this.#running) return;
    this.#running = true;
    // Not `disabled`: the button would lose the focus that comes back to it when the dialog closes
    run.setAttribute('aria-disabled', 'true');
    try {
      const id = await form.submit();
      if (id) {
        run.focus();
        address.openExecution(id);
      }
    } finally {
      this.#running = false;
      run.removeAttribute('aria-disabled');
    }
  }

  connectedCallback() {
    fleet.addEventListener('change', this.#showService);
    this.#showService();
  }

  disconnectedCallback() {
    fleet.removeEventListener('change', this.#showService);
  }

  /** Says when nobody would run it. */
  #showService = () => {
    if (!this.#action) return;
    const { name, queue, group } = this.#action;
    const why = whyNobody(name, queue, group);
    this.#unserved.hidden = !why;
    this.#unserved.replaceChildren(...(why ? [icon('alert'), el('span', {}, `${why} Executions that you start here wait.`)] : []));
  };

  /** @param {string[]} words Lower case; all must be there. */
  answers(words) {
    return words.every(word => this.#words.includes(word));
  }
}

/**
 * A title its author wrote; one that only repeats the name in other letters says nothing.
 * @param {ActionInfo} action
 */
function ownTitle({ name, title }) {
  /** @param {string} text */
  const letters = text => text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
  return title && letters(title) !== letters(name) ? title : undefined;
}

customElements.define('tinpot-action', ActionCard);
