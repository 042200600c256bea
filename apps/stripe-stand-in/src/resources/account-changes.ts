import { emitEvent } from '../webhooks/emit-event';
import type { AccountRecord } from '../state/records';
import type { Origin, World } from '../state/world';
import { canonicalJson } from '../wire/json';
import type { JsonObject, JsonValue } from '../wire/json';
import { accountView, capabilityView } from './account-view';

/** Stores a changed account and tells the connect endpoints what changed: the account and each capability. */
export function changeAccount(world: World, origin: Origin, before: AccountRecord, after: AccountRecord): void {
  world.store.put('accounts', after.id, after);
  const previous = changedAttributes(accountView(before), accountView(after));
  if (Object.keys(previous).length === 0) return;
  emitEvent(world, origin, { owner: after.id, type: 'account.updated', object: accountView(after), previousAttributes: previous });
  for (const [capability, status] of Object.entries(after.capabilities)) {
    const earlier = before.capabilities[capability];
    if (earlier === status) continue;
    emitEvent(world, origin, {
      owner: after.id,
      type: 'capability.updated',
      object: capabilityView(after, capability),
      previousAttributes: { status: earlier ?? 'unrequested' },
    });
  }
}

/** The earlier values of what differs, one level deep. */
function changedAttributes(before: JsonObject, after: JsonObject): JsonObject {
  const changed: Record<string, JsonValue> = {};
  for (const [key, value] of Object.entries(before)) {
    if (canonicalJson(value) !== canonicalJson(after[key])) changed[key] = value ?? null;
  }
  return changed;
}
