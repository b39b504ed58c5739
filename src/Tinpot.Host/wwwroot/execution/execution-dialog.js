// @ts-check
import * as address from '../lib/address.js';
import { el } from '../lib/dom.js';
import { icon } from '../lib/icons.js';
import { ExecutionView } from './execution-view.js';

/**
 * Shows the execution that the address names in the page's dialog, and takes it out of the address when that closes.
 * @param {HTMLDialogElement} dialog
 */
export function hostExecutions(dialog) {
  const view = /** @type {ExecutionView} */ (document.createElement('tinpot-execution'));
  const close = el('button', { type: 'button', class: 'btn btn-quiet btn-icon close-btn', 'aria-label': 'Close', onclick: () => dialog.close() }, icon('close'));
  dialog.append(close, view);
  let shown = '';

  function followAddress() {
    const id = address.read('execution');
    if (id === shown) return;
    shown = id;
    if (id === '') {
      view.close();
      dialog.close();
      return;
    }
    if (!dialog.open) dialog.showModal();
    view.open(id);
  }

  dialog.addEventListener('close', () => {
    // The event comes a task later: a step through the history may have opened it again
    if (shown === '' || dialog.open) return;
    shown = '';
    view.close();
    address.closeExecution();
  });
  addEventListener('popstate', followAddress);
  followAddress();
}
