// @ts-check
import * as address from '../lib/address.js';
import * as api from '../lib/api.js';
import { announce } from '../lib/announce.js';
import { el, uniqueId } from '../lib/dom.js';
import { watchFleet } from '../lib/fleet.js';
import { quantity } from '../lib/format.js';
import { ActionCard } from './action-card.js';
import { noActions, noMatch, noWorkers } from './empty-states.js';

/** @import { ActionInfo } from '../lib/types.js' */

/** Every action as a card, grouped by group, narrowed down by what is typed into the search. */
export class ActionList extends HTMLElement {
  #search = /** @type {HTMLInputElement} */ (document.getElementById('actionSearch'));
  #noMatch = noMatch(() => this.#clear());
  #loaded = false;
  /** @type {boolean | undefined} The current text of an empty list; it is not replaced while somebody reads it or copies from it. */
  #served;

  connectedCallback() {
    this.#search.value = address.read('q');
    this.#search.addEventListener('input', () => this.#filter(true));
    this.#search.addEventListener('keydown', event => {
      if (event.key === 'Escape') this.#clear();
    });
    api.connection.addEventListener('restored', () => {
      if (!this.#loaded) this.#load();
    });
    this.#load();
  }

  async #load() {
    try {
      const actions = Object.values(await api.actions());
      if (actions.length === 0) {
        this.#waitForActions((await api.workers()).length > 0);
        return;
      }
      this.#build(actions);
      this.#loaded = true;
      watchFleet();
    } catch (problem) {
      if (problem instanceof api.Unreachable) return;
      this.replaceChildren(el('p', { class: 'notice', role: 'alert' }, `The actions cannot be loaded. ${problem instanceof Error ? problem.message : ''}`));
    } finally {
      this.setAttribute('aria-busy', 'false');
    }
  }

  /**
   * They come with the first worker, or with the next start of the program. A worker that shows itself between the two
   * questions looks like one without actions, so no empty answer is the last.
   * @param {boolean} served
   */
  #waitForActions(served) {
    this.#search.closest('search')?.setAttribute('hidden', '');
    if (served !== this.#served) this.replaceChildren(served ? noActions() : noWorkers());
    this.#served = served;
    setTimeout(() => this.#load(), 3000);
  }

  /** @param {ActionInfo[]} actions */
  #build(actions) {
    this.#search.closest('search')?.removeAttribute('hidden');
    const groups = Map.groupBy(actions, action => action.group);
    const sections = [...groups].sort(([a], [b]) => a.localeCompare(b)).map(([name, members]) => {
      const heading = el('h2', { id: uniqueId('group') }, name);
      return el('section', { class: 'action-group', 'aria-labelledby': heading.id, 'data-group': name },
        heading,
        el('div', { class: 'cards' }, ...members.sort((a, b) => a.name.localeCompare(b.name)).map(ActionCard.for)));
    });
    this.replaceChildren(...sections, this.#noMatch);
    this.#filter(false);
  }

  /** @param {boolean} tell Whether to announce what is left. */
  #filter(tell) {
    const query = this.#search.value.trim();
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const group of this.querySelectorAll('.action-group')) {
      let here = 0;
      for (const card of group.querySelectorAll('tinpot-action')) {
        const match = card instanceof ActionCard && card.answers(words);
        card.toggleAttribute('hidden', !match);
        if (match) here++;
      }
      group.toggleAttribute('hidden', here === 0);
      shown += here;
    }
    this.#noMatch.hidden = shown > 0 || query === '';
    address.replace('q', query);
    if (tell) announce(quantity(shown, 'action'));
  }

  #clear() {
    this.#search.value = '';
    this.#filter(true);
    this.#search.focus();
  }
}

customElements.define('tinpot-actions', ActionList);
