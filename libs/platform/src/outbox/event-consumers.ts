import type { Uuid } from '@fairlead/kernel';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/unit-of-work';

/** An event as a consumer receives it. */
export interface DeliveredEvent {
  readonly id: Uuid;
  readonly type: string;
  readonly aggregateId: Uuid;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly occurredAt: Date;
}

/** Reacts to events inside the transaction that also marks them done. Order between events is not promised. */
export interface EventConsumer {
  /** Stable name, part of the inbox key: `commissions.settle-conversion`. */
  readonly name: string;
  readonly types: readonly string[];
  handle(tx: Tx, event: DeliveredEvent): Promise<void>;
}

/** All consumers of this process. Contexts register theirs in the `onModuleInit` of their worker module. */
@Injectable()
export class EventConsumers {
  private readonly byName = new Map<string, EventConsumer>();

  /** @throws Error when two consumers share a name. */
  register(consumer: EventConsumer): void {
    if (this.byName.has(consumer.name)) throw new Error(`two consumers are named ${consumer.name}`);
    this.byName.set(consumer.name, consumer);
  }

  named(name: string): EventConsumer | undefined {
    return this.byName.get(name);
  }

  namesFor(type: string): string[] {
    return [...this.byName.values()].filter((consumer) => consumer.types.includes(type)).map((consumer) => consumer.name);
  }
}
