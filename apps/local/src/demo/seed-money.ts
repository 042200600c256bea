import { type Currency, DAY_MS, DomainError, systemContext, type Uuid } from '@fairlead/kernel';
import type { DemoApp } from './demo-app';
import type { History } from './seed-history';
import type { DemoPeople } from './seed-people';
import type { StripeControl } from './stripe-control';

/** Fundings by advertiser, in minor units. The third advertiser's last one is late: some of its commissions wait for funds. */
const FUNDINGS: readonly { readonly advertiser: number; readonly currency: Currency; readonly amountMinor: bigint; readonly day: number }[] = [
  { advertiser: 0, currency: 'USD', amountMinor: 1_500_000n, day: 0 }, { advertiser: 0, currency: 'USD', amountMinor: 2_500_000n, day: 30 },
  { advertiser: 1, currency: 'EUR', amountMinor: 1_200_000n, day: 0 }, { advertiser: 1, currency: 'EUR', amountMinor: 600_000n, day: 28 },
  { advertiser: 2, currency: 'JPY', amountMinor: 60_000n, day: 0 },
];
/** Affiliates without a Stripe account, so that batches have somebody to leave out. */
const WITHOUT_ACCOUNT = new Set([7, 15, 23]);

/** Puts fundings and batches into the history. Without the stand-in, accounts and payouts are left to a real Stripe. */
export function scheduleMoney(app: DemoApp, people: DemoPeople, history: History, start: Date, end: Date, control: StripeControl | null): void {
  const day = (number: number): Date => new Date(start.getTime() + number * DAY_MS + 9 * 3_600_000);
  for (const [index, funding] of FUNDINGS.entries()) {
    const advertiser = people.advertisers[funding.advertiser];
    if (!advertiser) continue;
    history.schedule(new Date(day(funding.day).getTime() - 8 * 3_600_000), async () => {
      await app.billing.receive(people.finance.context, {
        advertiserId: advertiser.organizationId, amountMinor: funding.amountMinor, currency: funding.currency, reference: `wire ${index + 1}`,
      });
      await control?.fund(funding.currency, Number(funding.amountMinor));
    });
  }
  if (!control) return;
  history.schedule(day(2), () => connectAccounts(app, people, control));
  history.schedule(day(38), () => adjust(app, people));
  history.schedule(day(40), () => payOut(app, people, 'USD'));
  history.schedule(day(43), () => refundPaid(app, people));
  history.schedule(new Date(end.getTime() - 5 * 3_600_000), () => prepare(app, people, 'EUR', true));
  history.schedule(new Date(end.getTime() - 3 * 3_600_000), () => prepare(app, people, 'USD', false));
}

async function connectAccounts(app: DemoApp, people: DemoPeople, control: StripeControl): Promise<void> {
  for (const [index, affiliate] of people.affiliates.entries()) {
    if (WITHOUT_ACCOUNT.has(index)) continue;
    const { stripeAccountId } = await app.destinations.connect(affiliate.context, affiliate.organizationId, affiliate.email);
    if (index % 9 !== 8) await control.complete(stripeAccountId); // some never finish
    await app.destinations.refresh(stripeAccountId);
  }
}

/** A settled batch: drafted by one, approved by the other, sent to the stand-in. */
async function payOut(app: DemoApp, people: DemoPeople, currency: Currency): Promise<void> {
  const { finance, finance2 } = people;
  await app.drain.run();
  await app.releaseDue.run();
  const draft = await app.payouts.draft(finance.context, finance.userId, currency, app.clock.now());
  await app.payouts.submit(finance.context, finance.userId, draft.id);
  await app.payouts.approve(finance2.context, finance2.userId, draft);
  await app.payouts.release(finance.context, finance.userId, await app.payouts.batch(finance.context, draft.id));
  await app.sendDuePayouts.run();
  await app.drain.run();
}

/** A customer sends part of an order back after its commission was paid: the affiliate carries the difference to its next payout. */
async function refundPaid(app: DemoApp, people: DemoPeople): Promise<void> {
  const [affiliate] = people.affiliates;
  if (!affiliate) throw new RangeError('the demo has no affiliates');
  const sale = await app.unitOfWork.run(systemContext('demo'), (tx) =>
    tx.row<{ conversionId: Uuid; advertiserId: Uuid }>(
      `SELECT c.id AS conversion_id, c.advertiser_id FROM commission m JOIN conversion c ON c.id = m.conversion_id
       WHERE m.affiliate_id = $1 AND m.status = 'paid' AND c.status = 'approved' AND c.reversed_minor = 0 AND c.amount_minor >= 4 ORDER BY c.id LIMIT 1`,
      [affiliate.organizationId],
    ),
  );
  const advertiser = people.advertisers.find((candidate) => candidate.organizationId === sale?.advertiserId);
  if (sale && advertiser) await app.reverse.run(advertiser.context, sale.conversionId, (conversion) => conversion.amountMinor / 4n, 'one item sent back');
}

/** Two corrections that were approved and one that waits for the other person of finance. */
async function adjust(app: DemoApp, people: DemoPeople): Promise<void> {
  const { finance, finance2, advertisers: [advertiser], affiliates: [affiliate] } = people;
  if (!advertiser || !affiliate) throw new RangeError('the demo has no partners');
  const shared = { direction: 'credit', counterAccount: 'network_margin', currency: 'USD', advertiserId: null, affiliateId: null } as const;
  const bonus = await app.billing.requestAdjustment(finance.context, finance.userId, { ...shared, affiliateId: affiliate.organizationId, amountMinor: 2_500n, reason: 'Bonus for the spring campaign' });
  const goodwill = await app.billing.requestAdjustment(finance.context, finance.userId, { ...shared, advertiserId: advertiser.organizationId, amountMinor: 10_000n, reason: 'Goodwill for the outage of our tracking' });
  for (const { id } of [bonus, goodwill]) await app.billing.approveAdjustment(finance2.context, finance2.userId, id);
  await app.billing.requestAdjustment(finance2.context, finance2.userId, {
    ...shared, direction: 'debit', counterAccount: 'stripe_balance', advertiserId: advertiser.organizationId, amountMinor: 4_200n, reason: 'Bank fee of wire 1, which we had credited in full',
  });
}

async function prepare(app: DemoApp, people: DemoPeople, currency: Currency, submit: boolean): Promise<void> {
  await app.drain.run();
  await app.releaseDue.run();
  try {
    const draft = await app.payouts.draft(people.finance.context, people.finance.userId, currency, app.clock.now());
    if (submit) await app.payouts.submit(people.finance.context, people.finance.userId, draft.id);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'batch.nothing_payable') throw error;
    process.stdout.write(`nobody can be paid in ${currency} yet: no such batch in the demo\n`);
  }
}
