// @ts-check
import * as address from '../lib/address.js';
import { el } from '../lib/dom.js';

/**
 * A link to another execution: it opens in the dialog that is open, or where the browser is told to open it.
 * @param {string} id
 * @param {string} text
 */
export function executionLink(id, text) {
  const link = el('a', { class: 'execution-link', href: address.ofExecution(id) }, text);
  link.addEventListener('click', event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    address.openExecution(id);
  });
  return link;
}
