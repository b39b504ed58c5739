// @ts-check
import { el } from '../lib/dom.js';
import { quantity, shorten } from '../lib/format.js';
import * as json from '../lib/json.js';

/** @import { StreamItem } from '../lib/types.js' */

/** Items that stay on the page; the raw log has all. */
const kept = 500;
const longest = 2000;
/** Nearer to the end than this is at the end. */
const slack = 24;

/** The items of an action that streams, as they come: the last of them, however many there are. */
export class ItemList extends HTMLElement {
  #count = el('span', { class: 'items-count' });
  #note = el('p', { class: 'items-note', hidden: true });
  #list = el('ol', { class: 'items', tabindex: 0, 'aria-label': 'Items as JSON' });
  /** @type {StreamItem[]} */
  #waiting = [];
  #scheduled = false;
  #total = 0;
  #following = true;

  connectedCallback() {
    if (this.firstChild) return;
    this.hidden = true;
    this.append(el('h3', {}, 'Items', this.#count), this.#note, this.#list);
    this.#list.addEventListener('scroll', () => {
      const { scrollTop, scrollHeight, clientHeight } = this.#list;
      this.#following = scrollHeight - scrollTop - clientHeight <= slack;
    }, { passive: true });
    // The outcome, when it comes, takes some of its height
    new ResizeObserver(() => this.#stick()).observe(this.#list);
  }

  reset() {
    this.hidden = true;
    this.#list.replaceChildren();
    this.#waiting = [];
    this.#total = 0;
    this.#following = true;
  }

  /** @param {StreamItem} item */
  push(item) {
    // Another attempt starts from the beginning
    if (Number(json.compact(item.index)) === 0) this.reset();
    this.#waiting.push(item);
    this.#total = Number(json.compact(item.index)) + 1;
    // A hidden tab is not painted; what would scroll out at once need not wait for it
    if (this.#waiting.length > 2 * kept) this.#waiting.splice(0, this.#waiting.length - kept);
    if (this.#scheduled) return;
    this.#scheduled = true;
    if (document.hidden) setTimeout(() => this.#paint(), 250);
    else requestAnimationFrame(() => this.#paint());
  }

  #paint() {
    this.#scheduled = false;
    if (this.#waiting.length === 0) return;
    this.hidden = false;
    const list = this.#list;
    list.append(...this.#waiting.slice(-kept).map(rowOf));
    this.#waiting = [];
    while (list.childElementCount > kept) list.firstElementChild?.remove();
    this.#count.textContent = this.#total.toLocaleString('en');
    const missing = this.#total - list.childElementCount;
    this.#note.hidden = missing <= 0;
    this.#note.textContent = `${quantity(missing, 'earlier item is', 'earlier items are')} not shown here; they are in the raw log.`;
    this.#stick();
  }

  #stick() {
    if (this.#following) this.#list.scrollTop = this.#list.scrollHeight;
  }
}

/** @param {StreamItem} item */
function rowOf({ index, value }) {
  // The number is drawn from an attribute, so that what is selected and copied is the value alone
  return el('li', { class: 'item', 'data-index': json.compact(index) }, shorten(json.compact(value), longest));
}

customElements.define('tinpot-items', ItemList);
