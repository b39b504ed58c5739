// @ts-check
import { icon } from '../lib/icons.js';

/** @import { State } from '../lib/types.js' */
/** @import { IconName } from '../lib/icons.js' */

/**
 * How a state is told: never by colour alone.
 *
 * @typedef {object} Status
 * @property {string} text
 * @property {IconName} icon
 * @property {string} classes
 * @property {'tinpot' | 'running' | 'success' | 'error'} favicon
 */

/** @type {Record<State, Status>} */
const statuses = {
  SCHEDULED: { text: 'Scheduled', icon: 'clock', classes: 'status-waiting', favicon: 'tinpot' },
  PENDING: { text: 'Waiting', icon: 'clock', classes: 'status-waiting', favicon: 'running' },
  RETRY: { text: 'Waiting to retry', icon: 'clock', classes: 'status-waiting', favicon: 'running' },
  STARTED: { text: 'Running', icon: 'spinner', classes: 'status-running', favicon: 'running' },
  SUCCESS: { text: 'Success', icon: 'check', classes: 'status-success', favicon: 'success' },
  FAILURE: { text: 'Failed', icon: 'cross', classes: 'status-error', favicon: 'error' },
  REVOKED: { text: 'Cancelled', icon: 'ban', classes: 'status-error status-cancelled', favicon: 'error' },
};

/**
 * @param {State} state
 * @param {boolean} [cancelling] Whether it was asked to stop.
 * @returns {Status}
 */
export function statusOf(state, cancelling = false) {
  if (cancelling && !isTerminal(state)) return { ...statuses.STARTED, text: 'Cancelling…' };
  return statuses[state] ?? { ...statuses.PENDING, text: state };
}

/** @param {State | undefined} state */
export function isTerminal(state) {
  return state === 'SUCCESS' || state === 'FAILURE' || state === 'REVOKED';
}

/**
 * @param {HTMLElement} badge
 * @param {Status} status
 */
export function showStatus(badge, status) {
  badge.className = `badge ${status.classes}`;
  badge.replaceChildren(icon(status.icon), status.text);
}

/**
 * @param {Status['favicon']} name
 */
export function showFavicon(name) {
  document.getElementById('favicon')?.setAttribute('href', new URL(`../icons/${name}.svg`, import.meta.url).href);
}
