/**
 * Cuts stripe-openapi.json, the part of Stripe's API that the stand-in serves, out of a larger OpenAPI document.
 * Usage: node apps/stripe-stand-in/data/extract.mjs <openapi.json>
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OPERATIONS = {
  '/v1/account': ['get'],
  '/v1/accounts': ['get', 'post'],
  '/v1/accounts/{id}': ['get', 'post', 'delete'],
  '/v1/accounts/{id}/login_links': ['post'],
  '/v1/account_links': ['post'],
  '/v1/transfers': ['get', 'post'],
  '/v1/transfers/{id}': ['get', 'post'],
  '/v1/transfers/{id}/reversals': ['get', 'post'],
  '/v1/transfers/{transfer_id}/reversals/{id}': ['get'],
  '/v1/balance': ['get'],
  '/v1/balance_transactions': ['get'],
  '/v1/balance_transactions/{id}': ['get'],
  '/v1/payouts': ['get'],
  '/v1/payouts/{id}': ['get'],
  '/v1/topups': ['get', 'post'],
  '/v1/topups/{id}': ['get'],
  '/v1/events': ['get'],
  '/v1/events/{id}': ['get'],
  '/v1/webhook_endpoints': ['get', 'post'],
  '/v1/webhook_endpoints/{id}': ['get', 'delete'],
};

/** Parameters of these top-level objects are accepted as they come: nothing in the stand-in reads them. */
const FREE_PARAMETERS = ['company', 'individual', 'documents', 'groups'];

/** Resources whose schema is kept; a reference to another resource becomes a plain object. */
const RESOURCES = [
  'account', 'deleted_account', 'account_link', 'login_link', 'transfer', 'transfer_reversal', 'balance',
  'balance_transaction', 'payout', 'topup', 'event', 'webhook_endpoint', 'deleted_webhook_endpoint', 'charge', 'bank_account',
];

/** Parts of kept resources that the stand-in never fills, or fills only with null. */
const OPAQUE = /^(source|person|card|charge_payment_method_details|charge_.+|payment_method.*|refund|account_settings_.+)$/;

const source = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const nameOf = (ref) => ref.slice(ref.lastIndexOf('/') + 1);
const isKept = (name) => {
  const schema = source.components.schemas[name];
  return !OPAQUE.test(name) && (schema['x-resourceId'] === undefined || RESOURCES.includes(name));
};

function withoutDroppedReferences(node) {
  if (Array.isArray(node)) return node.map(withoutDroppedReferences);
  if (node === null || typeof node !== 'object') return node;
  if (typeof node.$ref === 'string') return isKept(nameOf(node.$ref)) ? { $ref: node.$ref } : { type: 'object' };
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withoutDroppedReferences(value)]));
}

function collectReferences(node, found) {
  if (Array.isArray(node)) node.forEach((item) => collectReferences(item, found));
  else if (node !== null && typeof node === 'object') {
    if (typeof node.$ref === 'string') found.add(nameOf(node.$ref));
    Object.values(node).forEach((value) => collectReferences(value, found));
  }
}

function trimmedOperation(operation) {
  const copy = withoutDroppedReferences(operation);
  const content = copy.requestBody && Object.values(copy.requestBody.content)[0];
  for (const name of FREE_PARAMETERS) {
    if (content?.schema.properties?.[name]) content.schema.properties[name] = { type: 'object', additionalProperties: {} };
  }
  return copy;
}

const paths = Object.fromEntries(Object.entries(OPERATIONS).map(([path, methods]) => [
  path,
  Object.fromEntries(methods.map((method) => [method, trimmedOperation(source.paths[path][method])])),
]));

const schemas = {};
const waiting = new Set();
collectReferences(paths, waiting);
RESOURCES.forEach((name) => waiting.add(name));
for (const name of waiting) {
  schemas[name] = withoutDroppedReferences(source.components.schemas[name]);
  collectReferences(schemas[name], waiting);
}

const target = join(dirname(fileURLToPath(import.meta.url)), 'stripe-openapi.json');
const sorted = Object.fromEntries(Object.entries(schemas).sort(([left], [right]) => (left < right ? -1 : 1)));
const document = { openapi: source.openapi, info: source.info, paths, components: { schemas: sorted } };
writeFileSync(target, `${JSON.stringify(document, null, 0)}\n`);
