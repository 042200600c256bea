import { errors } from './errors';
import type { JsonObject, JsonValue } from './json';

type Node = string | Map<string, Node>;

/**
 * Decodes `a=1&b[c]=2&d[0]=3&e[]=4` into nested objects of text values.
 * Types, and which objects with numbers for keys are arrays, come later from the schema.
 */
export function decodeForm(text: string): JsonObject {
  const root = new Map<string, Node>();
  for (const [name, value] of new URLSearchParams(text)) insert(root, keysOf(name), value, name);
  return plainObject(root);
}

/** Query and body of one request; the body wins. */
export function mergeParameters(query: JsonObject, body: JsonObject): JsonObject {
  return { ...query, ...body };
}

function keysOf(name: string): string[] {
  const bracket = name.indexOf('[');
  if (bracket <= 0) return [name];
  if (!/^(\[[^[\]]*\])+$/.test(name.slice(bracket))) throw errors.parameterUnknown(name);
  return [name.slice(0, bracket), ...name.slice(bracket + 1, -1).split('][')];
}

function insert(parent: Map<string, Node>, keys: readonly string[], value: string, name: string): void {
  const [first, ...rest] = keys;
  if (first === undefined) return;
  const key = first === '' ? String(parent.size) : first;
  if (rest.length === 0) {
    parent.set(key, value);
    return;
  }
  const child = parent.get(key) ?? new Map<string, Node>();
  if (typeof child === 'string') throw errors.invalidValue(name, 'either a value or a hash');
  parent.set(key, child);
  insert(child, rest, value, name);
}

function plainObject(node: Map<string, Node>): JsonObject {
  return Object.fromEntries([...node].map(([key, child]) => [key, plain(child)]));
}

function plain(node: Node): JsonValue {
  return typeof node === 'string' ? node : plainObject(node);
}
