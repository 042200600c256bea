import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isObject } from '../wire/json';

/** The part of a JSON schema that Stripe's request parameters use. */
export interface ParameterSchema {
  readonly type?: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object';
  readonly items?: ParameterSchema;
  readonly anyOf?: readonly ParameterSchema[];
  readonly properties?: Readonly<Record<string, ParameterSchema>>;
  readonly additionalProperties?: boolean | ParameterSchema;
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
}

interface QueryParameter {
  readonly name: string;
  readonly in: 'query' | 'path';
  readonly required: boolean;
  readonly schema: ParameterSchema;
}

interface OperationSource {
  readonly parameters: readonly QueryParameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: ParameterSchema }>> };
}

export interface SpecificationDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationSource>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
  readonly info: { readonly version: string };
}

/** One operation that a request matched. `name` is for example `POST /v1/transfers/{id}`. */
export interface MatchedOperation {
  readonly name: string;
  readonly pathParams: Readonly<Record<string, string>>;
  readonly schema: ParameterSchema;
}

/** Stripe's description of the operations that the stand-in serves. */
export class Specification {
  constructor(readonly document: SpecificationDocument) {}

  get version(): string {
    return this.document.info.version;
  }

  match(method: string, path: string): MatchedOperation | null {
    for (const [template, operations] of Object.entries(this.document.paths)) {
      const source = operations[method.toLowerCase()];
      const pathParams = source === undefined ? null : matchTemplate(template, path);
      if (source !== undefined && pathParams !== null) {
        return { name: `${method} ${template}`, pathParams, schema: inputSchema(source) };
      }
    }
    return null;
  }
}

function matchTemplate(template: string, path: string): Record<string, string> | null {
  const expected = template.split('/');
  const actual = path.split('/');
  if (expected.length !== actual.length) return null;
  const found: Record<string, string> = {};
  for (const [index, part] of expected.entries()) {
    const value = actual[index] ?? '';
    if (part.startsWith('{') && value !== '') found[part.slice(1, -1)] = value;
    else if (part !== value) return null;
  }
  return found;
}

/** Query and body parameters as one closed object. */
function inputSchema(source: OperationSource): ParameterSchema {
  const body = Object.values(source.requestBody?.content ?? {})[0]?.schema;
  const query = source.parameters.filter((parameter) => parameter.in === 'query');
  return {
    type: 'object',
    properties: { ...Object.fromEntries(query.map(({ name, schema }) => [name, schema])), ...body?.properties },
    required: [...query.filter(({ required }) => required).map(({ name }) => name), ...(body?.required ?? [])],
    additionalProperties: false,
  };
}

const DATA_FILE = join('apps', 'stripe-stand-in', 'data', 'stripe-openapi.json');

/** The sources and the compiled output lie at different depths below the folder that has package.json and the data. */
function dataFilePath(start: string): string {
  const candidate = join(start, DATA_FILE);
  if (existsSync(join(start, 'package.json')) && existsSync(candidate)) return candidate;
  const parent = dirname(start);
  if (parent === start) throw new Error(`${DATA_FILE} not found above ${__dirname}`);
  return dataFilePath(parent);
}

let loaded: Specification | undefined;

export function loadSpecification(): Specification {
  if (loaded === undefined) {
    const document: unknown = JSON.parse(readFileSync(dataFilePath(__dirname), 'utf8'));
    if (!isObject(document) || !isObject(document['paths'])) throw new Error(`${DATA_FILE} is not an OpenAPI document`);
    loaded = new Specification(document as unknown as SpecificationDocument);
  }
  return loaded;
}
