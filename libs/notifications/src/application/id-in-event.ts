import type { Uuid } from '@fairlead/kernel';
import type { DeliveredEvent } from '@fairlead/platform';

/** An id of an event's payload. @throws Error when the event has none of that name. */
export function idIn(event: DeliveredEvent, name: string): Uuid {
  const id = event.payload[name];
  if (typeof id !== 'string') throw new Error(`event ${event.id} has no ${name}`);
  return id;
}
