import { mergedMetadata, urlAt } from '../validation/rules';
import type { WebhookEndpointRecord } from '../state/records';
import type { World } from '../state/world';
import { errors } from '../wire/errors';
import { textAt, textsAt } from '../wire/json';
import type { JsonObject } from '../wire/json';
import { listObject, pageOf } from '../wire/list';
import { pathValue } from './call';
import type { Call } from './call';

type NewEndpoint = Pick<WebhookEndpointRecord, 'url' | 'connect' | 'enabledEvents'> & Partial<WebhookEndpointRecord>;

export function createWebhookEndpoint(call: Call): JsonObject {
  const { world, params } = call;
  const url = urlAt(params, 'url');
  if (url === null) throw errors.parameterMissing('url');
  const endpoint = addWebhookEndpoint(world, {
    url,
    connect: params['connect'] === true,
    enabledEvents: textsAt(params, 'enabled_events'),
    apiVersion: textAt(params, 'api_version'),
    description: textAt(params, 'description'),
    metadata: mergedMetadata({}, params),
  });
  return { ...endpointView(endpoint), secret: endpoint.secret };
}

export function retrieveWebhookEndpoint(call: Call): JsonObject {
  return endpointView(existingEndpoint(call));
}

export function listWebhookEndpoints(call: Call): JsonObject {
  const page = pageOf(call.world.store.all('webhookEndpoints'), call.params);
  return listObject('/v1/webhook_endpoints', page.rows.map(endpointView), page.hasMore);
}

export function deleteWebhookEndpoint(call: Call): JsonObject {
  const { id } = existingEndpoint(call);
  call.world.store.delete('webhookEndpoints', id);
  return { id, object: 'webhook_endpoint', deleted: true };
}

/** Only inside a transaction. */
export function addWebhookEndpoint(world: World, details: NewEndpoint): WebhookEndpointRecord {
  const endpoint: WebhookEndpointRecord = {
    secret: `whsec_${world.random.text(32)}`,
    apiVersion: null,
    description: null,
    metadata: {},
    ...details,
    id: world.newId('we', 'webhookEndpoints'),
    created: world.clock.seconds(),
  };
  world.store.put('webhookEndpoints', endpoint.id, endpoint);
  return endpoint;
}

function existingEndpoint(call: Call): WebhookEndpointRecord {
  const id = pathValue(call);
  const endpoint = call.world.store.get('webhookEndpoints', id);
  if (endpoint === undefined) throw errors.missingResource('webhook endpoint', id);
  return endpoint;
}

/** Without the secret, which only the create response has. */
function endpointView(endpoint: WebhookEndpointRecord): JsonObject {
  return {
    id: endpoint.id,
    object: 'webhook_endpoint',
    api_version: endpoint.apiVersion,
    application: endpoint.connect ? 'ca_fairlead' : null,
    created: endpoint.created,
    description: endpoint.description,
    enabled_events: endpoint.enabledEvents,
    livemode: false,
    metadata: endpoint.metadata,
    status: 'enabled',
    url: endpoint.url,
  };
}
