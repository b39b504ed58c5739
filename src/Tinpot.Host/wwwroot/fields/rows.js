// @ts-check
import { el } from '../lib/dom.js';
import { icon } from '../lib/icons.js';
import { hasInitial } from './spec.js';
import { widgetFor } from './widget.js';

/** @import { FieldSpec } from './spec.js' */
/** @import { Widget } from './widget.js' */

/**
 * A list of simple values, one row each.
 * @param {FieldSpec} spec
 * @returns {Widget}
 */
export function rows(spec) {
  /** @type {{ widget: Widget, row: HTMLElement }[]} */
  const entries = [];
  const list = el('div', { class: 'rows-list' });
  const add = el('button', { type: 'button', class: 'btn btn-quiet', onclick: () => addRow(undefined).control.focus() }, icon('plus'), 'Add');
  const element = el('div', { class: 'rows' }, list, add);

  /** @param {unknown} initial */
  function addRow(initial) {
    const widget = widgetFor({ type: 'string', ...spec.items, name: spec.name, required: true, default: initial });
    const remove = el('button', { type: 'button', class: 'btn btn-quiet btn-icon', onclick: () => drop(entry) }, icon('close'));
    const entry = { widget, row: el('div', { class: 'row' }, widget.element, remove) };
    entries.push(entry);
    list.append(entry.row);
    rename();
    return widget;
  }

  /** @param {{ widget: Widget, row: HTMLElement }} entry */
  function drop(entry) {
    const index = entries.indexOf(entry);
    entries.splice(index, 1);
    entry.row.remove();
    rename();
    (entries[Math.min(index, entries.length - 1)]?.widget.control ?? add).focus();
    element.dispatchEvent(new Event('change', { bubbles: true }));
  }

  function rename() {
    entries.forEach(({ widget, row }, index) => {
      widget.control.setAttribute('aria-label', `${spec.name} ${index + 1}`);
      row.querySelector('button')?.setAttribute('aria-label', `Remove ${spec.name} ${index + 1}`);
    });
    add.hidden = spec.max_items !== undefined && entries.length >= spec.max_items;
  }

  if (Array.isArray(spec.default)) spec.default.forEach(addRow);
  return {
    element,
    control: element,
    group: true,
    read() {
      if (entries.length === 0 && !hasInitial(spec) && !spec.required) return undefined;
      // An empty row is an empty text, or what its type makes of nothing: the host says whether that may be
      return `[${entries.map(({ widget }) => widget.read() ?? (spec.items?.type === 'string' ? '""' : 'null')).join(',')}]`;
    },
    part(path) {
      const index = /^\[(\d+)\]/.exec(path)?.[1];
      return (index === undefined ? undefined : entries[Number(index)]?.widget.control) ?? entries[0]?.widget.control ?? add;
    },
  };
}
