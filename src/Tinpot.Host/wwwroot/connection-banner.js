// @ts-check
import * as api from './lib/api.js';
import { announce } from './lib/announce.js';
import { el } from './lib/dom.js';
import { icon } from './lib/icons.js';

const firstPause = 1000;
const longestPause = 15_000;

/** Says that the host cannot be reached, and asks until it can. */
class ConnectionBanner extends HTMLElement {
  #pause = firstPause;
  /** @type {number | undefined} */
  #timer;

  connectedCallback() {
    this.hidden = true;
    this.setAttribute('role', 'alert');
    api.connection.addEventListener('lost', () => this.#lost());
    api.connection.addEventListener('restored', () => this.#restored());
    addEventListener('online', () => this.#tryNow());
  }

  #lost() {
    this.replaceChildren(
      icon('alert'),
      el('span', {}, 'Tinpot cannot be reached. Reconnecting…'),
      el('button', { type: 'button', class: 'btn', onclick: () => this.#tryNow() }, 'Try now'));
    this.hidden = false;
    this.#wait();
  }

  #restored() {
    clearTimeout(this.#timer);
    this.#pause = firstPause;
    this.hidden = true;
    announce('Tinpot is reachable again.');
  }

  #wait() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tryNow(), this.#pause);
    this.#pause = Math.min(longestPause, this.#pause * 2);
  }

  async #tryNow() {
    if (this.hidden) return;
    if (!await api.ping()) this.#wait();
  }
}

customElements.define('tinpot-connection', ConnectionBanner);
