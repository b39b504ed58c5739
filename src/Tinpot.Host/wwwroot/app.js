// @ts-check
import './connection-banner.js';
import './actions/action-list.js';
import { hostExecutions } from './execution/execution-dialog.js';

const dialog = document.getElementById('executionModal');
if (dialog instanceof HTMLDialogElement) hostExecutions(dialog);

document.querySelector('.skip-link')?.addEventListener('click', () => document.getElementById('actions')?.focus());

addEventListener('keydown', event => {
  const typing = event.target instanceof Element && event.target.matches('input, textarea, select');
  if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
  event.preventDefault();
  document.getElementById('actionSearch')?.focus();
});
