// @ts-check
/** @import { ActionInfo, Parameter } from '../lib/types.js' */

/** @typedef {Parameter & { name: string }} FieldSpec What a field must know of its parameter. */

/**
 * @param {ActionInfo} action
 * @returns {FieldSpec[]} In declaration order.
 */
export function specsOf(action) {
  return Object.entries(action.parameters ?? {}).map(([name, parameter]) => ({ ...parameter, name }));
}

/**
 * Whether something stands in the field before it is touched. A default of null is an empty field.
 * @param {FieldSpec} spec
 */
export function hasInitial(spec) {
  return spec.default !== undefined && spec.default !== null;
}
