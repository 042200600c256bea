import type { Uuid } from '@fairlead/kernel';
import { Logger } from '@nestjs/common';

const logger = new Logger('Siblings');

/** A counted click of a capped offer in one process of the machine. */
export interface AnnouncedCount {
  readonly offerId: Uuid;
  readonly atMs: number;
}

/** What processes of one tracker tell each other, by way of the one that started them. */
export type SiblingMessage = { readonly kind: 'fairlead.count'; readonly count: AnnouncedCount } | { readonly kind: 'fairlead.lag'; readonly lagMs: number };

/** The other processes under the tracker's port; there are none where the process stands alone. */
export class Siblings {
  announce(count: AnnouncedCount): void {
    tell({ kind: 'fairlead.count', count });
  }

  tellLag(lagMs: number): void {
    tell({ kind: 'fairlead.lag', lagMs });
  }

  onAnnounced(heard: (count: AnnouncedCount) => void): void {
    process.on('message', (message) => { if (isSiblingMessage(message) && message.kind === 'fairlead.count') heard(message.count); });
  }

  onLag(heard: (lagMs: number) => void): void {
    process.on('message', (message) => { if (isSiblingMessage(message) && message.kind === 'fairlead.lag') heard(message.lagMs); });
  }
}

/** A supervisor that has just died hears nothing; its end is noticed elsewhere, and is no failure of this process. */
function tell(message: SiblingMessage): void {
  if (process.connected) process.send?.(message, undefined, {}, (error) => { if (error) logger.debug({ event: 'sibling.not_told', message: error.message }); });
}

/** Whether a message between processes is one of these. */
export function isSiblingMessage(message: unknown): message is SiblingMessage {
  const kind = typeof message === 'object' && message !== null ? (message as { kind?: unknown }).kind : null;
  return kind === 'fairlead.count' || kind === 'fairlead.lag';
}
