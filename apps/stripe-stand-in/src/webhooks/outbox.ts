import { eventView } from '../resources/events';
import type { DeliveryRecord, WebhookEndpointRecord } from '../state/records';
import type { World } from '../state/world';
import { signatureHeader } from './signature';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Waits after the first, second … failed attempt; the last one repeats. */
const BACKOFF_MS = [5_000, 30_000, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 12 * HOUR];
const GIVE_UP_AFTER_MS = 3 * 24 * HOUR;
const ANSWER_TIMEOUT_MS = 10_000;
const POLL_MS = 1_000;
/** Older than any receiver tolerates. */
const STALE_SECONDS = 3_600;

export interface OutboxOptions {
  /** Clock of the receivers; signatures carry its time. */
  readonly signingNow: () => Date;
  readonly log: (line: string) => void;
}

/** Sends queued events: in order per endpoint, at least once, again with backoff on the stand-in's clock. */
export class Outbox {
  private readonly stopping = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private pumping: Promise<void> | null = null;
  private attempts = 0;

  constructor(
    private readonly world: World,
    private readonly options: OutboxOptions,
  ) {
    world.onCommit(() => this.wake());
    this.timer = setInterval(() => this.wake(), POLL_MS);
    this.timer.unref();
  }

  async settled(): Promise<void> {
    this.wake();
    while (this.pumping !== null) await this.pumping;
  }

  async flush(): Promise<number> {
    const before = this.attempts;
    this.world.transact(() => this.releaseHeld());
    await this.settled();
    return this.attempts - before;
  }

  undelivered(): number {
    return this.world.store.all('deliveries').length;
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.stopping.abort();
    await this.pumping;
  }

  /** Deleting and storing again moves a row to the end, which is how the shuffled order comes about. */
  private releaseHeld(): void {
    const held = this.world.store.all('deliveries').filter(({ status }) => status === 'held');
    const ordered = this.world.webhookMode === 'shuffled' ? this.world.random.shuffled(held) : held;
    for (const delivery of ordered) {
      this.world.store.delete('deliveries', delivery.id);
      this.world.store.put('deliveries', delivery.id, { ...delivery, status: 'due' });
    }
  }

  /** One pump at a time; it runs after the current request has been answered. */
  private wake(): void {
    if (this.pumping !== null || this.stopping.signal.aborted || this.due().length === 0) return;
    this.pumping = this.pump()
      .catch((error: unknown) => this.options.log(`webhook delivery stopped: ${String(error)}`))
      .finally(() => {
        this.pumping = null;
      });
  }

  private async pump(): Promise<void> {
    await new Promise((resume) => setImmediate(resume));
    let due = this.due();
    while (due.length > 0 && !this.stopping.signal.aborted) {
      const perEndpoint = groupByEndpoint(due);
      await Promise.all([...perEndpoint.values()].map((deliveries) => this.sendInOrder(deliveries)));
      due = this.due();
    }
  }

  private due(): DeliveryRecord[] {
    const now = this.world.clock.milliseconds();
    return this.world.store.all('deliveries').filter((row) => row.status === 'due' && row.nextAttemptAt <= now);
  }

  private async sendInOrder(deliveries: readonly DeliveryRecord[]): Promise<void> {
    for (const delivery of deliveries) {
      if (this.stopping.signal.aborted) return;
      await this.attempt(delivery);
    }
  }

  private async attempt(delivery: DeliveryRecord): Promise<void> {
    const endpoint = this.world.store.get('webhookEndpoints', delivery.endpoint);
    const accepted = endpoint === undefined || (await this.send(delivery, endpoint));
    if (this.stopping.signal.aborted) return;
    this.attempts += 1;
    this.world.transact(() => {
      if (accepted) this.world.store.delete('deliveries', delivery.id);
      else this.world.store.put('deliveries', delivery.id, this.afterFailure(delivery));
    });
  }

  private afterFailure(delivery: DeliveryRecord): DeliveryRecord {
    const now = this.world.clock.milliseconds();
    const wait = BACKOFF_MS[Math.min(delivery.attempts, BACKOFF_MS.length - 1)] ?? HOUR;
    const isOver = now + wait > delivery.createdAt + GIVE_UP_AFTER_MS;
    return { ...delivery, attempts: delivery.attempts + 1, nextAttemptAt: now + wait, status: isOver ? 'failed' : 'due' };
  }

  /** Only a 2xx counts; a redirect is a failure. */
  private async send(delivery: DeliveryRecord, endpoint: WebhookEndpointRecord): Promise<boolean> {
    const event = this.world.store.get('events', delivery.event);
    if (event === undefined) return true;
    const pending = this.world.store.all('deliveries').filter((row) => row.event === event.id).length;
    const body = JSON.stringify(eventView(this.world, event, pending), null, 2);
    try {
      const response = await fetch(endpoint.url, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'Content-Type': 'application/json; charset=utf-8', 'Stripe-Signature': this.signature(body, delivery, endpoint) },
        body,
        signal: AbortSignal.any([this.stopping.signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
      });
      await response.arrayBuffer();
      if (!response.ok) this.options.log(`webhook ${event.type} ${event.id} refused with ${response.status}`);
      return response.ok;
    } catch (error) {
      if (!this.stopping.signal.aborted) this.options.log(`webhook ${event.type} ${event.id} not delivered: ${String(error)}`);
      return false;
    }
  }

  private signature(body: string, delivery: DeliveryRecord, endpoint: WebhookEndpointRecord): string {
    const seconds = Math.floor(this.options.signingNow().getTime() / 1000);
    const age = delivery.flaw === 'stale_timestamp' ? STALE_SECONDS : 0;
    const secret = delivery.flaw === 'wrong_secret' ? `${endpoint.secret}_wrong` : endpoint.secret;
    return signatureHeader(body, secret, seconds - age);
  }
}

function groupByEndpoint(deliveries: readonly DeliveryRecord[]): Map<string, DeliveryRecord[]> {
  const groups = new Map<string, DeliveryRecord[]>();
  for (const delivery of deliveries) {
    const group = groups.get(delivery.endpoint) ?? [];
    group.push(delivery);
    groups.set(delivery.endpoint, group);
  }
  return groups;
}
