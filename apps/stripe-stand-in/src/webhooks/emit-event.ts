import type { DeliveryRecord, EventRecord, WebhookEndpointRecord } from '../state/records';
import { PLATFORM_ID } from '../state/world';
import type { Origin, World } from '../state/world';
import type { JsonObject } from '../wire/json';

export interface EventDetails {
  /** Account in whose event list it appears; anything but the platform goes to connect endpoints. */
  readonly owner: string;
  readonly type: string;
  readonly object: JsonObject;
  readonly previousAttributes: JsonObject | null;
}

/** Records an event and queues its deliveries in the manner of the current webhook mode. Only inside a transaction. */
export function emitEvent(world: World, origin: Origin, details: EventDetails): void {
  const copies = world.webhookMode === 'twin' ? 2 : 1;
  for (let copy = 0; copy < copies; copy += 1) {
    const event: EventRecord = {
      id: world.newId('evt', 'events'),
      created: world.clock.seconds(),
      ...origin,
      ...details,
    };
    world.store.put('events', event.id, event);
    queueDeliveries(world, event);
  }
}

function queueDeliveries(world: World, event: EventRecord): void {
  const mode = world.webhookMode;
  if (mode === 'dropped') return;
  const times = mode === 'duplicated' ? 2 : 1;
  for (const endpoint of world.store.all('webhookEndpoints').filter((candidate) => wants(candidate, event))) {
    for (let time = 0; time < times; time += 1) queueDelivery(world, event, endpoint);
  }
}

function queueDelivery(world: World, event: EventRecord, endpoint: WebhookEndpointRecord): void {
  const mode = world.webhookMode;
  const id = world.newId('dlv', 'deliveries');
  const delivery: DeliveryRecord = {
    id,
    event: event.id,
    endpoint: endpoint.id,
    status: mode === 'held' || mode === 'shuffled' ? 'held' : 'due',
    flaw: mode === 'wrong_secret' || mode === 'stale_timestamp' ? mode : 'none',
    attempts: 0,
    createdAt: world.clock.milliseconds(),
    nextAttemptAt: world.clock.milliseconds(),
  };
  world.store.put('deliveries', id, delivery);
}

function wants(endpoint: WebhookEndpointRecord, event: EventRecord): boolean {
  const isConnectEvent = event.owner !== PLATFORM_ID;
  const { enabledEvents } = endpoint;
  return endpoint.connect === isConnectEvent && (enabledEvents.includes('*') || enabledEvents.includes(event.type));
}
