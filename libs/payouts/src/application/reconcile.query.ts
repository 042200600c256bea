import { type LedgerAccountView, LedgerQueries } from '@fairlead/ledger';
import { Clock, DAY_MS, DomainError, type TenantContext } from '@fairlead/kernel';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { matchTransfers, type TransferDifference } from '../domain/match-transfers';
import { PayoutsRepository } from '../persistence/payouts.repository';
import { type FoundTransfer, StripeGateway, type StripeFunds } from '../stripe/stripe-gateway';

/** Money in one currency by the books and by Stripe, in minor units. */
export interface BalanceComparison {
  readonly currency: string;
  readonly booksMinor: bigint;
  readonly availableMinor: bigint;
  readonly pendingMinor: bigint;
}

/** What the books say and what Stripe says, at one moment. */
export interface Reconciliation {
  readonly asOf: Date;
  readonly since: Date;
  readonly balances: readonly BalanceComparison[];
  readonly transfers: number;
  readonly differences: readonly TransferDifference[];
}

/** A payout ends after its transfer is made, and clocks differ. */
const MARGIN_MS = DAY_MS;

/** Compares balances and transfers with Stripe's. It changes nothing: what differs is a person's to explain, by an adjustment or with Stripe. */
@Injectable()
export class Reconcile {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly payouts: PayoutsRepository,
    private readonly ledger: LedgerQueries,
    private readonly stripe: StripeGateway,
  ) {}

  /** @throws DomainError `stripe.unreachable` (unavailable). */
  async run(context: TenantContext, days: number): Promise<Reconciliation> {
    const asOf = this.clock.now();
    const since = new Date(asOf.getTime() - days * DAY_MS);
    const payouts = await this.unitOfWork.run(context, (tx) => this.payouts.since(tx, since));
    const books = await this.ledger.listAccounts(context, { kind: 'stripe_balance' }, { limit: 100 });
    const { funds, transfers } = await this.askStripe(new Date(since.getTime() - MARGIN_MS));
    return { asOf, since, balances: compare(books.data, funds), transfers: transfers.length, differences: matchTransfers(payouts, transfers.filter((transfer) => isSince(transfer, since, payouts))) };
  }

  private async askStripe(since: Date): Promise<{ funds: StripeFunds[]; transfers: FoundTransfer[] }> {
    try {
      return { transfers: await this.stripe.transfersSince(since), funds: await this.stripe.funds() };
    } catch (cause) {
      throw new DomainError('stripe.unreachable', 'unavailable', 'Stripe does not answer now; nothing was compared', {}, { cause });
    }
  }
}

/** In the margin only transfers of payouts that are looked at are of interest: the others ended before. */
function isSince(transfer: FoundTransfer, since: Date, payouts: readonly { readonly transferId: string | null }[]): boolean {
  return transfer.createdAt >= since || payouts.some((payout) => payout.transferId === transfer.id);
}

/** The ledger's account is a debit one: what is there is negative. */
function compare(books: readonly LedgerAccountView[], funds: readonly StripeFunds[]): BalanceComparison[] {
  const currencies = [...new Set([...books.map(({ currency }) => currency as string), ...funds.map(({ currency }) => currency)])].sort();
  return currencies.map((currency) => {
    const there = funds.find((one) => one.currency === currency);
    return { currency, booksMinor: -(books.find((one) => one.currency === currency)?.balanceMinor ?? 0n), availableMinor: there?.availableMinor ?? 0n, pendingMinor: there?.pendingMinor ?? 0n };
  });
}
