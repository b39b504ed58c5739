// @ts-check
import * as json from './json.js';

/** @import { ActionInfo, Execution, QueueStatus } from './types.js' */

/** The host answered, and the answer is no: RFC 9457. */
export class Problem extends Error {
  /**
   * @param {number} status
   * @param {Record<string, any>} body
   */
  constructor(status, body) {
    super(body.detail ?? body.title ?? `The host answered ${status}.`);
    this.status = status;
    /** @type {Record<string, string[]>} Messages by path below `parameters`; `$` is the document. */
    this.errors = body.errors ?? {};
    /** @type {string | undefined} */
    this.state = body.state;
  }
}

/** No answer at all: the host is down or the network is. */
export class Unreachable extends Error {
  constructor() {
    super('Tinpot cannot be reached. Nothing is known about the request; try again.');
  }
}

/** Tells `lost` when a request got no answer and `restored` when one did again. */
export const connection = new EventTarget();
let reachable = true;

/** @param {boolean} now */
function setReachable(now) {
  if (now === reachable) return;
  reachable = now;
  connection.dispatchEvent(new Event(now ? 'restored' : 'lost'));
}

/**
 * @param {string} path Relative to the page's base.
 * @param {RequestInit} [options]
 */
async function send(path, options) {
  let response, text;
  try {
    response = await fetch(path, { headers: { Accept: 'application/json' }, ...options });
    text = await response.text();
  } catch {
    setReachable(false);
    throw new Unreachable();
  }
  setReachable(true);
  let body;
  try {
    body = text ? json.parse(text) : {};
  } catch {
    body = {};
  }
  if (!response.ok) throw new Problem(response.status, body);
  return body;
}

/**
 * @param {string} path
 * @param {string} text JSON as text: a form's numbers never pass through JavaScript's.
 * @param {string} [key] Idempotency key.
 */
function post(path, text, key) {
  /** @type {Record<string, string>} */
  const headers = { Accept: 'application/json', 'Content-Type': 'application/json' };
  if (key) headers['Idempotency-Key'] = key;
  return send(path, { method: 'POST', headers, body: text });
}

const encode = encodeURIComponent;

/** A new idempotency key: one for each intent, kept while it is unknown whether the host got it. */
export function newKey() {
  // crypto.randomUUID exists on secure origins only
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
}

/** @returns {Promise<Record<string, ActionInfo>>} */
export const actions = () => send('api/actions');

/**
 * @param {string} name
 * @returns {Promise<ActionInfo>}
 */
export const action = name => send(`api/actions/${encode(name)}`);

/**
 * @param {string} name
 * @param {string} parameters JSON object.
 * @param {string} key
 * @returns {Promise<{ execution_id: string }>}
 */
export const execute = (name, parameters, key) => post(`api/actions/${encode(name)}/execute`, `{"parameters":${parameters}}`, key);

/**
 * The host's own rules on arguments; starts nothing. Throws the problem that `execute` would.
 * @param {string} name
 * @param {string} parameters
 */
export const validate = (name, parameters) => post(`api/actions/${encode(name)}/validate`, `{"parameters":${parameters}}`);

/**
 * @param {string} id
 * @returns {Promise<Execution>}
 */
export const execution = id => send(`api/executions/${encode(id)}`);

/**
 * @param {string} id
 * @returns {Promise<{ status: string }>}
 */
export const cancel = id => post(`api/executions/${encode(id)}/cancel`, '{}');

/**
 * @param {string} id
 * @param {string} key
 * @returns {Promise<{ execution_id: string }>}
 */
export const rerun = (id, key) => post(`api/executions/${encode(id)}/rerun`, '{}', key);

/** @param {string} id */
export const streamUrl = id => `api/executions/${encode(id)}/stream`;

/** @param {string} id */
export const rawLogUrl = id => `api/executions/${encode(id)}/logs?format=text`;

/** @returns {Promise<QueueStatus[]>} */
export const queues = () => send('api/queues');

/** @returns {Promise<unknown[]>} */
export const workers = () => send('api/workers');

/** Whether the host answers at all; tells the connection. */
export async function ping() {
  try {
    await send('health');
  } catch (problem) {
    if (problem instanceof Unreachable) return false;
  }
  return true;
}
