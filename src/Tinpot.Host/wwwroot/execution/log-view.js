// @ts-check
import { el } from '../lib/dom.js';
import { quantity } from '../lib/format.js';
import { icon } from '../lib/icons.js';
import { LogTree } from './log-tree.js';

/** @import { StreamEvent } from '../lib/types.js' */

/** Lines that stay on the page, and those that may while someone reads further up. */
const kept = 5000;
const keptWhileReading = 2 * kept;
/** Shortest rest between two paintings; a painting that took long is followed by a longer one, so a flood leaves the page alive. */
const shortestRest = 60;
/** Nearer to the end than this is at the end. */
const slack = 24;

/** A live log that follows its end until it is scrolled up, and holds a window of the last lines however long it is. */
export class LogView extends HTMLElement {
  #container = el('div', { id: 'logContainer', class: 'log', role: 'log', 'aria-live': 'off', 'aria-label': 'Output', tabindex: 0 });
  #lines = el('div', { class: 'log-lines' });
  #note = el('p', { class: 'log-note', hidden: true });
  #noteText = el('span', {});
  #noteLink = el('a', { target: '_blank', rel: 'noopener' }, 'whole log');
  #more = el('button', { type: 'button', class: 'log-more', hidden: true, onclick: () => this.#resume() });
  #tree = new LogTree(this.#lines);
  /** @type {StreamEvent[]} */
  #waiting = [];
  #waitingLines = 0;
  #following = true;
  #lastTop = 0;
  #unseen = 0;
  #scheduled = false;
  #restUntil = 0;
  /** Log lines received. */
  total = 0;

  connectedCallback() {
    if (this.firstChild) return;
    this.#note.append(this.#noteText, this.#noteLink);
    this.#container.append(this.#note, this.#lines);
    this.append(this.#container, this.#more);
    this.#container.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    new ResizeObserver(() => this.#stick()).observe(this.#container);
  }

  /** @param {string} rawLogUrl */
  reset(rawLogUrl) {
    this.#noteLink.href = rawLogUrl;
    this.#tree.clear();
    this.#waiting = [];
    this.#waitingLines = this.#unseen = this.total = 0;
    this.#following = true;
    this.#note.hidden = this.#more.hidden = true;
    this.#lines.dataset.empty = '';
  }

  /**
   * @param {string} text What an empty log says.
   */
  set emptyText(text) {
    this.#lines.dataset.empty = text;
  }

  /** @param {StreamEvent} event */
  push(event) {
    this.#waiting.push(event);
    if (event.type === 'log') {
      // Parts of a long or slow line share its number
      this.total = Math.max(this.total, event.data.line);
      this.#waitingLines++;
      // A hidden tab is not painted; what would scroll out at once need not wait for it
      if (this.#waitingLines > 2 * kept) this.#dropWaiting(kept);
    }
    this.#schedule();
  }

  /** @param {number} limit */
  #dropWaiting(limit) {
    let excess = this.#waitingLines - limit;
    this.#waiting = this.#waiting.filter(event => event.type !== 'log' || excess-- <= 0);
    this.#waitingLines = limit;
  }

  #schedule() {
    if (this.#scheduled) return;
    this.#scheduled = true;
    const paint = () => this.#paint();
    const rest = this.#restUntil - performance.now();
    if (document.hidden) setTimeout(paint, 4 * shortestRest);
    else if (rest > 0) setTimeout(() => requestAnimationFrame(paint), rest);
    else requestAnimationFrame(paint);
  }

  #paint() {
    const start = performance.now();
    const before = this.#tree.size;
    const limit = this.#following ? kept : keptWhileReading;
    if (this.#waitingLines > limit) this.#dropWaiting(limit);
    for (const event of this.#waiting) this.#tree.append(event);
    const added = this.#tree.size - before;
    this.#tree.trim(limit);
    this.#waiting = [];
    this.#waitingLines = 0;
    this.#scheduled = false;
    this.#tell(added);
    this.#stick();
    const end = performance.now();
    this.#restUntil = end + Math.max(shortestRest, 2 * (end - start));
  }

  /** @param {number} added */
  #tell(added) {
    const missing = this.total - this.#tree.size;
    this.#note.hidden = missing <= 0;
    this.#noteText.textContent = `${quantity(missing, 'earlier line is', 'earlier lines are')} not shown here; they are in the `;
    if (this.#following) return;
    this.#unseen += added;
    this.#more.hidden = this.#unseen === 0;
    this.#more.replaceChildren(icon('down'), quantity(this.#unseen, 'new line'));
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.#container;
    if (scrollHeight - scrollTop - clientHeight <= slack) this.#resume();
    else if (scrollTop < this.#lastTop) this.#following = false;
    this.#lastTop = scrollTop;
  }

  #resume() {
    this.#following = true;
    this.#unseen = 0;
    this.#more.hidden = true;
    this.#stick();
  }

  #stick() {
    if (!this.#following) return;
    this.#container.scrollTop = this.#container.scrollHeight;
    this.#lastTop = this.#container.scrollTop;
  }
}

customElements.define('tinpot-log', LogView);
