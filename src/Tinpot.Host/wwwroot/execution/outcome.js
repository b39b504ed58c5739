// @ts-check
import { el } from '../lib/dom.js';
import { icon } from '../lib/icons.js';
import * as json from '../lib/json.js';

/** @import { ExecutionError, State } from '../lib/types.js' */

/** Most lines of a message that are shown below its first one without a click. */
const mostLines = 8;

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
  // The sentence comes first: what a process printed as it crashed can be long
  const [sentence, ...more] = (error.message ?? '').split('\n');
  return el('section', { class: 'outcome-part failure', 'aria-label': 'Error' },
    el('h3', {}, icon('alert'), error.type ?? 'Error'),
    el('p', { class: 'failure-message' }, sentence),
    more.length > 0 && more.length <= mostLines && el('p', { class: 'failure-more' }, more.join('\n')),
    more.length > mostLines && details(`${more.length} more lines`, more.join('\n')),
    error.stack && details('Stack trace', error.stack));
}

/**
 * @param {string} title
 * @param {string} text
 */
function details(title, text) {
  return el('details', {},
    el('summary', {}, title),
    el('pre', { class: 'code', tabindex: 0, 'aria-label': title }, text));
}
