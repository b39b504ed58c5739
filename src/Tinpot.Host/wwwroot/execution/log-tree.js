// @ts-check
import { el } from '../lib/dom.js';
import { clock, duration, quantity } from '../lib/format.js';
import * as json from '../lib/json.js';
import { LogParts, textOf } from './log-parts.js';
import { CallStep } from './call-step.js';
import { whatFailed, whenNext } from './next-attempt.js';

/** @import { CallEvent, LogLine, Retry, StreamEvent } from '../lib/types.js' */

/** Deeper calls stand beside each other: a recursion of a thousand must not become a thousand boxes in each other. */
const deepest = 12;
const mostCalls = 2000;

/** The log on the page: lines, and calls with their lines in them; the oldest go when there are too many. */
export class LogTree {
  #root;
  /** @type {Map<string, CallStep>} */
  #calls = new Map();
  /** @type {HTMLElement[]} */
  #lines = [];
  #parts = new LogParts();

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
  }

  get size() {
    return this.#lines.length;
  }

  clear() {
    this.#root.replaceChildren();
    this.#calls.clear();
    this.#lines = [];
    this.#parts = new LogParts();
  }

  /** @param {StreamEvent} event */
  append({ type, data }) {
    if (type === 'log') this.#log(data);
    else if (type === 'call') this.#call(data);
    else if (type === 'state') this.#newAttempt(data);
    else if (type === 'progress') this.#calls.get(data.call_id)?.progress(Number(json.compact(data.fraction)));
    else if (type === 'gap' && data.unreadable) this.#add(el('div', { class: 'log-gap' }, 'The stored output at this place is damaged and cannot be read.'), '0');
    else if (type === 'gap') this.#add(el('div', { class: 'log-gap' }, `${quantity(Number(json.compact(data.lost)), 'event is', 'events are')} missing here: the output was larger than the log limit.`), '0');
  }

  /**
   * Takes the oldest lines away until `limit` are left.
   * @param {number} limit
   */
  trim(limit) {
    const excess = this.#lines.length - limit;
    if (excess > 0) for (const line of this.#lines.splice(0, excess)) this.#remove(line);
    if (this.#calls.size > mostCalls) this.#trimCalls();
  }

  /** @param {LogLine} log */
  #log(log) {
    if (this.#parts.continues(log)) return;
    const line = lineOf(log);
    this.#parts.begin(log, line);
    this.#add(line, log.call_id);
  }

  /**
   * @param {HTMLElement} line
   * @param {string} callId
   */
  #add(line, callId) {
    (this.#calls.get(callId)?.body ?? this.#root).append(line);
    this.#lines.push(line);
  }

  /**
   * Calls are counted from the beginning in each attempt, and open calls of the last attempt are not continued.
   * @param {Retry} retry
   */
  #newAttempt(retry) {
    this.#calls.clear();
    this.#parts = new LogParts();
    this.#root.append(el('div', { class: 'log-attempt' }, `${whatFailed(retry)}\n`, whenNext(retry)));
  }

  /** @param {CallEvent} call */
  #call(call) {
    if (call.phase === 'finished') {
      this.#calls.get(call.call_id)?.finish(call);
      return;
    }
    if (call.phase === 'repeated') {
      this.#add(el('div', { class: 'log-gap' }, repeatedText(call)), call.parent_id);
      return;
    }
    const parent = this.#calls.get(call.parent_id);
    const step = new CallStep(call, (parent?.depth ?? 0) + 1);
    if (parent && parent.depth >= deepest) parent.element.after(step.element);
    else (parent?.body ?? this.#root).append(step.element);
    this.#calls.set(call.call_id, step);
  }

  /**
   * A finished call that has lost its last line goes with it.
   * @param {HTMLElement} line
   */
  #remove(line) {
    let emptied = line.parentElement;
    line.remove();
    while (emptied && emptied !== this.#root && !emptied.hasChildNodes()) {
      const box = emptied.closest('details');
      const id = box?.dataset.call ?? '';
      const step = this.#calls.get(id);
      const isCurrent = step?.element === box;
      if (!box || isCurrent && !step?.finished) return;
      emptied = box.parentElement;
      box.remove();
      if (isCurrent) this.#calls.delete(id);
    }
  }

  #trimCalls() {
    let excess = this.#calls.size - mostCalls;
    for (const [id, step] of this.#calls) {
      if (excess <= 0) return;
      if (!step.finished || step.body.hasChildNodes()) continue;
      step.element.remove();
      this.#calls.delete(id);
      excess--;
    }
  }
}

/**
 * Number, time and marks are drawn from attributes, so that what is selected and copied is the output and nothing else.
 * @param {LogLine} log
 */
function lineOf(log) {
  const line = document.createElement('div');
  line.className = `log-line level-${log.level.toLowerCase()}`;
  line.dataset.line = String(log.line);
  line.dataset.time = clock(log.timestamp);
  const mark = markOf(log);
  if (mark) line.dataset.mark = mark;
  line.append(...textOf(log.message));
  return line;
}

/** @param {CallEvent} call */
function repeatedText({ action, repeated, failed, total_ms }) {
  return [
    `${action} was called ${quantity(Number(json.compact(repeated)), 'more time')}`,
    failed ? `${quantity(Number(json.compact(failed)), 'time')} without success` : '',
    `${duration(Number(json.compact(total_ms ?? 0)))} together`,
  ].filter(Boolean).join(', ');
}

/** @param {LogLine} log */
function markOf({ level, stream }) {
  // Native code and other programs write past the console, to either stream
  if (stream === 'stderr' || stream === 'raw') return stream;
  return level === 'INFO' ? '' : level.toLowerCase();
}
