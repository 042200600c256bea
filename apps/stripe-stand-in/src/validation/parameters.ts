import { errors } from '../wire/errors';
import { isObject } from '../wire/json';
import type { JsonObject, JsonValue } from '../wire/json';
import { StripeError } from '../wire/stripe-error';
import type { ParameterSchema } from './specification';

/** The value that unsets a parameter. */
const EMPTY = '';

/** Checks form parameters against their schema and gives them their types; throws Stripe's refusals. */
export function checkParameters(schema: ParameterSchema, input: JsonObject): JsonObject {
  return checkObject(schema, input, '');
}

function checkObject(schema: ParameterSchema, input: JsonObject, path: string): JsonObject {
  const properties = schema.properties ?? {};
  const checked: Record<string, JsonValue> = {};
  for (const [key, value] of Object.entries(input)) {
    const param = nestedName(path, key);
    const known = properties[key] ?? freeSchema(schema);
    if (known === undefined) throw errors.parameterUnknown(param);
    if (value !== undefined) checked[key] = checkValue(known, value, param);
  }
  for (const key of schema.required ?? []) checkPresence(input[key], nestedName(path, key));
  return checked;
}

function nestedName(path: string, key: string): string {
  return path === '' ? key : `${path}[${key}]`;
}

function checkPresence(value: JsonValue | undefined, param: string): void {
  if (value === undefined) throw errors.parameterMissing(param);
  if (value === EMPTY) throw errors.parameterEmpty(param);
}

/** Objects with listed properties are closed unless they say what else they take, as metadata does. */
function freeSchema(schema: ParameterSchema): ParameterSchema | undefined {
  return typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}

function checkValue(schema: ParameterSchema, value: JsonValue, param: string): JsonValue {
  if (schema.anyOf !== undefined) return checkAnyOf(schema.anyOf, value, param);
  switch (schema.type) {
    case 'object':
      if (!isObject(value)) throw errors.invalidValue(param, 'a hash');
      return checkObject(schema, value, param);
    case 'array':
      return checkArray(schema, value, param);
    case undefined:
      return value;
    default:
      if (typeof value !== 'string') throw errors.invalidValue(param, `a value of type ${schema.type}`);
      return checkScalar(schema, value, param);
  }
}

function checkArray(schema: ParameterSchema, value: JsonValue, param: string): JsonValue {
  if (value === EMPTY) return [];
  const isList = isObject(value) && Object.keys(value).every((key) => /^\d+$/.test(key));
  if (!isList) throw errors.invalidValue(param, 'an array');
  const items = schema.items ?? {};
  return Object.values(value).map((item, index) => checkValue(items, item ?? '', `${param}[${index}]`));
}

/** The first alternative that fits; otherwise the complaint of the one whose shape is that of the value. */
function checkAnyOf(alternatives: readonly ParameterSchema[], value: JsonValue, param: string): JsonValue {
  const complaints: { readonly sameShape: boolean; readonly error: StripeError }[] = [];
  for (const schema of alternatives) {
    try {
      return checkValue(schema, value, param);
    } catch (error) {
      if (!(error instanceof StripeError)) throw error;
      complaints.push({ sameShape: (schema.type === 'object') === isObject(value), error });
    }
  }
  const best = complaints.find(({ sameShape }) => sameShape) ?? complaints[0];
  throw best?.error ?? errors.invalidValue(param, 'a known value');
}

function checkScalar(schema: ParameterSchema, text: string, param: string): JsonValue {
  switch (schema.type) {
    case 'integer':
      return integerOf(text, param);
    case 'number':
      if (!/^-?\d+(\.\d+)?$/.test(text)) throw errors.invalidValue(param, 'a number');
      return Number(text);
    case 'boolean':
      if (text !== 'true' && text !== 'false') throw errors.invalidValue(param, 'either true or false');
      return text === 'true';
    default:
      if (schema.enum !== undefined && !schema.enum.includes(text)) {
        throw errors.invalidValue(param, `one of ${schema.enum.join(', ')}`);
      }
      return text;
  }
}

function integerOf(text: string, param: string): number {
  if (!/^-?\d+$/.test(text)) throw errors.invalidInteger(param, text);
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw errors.amountTooLarge(param);
  return value;
}
