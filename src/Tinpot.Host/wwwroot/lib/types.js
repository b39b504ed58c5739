// @ts-check
/**
 * The shapes of the HTTP contract that this page reads. No code: the type checker alone reads this file.
 *
 * @typedef {object} Parameter
 * @property {string | string[]} [type] In JSON Schema words.
 * @property {string} [format]
 * @property {boolean} [required]
 * @property {unknown} [default]
 * @property {string} [description]
 * @property {unknown[]} [enum]
 * @property {unknown} [minimum]
 * @property {unknown} [maximum]
 * @property {number} [min_length]
 * @property {number} [max_length]
 * @property {boolean} [secret]
 * @property {boolean} [multiline]
 *
 * @typedef {object} Schema
 * @property {string | string[]} [type]
 * @property {string} [format]
 * @property {unknown[]} [enum]
 * @property {unknown} [minimum]
 * @property {unknown} [maximum]
 * @property {number} [minLength]
 * @property {number} [maxLength]
 * @property {number} [minItems]
 * @property {number} [maxItems]
 * @property {boolean} [uniqueItems]
 * @property {Schema} [items]
 * @property {Record<string, Schema>} [properties]
 * @property {unknown} [default]
 * @property {string} [title]
 * @property {string} [description]
 * @property {boolean} [deprecated]
 * @property {boolean} [writeOnly]
 *
 * @typedef {object} ActionInfo
 * @property {string} name
 * @property {string} [title]
 * @property {string} group
 * @property {string} queue
 * @property {string} [description]
 * @property {boolean} [deprecated]
 * @property {Record<string, Parameter>} [parameters]
 * @property {Schema} [parameters_schema]
 *
 * @typedef {'SCHEDULED' | 'PENDING' | 'STARTED' | 'RETRY' | 'SUCCESS' | 'FAILURE' | 'REVOKED'} State
 *
 * @typedef {object} ExecutionError
 * @property {string} [type]
 * @property {string} [message]
 * @property {string} [reason]
 * @property {string} [stack]
 *
 * @typedef {object} Execution
 * @property {string} execution_id
 * @property {string} action_name
 * @property {string} [title]
 * @property {string} [queue]
 * @property {State} state
 * @property {string} [created_at]
 * @property {string} [started_at]
 * @property {string} [finished_at]
 * @property {number} [duration_ms]
 * @property {string} [worker]
 * @property {number} [attempt]
 * @property {string} [requested_by]
 * @property {Record<string, unknown>} [parameters]
 * @property {unknown} [result]
 * @property {ExecutionError | null} [error]
 * @property {boolean} [cancel_requested]
 *
 * @typedef {object} LogLine
 * @property {string} timestamp
 * @property {number} line
 * @property {string} level
 * @property {string} message
 * @property {string} call_id
 * @property {string} stream
 * @property {boolean} [continued]
 *
 * @typedef {object} CallEvent
 * @property {string} call_id
 * @property {string} parent_id
 * @property {string} action
 * @property {'started' | 'finished'} phase
 * @property {unknown} [parameters]
 * @property {State} [state]
 * @property {number} [duration_ms]
 * @property {unknown} [result]
 * @property {ExecutionError | string | null} [error]
 *
 * @typedef {object} StreamEvent
 * @property {'connected' | 'log' | 'call' | 'item' | 'progress' | 'state' | 'gap' | 'complete'} type
 * @property {any} [data]
 * @property {State} [state]
 * @property {unknown} [result]
 * @property {ExecutionError | null} [error]
 */

export {};
