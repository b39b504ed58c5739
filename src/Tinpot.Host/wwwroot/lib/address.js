// @ts-check
/** What the page shows is in its address: `?execution=` the open dialog, `?q=` the search. */

/** @param {string} name */
export function read(name) {
  return new URLSearchParams(location.search).get(name) ?? '';
}

/**
 * @param {string} name
 * @param {string} value Empty takes the name out.
 */
function withValue(name, value) {
  const url = new URL(location.href);
  if (value) url.searchParams.set(name, value);
  else url.searchParams.delete(name);
  return url;
}

/**
 * Changes the address without a step in the history.
 * @param {string} name
 * @param {string} value
 */
export function replace(name, value) {
  history.replaceState(history.state, '', withValue(name, value));
}

/**
 * The address of an execution, for links.
 * @param {string} id
 */
export function ofExecution(id) {
  return String(withValue('execution', id));
}

/** @param {string} id */
export function openExecution(id) {
  if (read('execution') === id) return;
  const opened = read('execution') !== '';
  // From one execution to its re-run is one step back to the actions, not two
  if (opened) history.replaceState(history.state, '', withValue('execution', id));
  else history.pushState({ tinpotDialog: true }, '', withValue('execution', id));
  dispatchEvent(new PopStateEvent('popstate'));
}

export function closeExecution() {
  if (read('execution') === '') return;
  if (history.state?.tinpotDialog) history.back();
  else {
    replace('execution', '');
    dispatchEvent(new PopStateEvent('popstate'));
  }
}
