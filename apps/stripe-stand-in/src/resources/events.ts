import type { DeliveryRecord, EventRecord } from '../state/records';
import { PLATFORM_ID } from '../state/world';
import type { World } from '../state/world';
import { errors } from '../wire/errors';
import { textsAt } from '../wire/json';
import type { JsonObject } from '../wire/json';
import { listObject, pageOf, passesCreated } from '../wire/list';
import { pathValue } from './call';
import type { Call } from './call';

/** Stripe keeps events for 30 days. */
const KEPT_SECONDS = 30 * 24 * 3600;

export function eventView(world: World, event: EventRecord, pendingWebhooks: number): JsonObject {
  return {
    id: event.id,
    object: 'event',
    ...(event.owner === PLATFORM_ID ? {} : { account: event.owner }),
    api_version: world.apiVersion,
    created: event.created,
    data: {
      object: event.object,
      ...(event.previousAttributes === null ? {} : { previous_attributes: event.previousAttributes }),
    },
    livemode: false,
    pending_webhooks: pendingWebhooks,
    request: { id: event.requestId, idempotency_key: event.idempotencyKey },
    type: event.type,
  };
}

export function retrieveEvent(call: Call): JsonObject {
  const id = pathValue(call);
  const event = call.world.store.get('events', id);
  if (event === undefined || !isVisible(call, event)) throw errors.missingResource('event', id);
  return eventView(call.world, event, deliveriesOf(call.world, event).filter(isPending).length);
}

export function listEvents(call: Call): JsonObject {
  const { world, params } = call;
  const undelivered = new Map<string, number>();
  for (const delivery of world.store.all('deliveries').filter(isPending)) {
    undelivered.set(delivery.event, (undelivered.get(delivery.event) ?? 0) + 1);
  }
  const rows = world.store.all('events').filter(
    (event) =>
      isVisible(call, event) &&
      passesType(event.type, params) &&
      passesCreated(event.created, params) &&
      (params['delivery_success'] === undefined || params['delivery_success'] === !undelivered.has(event.id)),
  );
  const page = pageOf(rows, params);
  const data = page.rows.map((event) => eventView(world, event, undelivered.get(event.id) ?? 0));
  return listObject('/v1/events', data, page.hasMore);
}

function isVisible(call: Call, event: EventRecord): boolean {
  return event.owner === call.owner && event.created > call.world.clock.seconds() - KEPT_SECONDS;
}

function passesType(type: string, params: JsonObject): boolean {
  const wanted = params['type'];
  const list = textsAt(params, 'types');
  if (list.length > 0) return list.includes(type);
  if (typeof wanted !== 'string') return true;
  return wanted.endsWith('*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted;
}

function deliveriesOf(world: World, event: EventRecord): DeliveryRecord[] {
  return world.store.all('deliveries').filter((delivery) => delivery.event === event.id);
}

function isPending(delivery: DeliveryRecord): boolean {
  return delivery.status !== 'delivered';
}
