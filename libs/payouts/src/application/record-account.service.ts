import { AffiliatesFacade, type PayoutDestinationView } from '@fairlead/affiliates';
import type { Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { isChanged } from '../domain/cool-down';
import type { AccountState } from '../stripe/stripe-gateway';
import { StartCoolDown } from './start-cool-down.service';

/** Keeps what Stripe said of an account. Where it pays out to something else than before, a cool-down begins. */
@Injectable()
export class RecordAccount {
  constructor(private readonly affiliates: AffiliatesFacade, private readonly startCoolDown: StartCoolDown) {}

  /**
   * In the network's scope. Returns what is on record then; null for an account that is no concern of ours.
   * @param askedAt when Stripe was asked: an answer to an earlier question than the one on record is old news, and would look like a change back.
   */
  async run(tx: Tx, stripeAccountId: string, account: AccountState, askedAt: Date): Promise<PayoutDestinationView | null> {
    const known = await this.affiliates.lockDestination(tx, stripeAccountId);
    if (!known || known.status === 'closed' || askedAt < known.checkedAt) return known;
    await this.affiliates.recordDestination(tx, known.id, { ...account, askedAt });
    if (isChanged(known, account.externalAccounts)) await this.startCoolDown.run(tx, known, known);
    return this.affiliates.lockDestination(tx, stripeAccountId);
  }
}
