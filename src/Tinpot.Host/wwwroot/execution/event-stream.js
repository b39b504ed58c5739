// @ts-check
import * as json from '../lib/json.js';

/** @import { StreamEvent } from '../lib/types.js' */

/** How long a stream may be silent about its loss before anyone is told, and how long between tries of our own. */
const patience = 2000;

/**
 * Follows the events of one execution to their end, each once and in order, over lost connections. The browser resumes
 * from the last event by itself; where it gives up (an answer that is not a stream, such as a proxy's 502) this asks again
 * and skips what it has.
 */
export class EventStream {
  /** @type {EventSource | undefined} */
  #source;
  /** @type {number | undefined} */
  #timer;
  #fence = -1;
  #sequence = 0;

  /**
   * @param {string} url
   * @param {(event: StreamEvent) => void} receive
   * @param {(lost: boolean) => void} connection
   */
  constructor(url, receive, connection) {
    this.url = url;
    this.receive = receive;
    this.connection = connection;
    this.#open();
  }

  close() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#source?.close();
  }

  #open() {
    const source = this.#source = new EventSource(this.url);
    source.onopen = () => {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.connection(false);
    };
    source.onmessage = message => this.#take(message);
    source.onerror = () => {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.connection(true);
        if (source.readyState === EventSource.CLOSED) this.#open();
      }, patience);
    };
  }

  /** @param {MessageEvent<string>} message */
  #take(message) {
    const event = /** @type {StreamEvent} */ (this.#parse(message.data));
    // Every event but `connected` has an id; lastEventId repeats the one before where an event has none
    if (event.type !== 'connected' && !this.#isNew(message.lastEventId)) return;
    if (event.type === 'complete') this.close();
    this.receive(event);
  }

  /** @param {string} id `<fence>-<sequence>`. */
  #isNew(id) {
    const [fence = 0, sequence = 0] = id.split('-').map(Number);
    if (fence < this.#fence || fence === this.#fence && sequence <= this.#sequence) return false;
    this.#fence = fence;
    this.#sequence = sequence;
    return true;
  }

  /** @param {string} data */
  #parse(data) {
    // Nothing in a log line is a number that needs its digits, and there may be a million of them
    return data.startsWith('{"type":"log"') ? JSON.parse(data) : json.parse(data);
  }
}
