import type { Uuid } from '@fairlead/kernel';
import { Logger } from '@nestjs/common';

const logger = new Logger('Siblings');

/** How long counts are gathered before they are told. By so much a cap may be passed over on one machine. */
const GATHER_MS = 20;

/** Counted clicks of a capped offer in one process of the machine. */
export interface AnnouncedCounts {
  readonly offerId: Uuid;
  readonly atMs: readonly number[];
}

/** What processes of one tracker tell each other, by way of the one that started them. */
export type SiblingMessage = { readonly kind: 'fairlead.counts'; readonly counts: readonly AnnouncedCounts[] } | { readonly kind: 'fairlead.lag'; readonly lagMs: number };

/** The other processes under the tracker's port; there are none where the process stands alone. */
export class Siblings {
  private readonly gathered = new Map<Uuid, number[]>();

  /** One more counted click of a capped offer. */
  announce(offerId: Uuid, atMs: number): void {
    if (!process.connected) return;
    if (this.gathered.size === 0) setTimeout(() => this.tellCounts(), GATHER_MS);
    const times = this.gathered.get(offerId);
    if (times) times.push(atMs);
    else this.gathered.set(offerId, [atMs]);
  }

  tellLag(lagMs: number): void {
    tell({ kind: 'fairlead.lag', lagMs });
  }

  onAnnounced(heard: (offerId: Uuid, atMs: number) => void): void {
    process.on('message', (message) => {
      if (!isSiblingMessage(message) || message.kind !== 'fairlead.counts') return;
      for (const { offerId, atMs } of message.counts) for (const ms of atMs) heard(offerId, ms);
    });
  }

  onLag(heard: (lagMs: number) => void): void {
    process.on('message', (message) => { if (isSiblingMessage(message) && message.kind === 'fairlead.lag') heard(message.lagMs); });
  }

  private tellCounts(): void {
    const counts = [...this.gathered].map(([offerId, atMs]) => ({ offerId, atMs }));
    this.gathered.clear();
    tell({ kind: 'fairlead.counts', counts });
  }
}

/** A supervisor that has just died hears nothing; its end is noticed elsewhere, and is no failure of this process. */
function tell(message: SiblingMessage): void {
  if (process.connected) process.send?.(message, undefined, {}, (error) => { if (error) logger.debug({ event: 'sibling.not_told', message: error.message }); });
}

/** Whether a message between processes is one of these. */
export function isSiblingMessage(message: unknown): message is SiblingMessage {
  const kind = typeof message === 'object' && message !== null ? (message as { kind?: unknown }).kind : null;
  return kind === 'fairlead.counts' || kind === 'fairlead.lag';
}
