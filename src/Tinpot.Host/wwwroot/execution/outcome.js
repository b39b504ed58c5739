// @ts-check
import { el } from '../lib/dom.js';
import { icon } from '../lib/icons.js';
import * as json from '../lib/json.js';

/** @import { ExecutionError, State } from '../lib/types.js' */

/** @type {Record<string, string>} */
const reasons = {
  crash: 'The process that ran it ended.',
  lost: 'The host stopped while it ran. Whether its work was done is not known.',
  shutdown: 'The host was stopped before it could finish.',
  timeout: 'It took longer than it may.',
  poison: 'It took its worker down again and again and is not tried any more.',
  validation: 'Its arguments no longer fit the action.',
};

/**
 * What came of an execution.
 * @param {State | undefined} state
 * @param {unknown} result
 * @param {ExecutionError | null | undefined} error
 */
export function outcome(state, result, error) {
  const parts = [];
  if (error && state !== 'REVOKED') parts.push(failure(error));
  if (result !== undefined && result !== null) {
    parts.push(el('section', { class: 'outcome-part', 'aria-label': 'Result' },
      el('h3', {}, 'Result'),
      el('pre', { class: 'code result', tabindex: 0, 'aria-label': 'Result as JSON' }, json.pretty(result))));
  }
  return parts;
}

/** @param {ExecutionError} error */
function failure(error) {
  const hint = reasons[error.reason ?? ''];
  return el('section', { class: 'outcome-part failure', 'aria-label': 'Error' },
    el('h3', {}, icon('alert'), error.type ?? 'Error'),
    el('p', { class: 'failure-message' }, error.message ?? ''),
    hint && el('p', { class: 'failure-hint' }, hint),
    error.stack && el('details', {},
      el('summary', {}, 'Stack trace'),
      el('pre', { class: 'code', tabindex: 0, 'aria-label': 'Stack trace' }, error.stack)));
}
