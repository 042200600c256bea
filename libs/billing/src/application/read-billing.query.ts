import type { Currency, TenantContext, Uuid } from '@fairlead/kernel';
import { LedgerFacade } from '@fairlead/ledger';
import { SqlFilter, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { FundingView } from '../contracts';

/** What an affiliate has, per currency, in minor units. */
export interface AffiliateBalance {
  readonly currency: Currency;
  /** Earned and in hold. */
  readonly pending: bigint;
  /** May be negative: reversals after payment are carried forward. */
  readonly payable: bigint;
  /** On its way in a payout. */
  readonly inTransit: bigint;
  /** Paid so far. */
  readonly paid: bigint;
}

/** What an advertiser has, per currency, in minor units. */
export interface AdvertiserBalance {
  readonly currency: Currency;
  /** May be negative: charges beyond the funding. */
  readonly funds: bigint;
  /** Set aside for conversions that wait for approval. */
  readonly reserved: bigint;
}

/** Reads balances and fundings. Balances are sums of ledger entries, nothing else. */
@Injectable()
export class ReadBilling {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly ledger: LedgerFacade) {}

  async affiliateBalances(context: TenantContext, affiliateId: Uuid): Promise<AffiliateBalance[]> {
    return this.unitOfWork.run(context, async (tx) => {
      const balances = await this.ledger.balancesOf(tx, { affiliateId });
      const paid = await this.ledger.paidTo(tx, affiliateId);
      return currenciesOf(balances).map((currency) => {
        const of = (kind: string): bigint => balances.find((balance) => balance.kind === kind && balance.currency === currency)?.balanceMinor ?? 0n;
        return {
          currency, pending: of('affiliate_pending'), payable: of('affiliate_payable'), inTransit: of('affiliate_in_transit'), paid: paid.get(currency) ?? 0n,
        };
      });
    });
  }

  async advertiserBalances(context: TenantContext, advertiserId: Uuid): Promise<AdvertiserBalance[]> {
    return this.unitOfWork.run(context, async (tx) => {
      const balances = await this.ledger.balancesOf(tx, { advertiserId });
      return currenciesOf(balances).map((currency) => {
        const of = (kind: string): bigint => balances.find((balance) => balance.kind === kind && balance.currency === currency)?.balanceMinor ?? 0n;
        return { currency, funds: of('advertiser_funds'), reserved: of('advertiser_reserved') };
      });
    });
  }

  async fundings(context: TenantContext, page: { before: Uuid | null; limit: number }): Promise<FundingView[]> {
    const filter = new SqlFilter().and('id < ?', page.before).and('advertiser_id = ?', context.scope === 'advertiser' ? context.advertiserId : null);
    return this.unitOfWork.run(context, (tx) =>
      tx.rows<FundingView>(
        `SELECT id, advertiser_id, amount_minor, currency, reference, received_at FROM funding ${filter.where()} ORDER BY id DESC LIMIT ${filter.bind(page.limit + 1)}`,
        filter.parameters,
      ),
    );
  }
}

function currenciesOf(balances: readonly { currency: Currency }[]): Currency[] {
  return [...new Set(balances.map((balance) => balance.currency))].sort();
}
