import type { Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { BatchView } from '../contracts';
import { batchDigest } from '../domain/batch-digest';
import { PayoutsRepository } from '../persistence/payouts.repository';

/** Computes the digest of a batch from its rows as they are now. */
@Injectable()
export class ReadDigest {
  constructor(private readonly payouts: PayoutsRepository) {}

  async run(tx: Tx, batch: BatchView): Promise<string> {
    const payouts = await this.payouts.ofBatch(tx, batch.id);
    const lines = await this.payouts.lines(tx, payouts.map((payout) => payout.id));
    return batchDigest(batch.id, batch.currency, payouts.map((payout) => ({
      payoutId: payout.id, affiliateId: payout.affiliateId, stripeAccountId: payout.stripeAccountId, amountMinor: payout.amountMinor,
      lines: lines.filter((line) => line.payoutId === payout.id),
    })));
  }
}
