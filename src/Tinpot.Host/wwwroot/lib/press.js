// @ts-check
let pressed = false;
/** @type {(() => void)[]} */
let waiting = [];

/** What appears or goes away under a pressed pointer moves the button that is being pressed, and the click is lost. */
export async function untilReleased() {
  if (pressed) await new Promise(resolve => waiting.push(() => resolve(undefined)));
}

function release() {
  pressed = false;
  const ready = waiting;
  waiting = [];
  // The click comes right after the release
  setTimeout(() => ready.forEach(go => go()));
}

addEventListener('pointerdown', () => { pressed = true; }, { capture: true });
addEventListener('pointerup', release, { capture: true });
addEventListener('pointercancel', release, { capture: true });
