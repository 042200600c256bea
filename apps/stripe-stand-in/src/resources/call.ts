import { errors } from '../wire/errors';
import type { JsonObject } from '../wire/json';
import { PLATFORM_ID } from '../state/world';
import type { Origin, World } from '../state/world';
import type { AccountRecord } from '../state/records';

/** One validated API request on its way to its handler. */
export interface Call {
  readonly world: World;
  readonly params: JsonObject;
  readonly path: Readonly<Record<string, string>>;
  /** Account that is acted on: the platform, or that of the `Stripe-Account` header. */
  readonly owner: string;
  readonly origin: Origin;
}

export type Handler = (call: Call) => JsonObject;

/** A path parameter; the route's template guarantees it. */
export function pathValue(call: Call, name = 'id'): string {
  return call.path[name] ?? '';
}

/** Whether the platform may act on an account. */
export function hasAccess(world: World, id: string): boolean {
  return id === PLATFORM_ID || world.store.get('accounts', id)?.access === 'granted';
}

/** A connected account that the platform may act on. */
export function accessibleAccount(world: World, id: string): AccountRecord {
  const account = world.store.get('accounts', id);
  if (account?.access !== 'granted') throw errors.noAccess(id);
  return account;
}
