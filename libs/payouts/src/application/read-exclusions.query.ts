import { AffiliatesFacade } from '@fairlead/affiliates';
import type { Currency, TenantContext } from '@fairlead/kernel';
import { LedgerQueries } from '@fairlead/ledger';
import { type ListQuery, type Page, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { Exclusion } from '../contracts';
import { exclusionOf } from '../domain/plan-batch';

/** Whom a batch would leave out, in one currency. */
export type ExclusionInCurrency = Exclusion & { readonly currency: Currency };

/** Says of payable balances, by the rule of drafts, which of them a batch drafted now would leave out. */
@Injectable()
export class ReadExclusions {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly ledger: LedgerQueries, private readonly affiliates: AffiliatesFacade) {}

  /** A page of balances; those that can be paid are not in it. */
  async run(context: TenantContext, query: ListQuery): Promise<Page<ExclusionInCurrency>> {
    const { data: accounts, ...page } = await this.ledger.listAccounts(context, { kind: 'affiliate_payable' }, query);
    const balances = accounts.flatMap(({ affiliateId, balanceMinor, currency }) => (affiliateId === null || balanceMinor === 0n ? [] : [{ affiliateId, amountMinor: balanceMinor, currency }]));
    const ids = [...new Set(balances.map(({ affiliateId }) => affiliateId))];
    return this.unitOfWork.run(context, async (tx) => {
      const destinations = new Map((await this.affiliates.liveDestinations(tx, ids)).map((destination) => [destination.affiliateId, destination]));
      const circumstances = { now: tx.now, suspended: new Set(await this.affiliates.suspended(tx, ids)) };
      const data = balances.flatMap(({ currency, ...balance }) => {
        const exclusion = exclusionOf(balance, destinations.get(balance.affiliateId), circumstances);
        return exclusion ? [{ ...exclusion, currency }] : [];
      });
      return { ...page, data };
    });
  }
}
