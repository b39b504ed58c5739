// @ts-check
import { el } from '../lib/dom.js';

const example = `using Tinpot;

public static class Greetings
{
    /// <summary>Say hello.</summary>
    [Action]
    public static void Hello(string name = "world")
        => Console.WriteLine($"Hello, {name}!");
}`;

/** What a program without actions shows: how to write the first. */
export function noActions() {
  return el('section', { class: 'empty' },
    el('img', { src: new URL('../icons/tinpot.svg', import.meta.url), alt: '', width: 72, height: 72 }),
    el('h2', {}, 'No actions yet'),
    el('p', {}, 'Put [Action] on a method, run the program again, and it is a button here.'),
    el('pre', { class: 'code', tabindex: 0, 'aria-label': 'Example of an action' }, el('code', {}, example)));
}

/** What an API shows before any worker has told it its actions. */
export function noWorkers() {
  return el('section', { class: 'empty' },
    el('img', { src: new URL('../icons/tinpot.svg', import.meta.url), alt: '', width: 72, height: 72 }),
    el('h2', {}, 'No workers yet'),
    el('p', {}, 'Workers publish their actions here, and no worker has done so yet. Start a program with actions as a worker with the same REDIS_URL; its buttons then appear automatically.'),
    el('pre', { class: 'code', tabindex: 0, 'aria-label': 'How to start a worker' }, el('code', {}, 'REDIS_URL=redis://… dotnet run -- worker')));
}

/** @param {() => void} clear */
export function noMatch(clear) {
  return el('section', { class: 'empty', hidden: true },
    el('h2', {}, 'No action matches'),
    el('p', {}, 'The search looks in names, groups, queues and descriptions.'),
    el('button', { type: 'button', class: 'btn', onclick: clear }, 'Clear the search'));
}
