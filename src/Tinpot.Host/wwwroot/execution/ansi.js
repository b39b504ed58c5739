// @ts-check
/** Terminal output as text with classes: the sixteen colours and the common styles; every other sequence is left out. */

/**
 * @typedef {object} Piece
 * @property {string} text
 * @property {string} classes Empty = plain.
 */

const escape = '\u001b';
// A sequence of its kinds: CSI, OSC up to its end (or the line's), any other two characters
const sequences = /\u001b\[([0-9;:<=>?]*)[ -/]*([@-~]?)|\u001b[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[^\[\]PX^_]?/g;
// Control characters, and those that turn the direction of text: shown, so that no line looks like another
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g;
// eslint-disable-next-line no-control-regex
const special = /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/;

/** @type {Record<number, string>} */
const styles = { 1: 'ansi-bold', 2: 'ansi-dim', 3: 'ansi-italic', 4: 'ansi-underline', 9: 'ansi-strike' };

/**
 * @param {string} message
 * @returns {Piece[]}
 */
export function pieces(message) {
  if (!special.test(message)) return [{ text: message, classes: '' }];
  const line = lastOverwrite(message);
  if (!line.includes(escape)) return [{ text: visible(line), classes: '' }];

  /** @type {Piece[]} */
  const found = [];
  /** @type {Set<string>} */
  const current = new Set();
  let end = 0;
  for (const match of line.matchAll(sequences)) {
    push(found, line.slice(end, match.index), current);
    end = match.index + match[0].length;
    if (match[2] === 'm') select(current, match[1] ?? '');
  }
  push(found, line.slice(end), current);
  return found;
}

/**
 * A progress line that is drawn over itself ends as its last drawing.
 * @param {string} message
 */
function lastOverwrite(message) {
  const line = message.replace(/\r+$/, '');
  return line.slice(line.lastIndexOf('\r') + 1);
}

/**
 * @param {Piece[]} found
 * @param {string} text
 * @param {Set<string>} current
 */
function push(found, text, current) {
  if (text) found.push({ text: visible(text), classes: [...current].join(' ') });
}

/**
 * Selects a graphic rendition (SGR).
 * @param {Set<string>} current
 * @param {string} parameters
 */
function select(current, parameters) {
  const codes = parameters.split(/[;:]/).map(Number);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? 0;
    if (code === 0) current.clear();
    else if (styles[code]) current.add(styles[code]);
    else if (code === 22) drop(current, /bold|dim/);
    else if (code === 23) drop(current, /italic/);
    else if (code === 24) drop(current, /underline/);
    else if (code === 29) drop(current, /strike/);
    else if (code >= 30 && code <= 37) colour(current, code - 30);
    else if (code >= 90 && code <= 97) colour(current, code - 82);
    else if (code === 39) drop(current, /fg/);
    else if (code === 38 || code === 48) {
      const indexed = codes[i + 1] === 5;
      const index = codes[i + 2] ?? 0;
      if (code === 38 && indexed && index < 16) colour(current, index);
      i += indexed ? 2 : 4;
    }
  }
}

/**
 * @param {Set<string>} current
 * @param {number} index 0–15.
 */
function colour(current, index) {
  drop(current, /fg/);
  current.add(`ansi-fg-${index}`);
}

/**
 * @param {Set<string>} current
 * @param {RegExp} names
 */
function drop(current, names) {
  for (const name of current) if (names.test(name)) current.delete(name);
}

/** @param {string} text */
function visible(text) {
  return text.replace(unseen, character => {
    const code = character.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? '\u2421' : `⟨U+${code.toString(16).toUpperCase()}⟩`;
  });
}
