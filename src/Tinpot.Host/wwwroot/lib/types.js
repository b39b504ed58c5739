// @ts-check
/**
 * The shapes of the HTTP contract that this page reads. No code: the type checker alone reads this file.
 *
 * @typedef {object} Parameter
 * @property {string} type A JSON Schema word, or `any`.
 * @property {string} [format]
 * @property {boolean} [required]
 * @property {boolean} [nullable]
 * @property {unknown} [default]
 * @property {string} [description]
 * @property {unknown[]} [enum]
 * @property {unknown} [minimum]
 * @property {unknown} [maximum]
 * @property {unknown} [exclusive_minimum]
 * @property {unknown} [exclusive_maximum]
 * @property {number} [max_length]
 * @property {string[]} [extensions]
 * @property {number} [max_items]
 * @property {boolean} [unique_items]
 * @property {boolean} [deprecated]
 * @property {boolean} [secret]
 * @property {boolean} [multiline]
 * @property {Parameter} [items]
 *
 * @typedef {object} ActionInfo
 * @property {string} name
 * @property {string} [title]
 * @property {string} group
 * @property {string} queue
 * @property {string} [description]
 * @property {boolean} [deprecated]
 * @property {unknown} [timeout_seconds] Of an attempt; null = none.
 * @property {unknown} [retries] New attempts after a failure.
 * @property {{ limit: unknown, key: string | null, when_full: 'queue' | 'reject' } | null} [max_concurrent] How many run at a time; null = any number.
 * @property {'process' | 'in_process'} [isolation] Where its code runs on this host.
 * @property {string[]} [calls] Names of the actions that its code calls.
 * @property {Record<string, Parameter>} [parameters]
 *
 * @typedef {object} QueueStatus A queue, seen from one group.
 * @property {string} queue
 * @property {string} group
 * @property {unknown} workers Live ones that take its work and have actions in it.
 * @property {string[]} unserved Actions that none of them can run.
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
 * @property {string} [group]
 * @property {State} state
 * @property {string} [created_at]
 * @property {string} [started_at]
 * @property {string} [finished_at]
 * @property {number} [duration_ms]
 * @property {string} [worker]
 * @property {number} [attempt]
 * @property {string} [requested_by]
 * @property {string | null} [parent_id] The execution that submitted it.
 * @property {Record<string, unknown>} [parameters]
 * @property {unknown} [result]
 * @property {ExecutionError | null} [error]
 * @property {boolean} [cancel_requested]
 *
 * @typedef {object} Retry What a `state` event tells when another attempt follows.
 * @property {number} [attempt] The one that failed.
 * @property {string} [retry_at]
 * @property {ExecutionError} [error]
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
 * @typedef {object} StreamItem
 * @property {unknown} index From 0.
 * @property {unknown} value
 *
 * @typedef {object} CallEvent
 * @property {string} call_id
 * @property {string} parent_id
 * @property {string} action
 * @property {string} [execution_id] Of a call that is an execution of its own.
 * @property {'started' | 'finished' | 'repeated'} phase
 * @property {unknown} [parameters]
 * @property {State} [state]
 * @property {number} [duration_ms]
 * @property {unknown} [result]
 * @property {ExecutionError | string | null} [error]
 * @property {number} [repeated] Calls that are counted and have no step of their own.
 * @property {number} [failed]
 * @property {number} [total_ms]
 *
 * @typedef {object} StreamEvent
 * @property {'connected' | 'log' | 'call' | 'item' | 'progress' | 'state' | 'gap' | 'complete'} type
 * @property {any} [data]
 * @property {State} [state]
 * @property {unknown} [result]
 * @property {ExecutionError | null} [error]
 */

export {};
