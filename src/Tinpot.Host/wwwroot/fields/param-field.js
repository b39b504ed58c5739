// @ts-check
import { el, uniqueId } from '../lib/dom.js';
import * as json from '../lib/json.js';
import { hasInitial } from './spec.js';
import { Unreadable } from './unreadable.js';
import { widgetFor } from './widget.js';

/** @import { FieldSpec } from './spec.js' */

/** One parameter of a form: its label, its widget, its help and what is wrong with it. */
export class ParamField extends HTMLElement {
  /** @type {FieldSpec} */
  #spec;
  /** @type {import('./widget.js').Widget} */
  #widget;
  /**
   * What the field reads as before it is touched.
   * @type {string | undefined}
   */
  #shown;
  #error = el('p', { class: 'field-error', id: uniqueId('error') });

  /** @param {FieldSpec} spec */
  static for(spec) {
    const field = /** @type {ParamField} */ (document.createElement('tinpot-field'));
    field.#build(spec);
    return field;
  }

  get spec() {
    return this.#spec;
  }

  /** @param {FieldSpec} spec */
  #build(spec) {
    this.#spec = spec;
    this.#widget = widgetFor(spec);
    const { control, element, group } = this.#widget;
    const id = uniqueId('field');
    const help = el('p', { class: 'field-help', id: uniqueId('help') }, helpText(spec));
    const name = [spec.name, spec.required && el('span', { class: 'required' }, 'required'), spec.deprecated && el('span', { class: 'chip' }, 'deprecated')];
    const label = group
      ? el('span', { class: 'field-label', id: `${id}-label` }, ...name)
      : el('label', { class: 'field-label', for: id }, ...name);

    control.id = id;
    control.classList.add('param-input');
    control.dataset.param = spec.name;
    control.setAttribute('aria-describedby', help.textContent ? `${help.id} ${this.#error.id}` : this.#error.id);
    if (group) {
      control.setAttribute('role', 'group');
      control.setAttribute('aria-labelledby', label.id);
    } else if (spec.required && control.getAttribute('role') !== 'switch') {
      control.setAttribute('aria-required', 'true');
    }
    if (control.classList.contains('switch')) this.classList.add('field-switch');
    this.append(label, element);
    if (help.textContent) this.append(help);
    this.append(this.#error);
    this.#shown = this.#read().text;
  }

  /**
   * The value as JSON text; undefined = leave it out. A default that stands there as it was is left to the host, which has it
   * as it was written.
   * @returns {{ text?: string, error?: string }}
   */
  read() {
    const { text, error } = this.#read();
    return hasInitial(this.#spec) && text === this.#shown ? { error } : { text, error };
  }

  /** @returns {{ text?: string, error?: string }} */
  #read() {
    try {
      return { text: this.#widget.read() };
    } catch (problem) {
      if (!(problem instanceof Unreadable)) throw problem;
      return { error: problem.message };
    }
  }

  /** @param {{ path: string, message: string }[]} errors Path below this parameter, such as `[2].port`; empty = the parameter itself. */
  showErrors(errors) {
    const control = this.#widget.control;
    this.classList.toggle('invalid', errors.length > 0);
    for (const part of this.querySelectorAll('[aria-invalid]')) part.removeAttribute('aria-invalid');
    const first = errors[0];
    this.#error.replaceChildren(...errors.map(({ path, message }) => el('span', {}, path ? `${path.replace(/^\./, '')}: ${message}` : message)));
    if (first) (this.#widget.part?.(first.path) ?? control).setAttribute('aria-invalid', 'true');
  }

  focusControl() {
    const target = /** @type {HTMLElement | null} */ (this.querySelector('[aria-invalid]')) ?? this.#widget.control;
    this.closest('details')?.setAttribute('open', '');
    target.focus();
  }
}

/** @param {FieldSpec} spec */
function helpText(spec) {
  return [spec.description, rangeText(spec), endingText(spec)].filter(Boolean).join(' · ');
}

/** @param {FieldSpec} spec */
function endingText({ extensions }) {
  return extensions && `ends with ${extensions.map((extension) => `.${extension}`).join(', ')}`;
}

/** @param {FieldSpec} spec */
function rangeText({ minimum, maximum, exclusive_minimum, exclusive_maximum }) {
  if (minimum !== undefined && maximum !== undefined) return `${json.plain(minimum)} to ${json.plain(maximum)}`;
  return [
    minimum !== undefined && `at least ${json.plain(minimum)}`,
    exclusive_minimum !== undefined && `more than ${json.plain(exclusive_minimum)}`,
    maximum !== undefined && `at most ${json.plain(maximum)}`,
    exclusive_maximum !== undefined && `less than ${json.plain(exclusive_maximum)}`,
  ].filter(Boolean).join(', ');
}

customElements.define('tinpot-field', ParamField);
