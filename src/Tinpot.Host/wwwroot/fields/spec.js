// @ts-check
/** @import { ActionInfo, Parameter, Schema } from '../lib/types.js' */

/**
 * What a field must know of its parameter, whichever of ActionInfo's two descriptions says it.
 *
 * @typedef {object} FieldSpec
 * @property {string} name
 * @property {string} type One JSON Schema word without `null`; empty = any JSON.
 * @property {boolean} nullable
 * @property {string} format
 * @property {unknown[] | undefined} choices
 * @property {unknown} minimum
 * @property {unknown} maximum
 * @property {number | undefined} maxLength
 * @property {number | undefined} maxItems
 * @property {boolean} unique
 * @property {Schema | undefined} items
 * @property {boolean} required
 * @property {unknown} initial The default; undefined = none.
 * @property {string} description
 * @property {boolean} secret
 * @property {boolean} multiline
 */

/**
 * @param {string} name
 * @param {Schema} schema
 * @param {Parameter} parameter
 * @returns {FieldSpec}
 */
export function specOf(name, schema, parameter = {}) {
  const types = [schema.type ?? parameter.type ?? []].flat();
  const choices = schema.enum ?? parameter.enum;
  const initial = schema.default ?? parameter.default ?? undefined;
  return {
    name,
    type: types.find(type => type !== 'null') ?? '',
    nullable: types.includes('null') || (choices?.includes(null) ?? false) || ('nullable' in parameter && parameter.nullable === true),
    format: schema.format ?? parameter.format ?? '',
    choices: choices?.filter(choice => choice !== null),
    minimum: schema.minimum ?? parameter.minimum,
    maximum: schema.maximum ?? parameter.maximum,
    maxLength: schema.maxLength ?? parameter.max_length,
    maxItems: schema.maxItems,
    unique: schema.uniqueItems ?? false,
    items: schema.items,
    required: parameter.required ?? false,
    initial,
    description: parameter.description ?? schema.description ?? '',
    secret: parameter.secret ?? schema.writeOnly ?? false,
    multiline: parameter.multiline ?? false,
  };
}

/**
 * @param {ActionInfo} action
 * @returns {FieldSpec[]} In declaration order.
 */
export function specsOf(action) {
  const schemas = action.parameters_schema?.properties ?? {};
  return Object.entries(action.parameters ?? {}).map(([name, parameter]) => specOf(name, schemas[name] ?? {}, parameter));
}
