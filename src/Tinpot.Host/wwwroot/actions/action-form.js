// @ts-check
import * as api from '../lib/api.js';
import { announce } from '../lib/announce.js';
import { el } from '../lib/dom.js';
import { quantity } from '../lib/format.js';
import { untilReleased } from '../lib/press.js';
import { ParamField } from '../fields/param-field.js';
import { specsOf } from '../fields/spec.js';

/** @import { ActionInfo } from '../lib/types.js' */

/** More fields than this, and the optional ones fold away. */
const crowd = 6;

/** The form of one action. It turns what is typed into JSON and leaves every judgement to the host. */
export class ActionForm extends HTMLElement {
  #action = '';
  /** @type {ParamField[]} */
  #fields = [];
  /** @type {Set<ParamField>} */
  #touched = new Set();
  #checks = 0;
  #problem = el('p', { class: 'form-error', role: 'alert' });
  /** The intent under way: the same arguments with an unknown fate keep their key. */
  #intent = { parameters: '', key: '' };

  /** @param {ActionInfo} action */
  static for(action) {
    const form = /** @type {ActionForm} */ (document.createElement('tinpot-form'));
    form.#build(action);
    return form;
  }

  /** @param {ActionInfo} action */
  #build(action) {
    this.#action = action.name;
    this.#fields = specsOf(action).map(ParamField.for);
    const folded = this.#fields.length > crowd ? this.#fields.filter(field => !field.spec.required) : [];
    this.append(...this.#fields.filter(field => !folded.includes(field)));
    if (folded.length > 0) {
      this.append(el('details', { class: 'more-fields' }, el('summary', {}, quantity(folded.length, 'more option')), ...folded));
    }
    this.append(this.#problem);
    this.addEventListener('change', event => {
      const field = /** @type {Element} */ (event.target).closest('tinpot-field');
      if (field instanceof ParamField) this.#check(field);
    });
  }

  /**
   * Starts the action.
   * @returns {Promise<string | undefined>} Id of the execution; undefined when the host or the form said no, which is then shown.
   */
  async submit() {
    const { parameters, unreadable } = this.#read();
    if (unreadable.size > 0) {
      this.#show({}, unreadable, this.#fields);
      this.#focusFirst();
      return undefined;
    }
    if (this.#intent.parameters !== parameters || !this.#intent.key) this.#intent = { parameters, key: api.newKey() };
    this.#checks++;
    try {
      const { execution_id } = await api.execute(this.#action, parameters, this.#intent.key);
      this.#intent.key = '';
      this.#show({}, new Map(), this.#fields);
      return execution_id;
    } catch (problem) {
      if (problem instanceof api.Unreachable) {
        this.#problem.textContent = problem.message;
        return undefined;
      }
      if (!(problem instanceof api.Problem)) throw problem;
      this.#intent.key = '';
      this.#show(problem.errors, new Map(), this.#fields);
      if (!this.#focusFirst() || problem.errors['$']) this.#problem.textContent = [problem.message, ...(problem.errors['$'] ?? [])].join(' ');
      return undefined;
    }
  }

  /**
   * Says what is wrong with a field just left, by the host's own rules.
   * @param {ParamField} field
   */
  async #check(field) {
    this.#touched.add(field);
    const check = ++this.#checks;
    const { parameters, unreadable } = this.#read();
    /** @type {Record<string, string[]>} */
    let errors = {};
    try {
      await api.validate(this.#action, parameters);
    } catch (problem) {
      // Anything but a judgement on the arguments waits until they are submitted
      if (!(problem instanceof api.Problem) || problem.status !== 400) return;
      errors = problem.errors;
    }
    // Often the field is left by pressing a button below it
    await untilReleased();
    if (check === this.#checks) this.#show(errors, unreadable, [...this.#touched]);
  }

  #read() {
    /** @type {Map<ParamField, string>} */
    const unreadable = new Map();
    const members = [];
    for (const field of this.#fields) {
      const { text, error } = field.read();
      if (error) unreadable.set(field, error);
      else if (text !== undefined) members.push(`${JSON.stringify(field.spec.name)}:${text}`);
    }
    return { parameters: `{${members.join(',')}}`, unreadable };
  }

  /**
   * @param {Record<string, string[]>} errors By path.
   * @param {Map<ParamField, string>} unreadable
   * @param {ParamField[]} fields Those that may show theirs.
   */
  #show(errors, unreadable, fields) {
    this.#problem.textContent = '';
    const entries = Object.entries(errors);
    for (const field of fields) {
      const own = unreadable.get(field);
      field.showErrors(own ? [{ path: '', message: own }] : entries.flatMap(([path, messages]) => {
        const below = pathBelow(field.spec.name, path);
        return below === undefined ? [] : messages.map(message => ({ path: below, message }));
      }));
    }
    const homeless = entries.filter(([path]) => path !== '$' && !this.#fields.some(field => pathBelow(field.spec.name, path) !== undefined));
    if (homeless.length > 0) this.#problem.textContent = homeless.map(([path, messages]) => `${path}: ${messages.join(' ')}`).join(' ');
  }

  #focusFirst() {
    const invalid = this.#fields.filter(field => field.classList.contains('invalid'));
    invalid[0]?.focusControl();
    if (invalid.length > 0) announce(`Not started: ${quantity(invalid.length, 'field')} to correct.`);
    return invalid.length > 0;
  }
}

/**
 * @param {string} name
 * @param {string} path
 * @returns {string | undefined} The rest of a path that is about this parameter.
 */
function pathBelow(name, path) {
  if (path === name) return '';
  return path.startsWith(`${name}.`) || path.startsWith(`${name}[`) ? path.slice(name.length) : undefined;
}

customElements.define('tinpot-form', ActionForm);
