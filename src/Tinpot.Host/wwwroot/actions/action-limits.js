// @ts-check
import { quantity, span } from '../lib/format.js';
import * as json from '../lib/json.js';

/** @import { ActionInfo } from '../lib/types.js' */

/**
 * What holds for every run of an action besides its arguments; empty when nothing does.
 * @param {ActionInfo} action
 */
export function limitsText(action) {
  const retries = Number(json.compact(action.retries ?? 0));
  const limit = timeLimit(action);
  return [
    concurrency(action),
    limit && `stopped after ${limit}`,
    retries > 0 && `tried ${quantity(retries, 'more time')} if it fails`,
    runsInHost(action) && 'runs in the host process',
  ].filter(Boolean).join(' · ').replace(/^./, letter => letter.toUpperCase());
}

/**
 * How many run at a time, and what becomes of another; empty when any number does.
 * @param {ActionInfo} action
 */
function concurrency(action) {
  if (!action.max_concurrent)
    return '';
  const { limit, key, when_full: full } = action.max_concurrent;
  const number = Number(json.compact(limit));
  return `${number === 1 ? 'one' : `at most ${number}`} at a time${key === null ? '' : ` per ${key}`}, `
    + (full === 'reject' ? 'another is refused' : 'others wait');
}

/**
 * How long an attempt may take; empty when it may forever.
 * @param {ActionInfo | undefined} action
 */
export function timeLimit(action) {
  const seconds = action?.timeout_seconds;
  return seconds === undefined || seconds === null ? '' : span(1000 * Number(json.compact(seconds)));
}

/**
 * Nothing can end it there but itself.
 * @param {ActionInfo | undefined} action
 */
export function runsInHost(action) {
  return action?.isolation === 'in_process';
}
