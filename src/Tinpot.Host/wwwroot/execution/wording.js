// @ts-check
import { runsInHost } from '../actions/action-limits.js';
import * as api from '../lib/api.js';
import { whyNobody } from '../lib/fleet.js';
import { isTerminal } from './status.js';

/** @import { ActionInfo, Execution } from '../lib/types.js' */

/**
 * What an empty log says.
 * @param {Execution} execution
 * @param {boolean} complete Whether everything was told.
 */
export function emptyText({ action_name, state, queue = 'default', group = '' }, complete) {
  if (isTerminal(state)) return complete ? 'It wrote nothing.' : 'Reading the log…';
  if (state === 'STARTED') return 'Nothing written yet.';
  const why = whyNobody(action_name, queue, group);
  return why ? `${why} It waits until one does.` : `Waiting for a worker that serves the queue ${queue}.`;
}

/**
 * What a cancel can do: for the time between it and the end.
 * @param {ActionInfo | undefined} action
 */
export function stoppingText(action) {
  if (!action) return 'It was asked to stop.';
  return runsInHost(action)
    ? 'It was asked to stop. It runs in the host process and cannot be killed: it stops only if it observes its cancellation token.'
    : 'It was asked to stop. If it does not stop in time, it is killed with everything that it has started; the log shows when.';
}

/** @param {unknown} problem */
export function rerunProblem(problem) {
  if (!(problem instanceof api.Problem)) return problem instanceof Error ? problem.message : String(problem);
  const paths = Object.entries(problem.errors).map(([path, messages]) => `${path}: ${messages.join(' ')}`);
  return paths.length > 0 ? `Run it from its form. ${paths.join(' ')}` : problem.message;
}
