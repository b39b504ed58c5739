// @ts-check
import { el } from '../lib/dom.js';
import * as json from '../lib/json.js';

/** How far an execution says it is. */
export class ProgressBar extends HTMLElement {
  #bar = el('progress', { max: 1, 'aria-label': 'Progress' });
  #text = el('span', {});

  connectedCallback() {
    if (this.firstChild) return;
    this.className = 'execution-progress';
    this.append(this.#bar, this.#text);
  }

  /** @param {{ fraction: unknown, message?: string }} progress */
  show({ fraction, message }) {
    const value = Math.min(1, Math.max(0, Number(json.compact(fraction))));
    this.#bar.value = value;
    this.#text.textContent = [`${Math.round(value * 100)} %`, message].filter(Boolean).join(' · ');
  }
}

customElements.define('tinpot-progress', ProgressBar);
