// @ts-check
/** Between two announcements: a screen reader that is told something every moment says nothing to the end. */
const pause = 2000;

/** @type {string | undefined} */
let waiting;
let busy = false;

/**
 * Says a sentence to assistive technology, politely. Of several within two seconds the last is said.
 * @param {string} sentence
 */
export function announce(sentence) {
  waiting = sentence;
  if (!busy) say();
}

function say() {
  if (waiting === undefined) {
    busy = false;
    return;
  }
  busy = true;
  // Outside an open modal dialog everything is inert, and an inert live region is silent
  const region = document.querySelector('dialog[open] [role=status]') ?? document.getElementById('announcer');
  if (region) region.textContent = waiting;
  waiting = undefined;
  setTimeout(say, pause);
}
