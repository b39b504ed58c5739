// @ts-check
import * as api from './api.js';

/** @import { QueueStatus } from './types.js' */

const every = 10_000;

/** Raises `change` whenever the lists of workers and queues have been read again. */
export const fleet = new EventTarget();

/** @type {QueueStatus[]} */
let queues = [];
let watched = false;

/** Keeps it known for as long as the page is looked at. */
export function watchFleet() {
  if (watched) return;
  watched = true;
  addEventListener('visibilitychange', look);
  api.connection.addEventListener('restored', look);
  setInterval(look, every);
  look();
}

async function look() {
  if (document.visibilityState === 'hidden') return;
  try {
    queues = await api.queues();
    fleet.dispatchEvent(new Event('change'));
  } catch (problem) {
    // What was known last is as good as anything; that nothing answers is told elsewhere
    if (!(problem instanceof api.Unreachable) && !(problem instanceof api.Problem)) throw problem;
  }
}

/**
 * Why an action's executions would wait forever; empty when somebody can run them, or nothing is known.
 * @param {string} action
 * @param {string} queue
 * @param {string} group
 */
export function whyNobody(action, queue, group) {
  const here = queues.find(one => one.queue === queue && one.group === group);
  if (!here) return '';
  if (Number(here.workers) > 0) return here.unserved.includes(action) ? 'No worker has this action.' : '';
  const elsewhere = queues.some(one => one.queue === queue && Number(one.workers) > 0);
  return elsewhere ? `No worker serves group ${group} of queue ${queue}.` : `No worker serves queue ${queue}.`;
}
