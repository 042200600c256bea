import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AdvertisersModule, PostbackCredentials } from '@fairlead/advertisers';
import { AffiliatesModule } from '@fairlead/affiliates';
import { BillingFacade, BillingModule } from '@fairlead/billing';
import { CommissionsModule, CommissionsWorkerModule, ReleaseDueCommissions } from '@fairlead/commissions';
import { ConversionsModule, conversionOf, DecideConversion, ReceiveReport, ReverseConversion } from '@fairlead/conversions';
import { IdentityFacade, IdentityModule } from '@fairlead/identity';
import { type Currency, DAY_MS, encodeId, MovableClock, type TenantContext, type Uuid } from '@fairlead/kernel';
import { LedgerModule } from '@fairlead/ledger';
import { ApplyToOffer, CreateOffer, MoveOffer, OffersModule, UpdateOffer } from '@fairlead/offers';
import type { ApprovalMode, CommissionPlan } from '@fairlead/offers/contracts';
import { PayoutDestinations, PayoutsFacade, PayoutsModule, ReleaseBatch, SendDuePayouts } from '@fairlead/payouts';
import type { BatchView } from '@fairlead/payouts/contracts';
import { ConfigModule, ConsumingModule, DatabaseModule, DrainEvents, FairleadConfig, OutboxModule, SpoolModule, Spools, UnitOfWork } from '@fairlead/platform';
import { type EdgeAnswer, EdgeRuntime, TakeLink, TrackingEdgeModule, TrackingModule } from '@fairlead/tracking';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Client } from 'pg';
import { startStripeStandIn, type StripeStandIn } from '../../apps/stripe-stand-in/src/index';
import { createTestDatabase, type TestDatabase } from './test-database';

/** The only key that the stand-in of a scenario takes. */
export const STRIPE_KEY = 'sk_test_scenario';
const DESKTOP = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36';

@Module({})
class WholeNetwork {}

let visitors = 0;
/** Each visit is another visitor's: from an address of documentation (RFC 5737 and 3849). */
function nextAddress(): string {
  visitors += 1;
  return `2001:db8:${visitors.toString(16)}::7`;
}

/** A person of one organization, as verbs see them. */
export interface Person {
  readonly userId: Uuid;
  readonly organizationId: Uuid;
  readonly context: TenantContext;
}

/** What an offer of a scenario says; the rest is 10 % of the sale, approved by itself, without a hold. */
export interface OfferTermsForTest {
  readonly commission?: CommissionPlan;
  readonly approval?: ApprovalMode;
  readonly holdDays?: number;
  readonly networkFeeBps?: number;
  readonly currency?: Currency;
  readonly windowDays?: number;
}

/**
 * Every context in one process on a database of its own, with a clock that the test moves and a Stripe stand-in.
 * Events are delivered by `settle()`, so that a story is told in the test's own order.
 */
export class NetworkInProcess {
  private constructor(
    readonly app: INestApplicationContext,
    readonly database: TestDatabase,
    readonly clock: MovableClock,
    readonly stripe: StripeStandIn,
    readonly owner: Client,
    private readonly spoolDir: string,
  ) {}

  static async start(at = '2026-03-02T10:00:00Z'): Promise<NetworkInProcess> {
    const clock = new MovableClock(new Date(at));
    const database = await createTestDatabase();
    const stripe = await startStripeStandIn({ secretKey: STRIPE_KEY, control: true });
    const spoolDir = await mkdtemp(join(tmpdir(), 'fairlead-spool-'));
    const config = new FairleadConfig({
      DATABASE_APP_URL: database.appUrl, JWT_SECRET: 'j'.repeat(32), ENCRYPTION_KEY: 'e'.repeat(32), STRIPE_SECRET_KEY: STRIPE_KEY, STRIPE_API_URL: stripe.url,
      STRIPE_WEBHOOK_SECRET: 'whsec_scenario', STRIPE_TIMEOUT_MS: '400', SPOOL_DIR: spoolDir,
    });
    const app = await NestFactory.createApplicationContext(
      {
        module: WholeNetwork,
        imports: [
          ConfigModule.forRoot(config, clock), DatabaseModule, OutboxModule, ConsumingModule, IdentityModule, AdvertisersModule, AffiliatesModule, OffersModule,
          TrackingModule, SpoolModule.forRoot({ writer: '0', drains: true }), TrackingEdgeModule.forRoot({ worker: 0, hasSiblings: false, savesSnapshot: false }), ConversionsModule, LedgerModule, CommissionsModule, CommissionsWorkerModule, BillingModule, PayoutsModule,
        ],
      },
      { logger: ['error'], abortOnError: false },
    );
    const owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    return new NetworkInProcess(app, database, clock, stripe, owner, spoolDir);
  }

  async close(): Promise<void> {
    await this.app.close();
    await rm(this.spoolDir, { recursive: true, force: true });
    await this.owner.end();
    await this.stripe.stop();
    await this.database.drop();
  }

  async person(role: 'advertiser' | 'affiliate' | 'finance'): Promise<Person> {
    const { userId, organizationId } = await this.app.get(IdentityFacade).register({
      role, email: `${role}-${randomUUID()}@scenario.fairlead.test`, password: 'scenario-password', name: `Scenario ${role}`, country: 'US',
    });
    const actor = { kind: 'user', id: userId } as const;
    const context: TenantContext = role === 'finance' ? { scope: 'network', actor }
      : role === 'advertiser' ? { scope: 'advertiser', advertiserId: organizationId, actor } : { scope: 'affiliate', affiliateId: organizationId, actor };
    return { userId, organizationId, context };
  }

  async fund(finance: Person, advertiser: Person, amountMinor: bigint, currency: Currency = 'USD'): Promise<void> {
    await this.app.get(BillingFacade).receive(finance.context, { advertiserId: advertiser.organizationId, amountMinor, currency, reference: randomUUID() });
    this.stripe.control.fund(currency.toLowerCase(), Number(amountMinor));
  }

  /** An adjustment of this person's account against the margin, asked for by one and approved by another; `minor` is negative for a debit. */
  async adjust(requester: Person, approver: Person, owner: Person, minor: bigint, currency: Currency = 'USD'): Promise<Uuid> {
    const billing = this.app.get(BillingFacade);
    const { scope } = owner.context;
    const { id } = await billing.requestAdjustment(requester.context, requester.userId, {
      advertiserId: scope === 'advertiser' ? owner.organizationId : null, affiliateId: scope === 'affiliate' ? owner.organizationId : null,
      direction: minor > 0n ? 'credit' : 'debit', counterAccount: 'network_margin', amountMinor: minor > 0n ? minor : -minor, currency, reason: 'a correction',
    });
    await billing.approveAdjustment(approver.context, approver.userId, id);
    return id;
  }

  /** A published public offer. */
  async offer(advertiser: Person, terms: OfferTermsForTest = {}): Promise<Uuid> {
    const id = await this.app.get(CreateOffer).run(
      advertiser.context, advertiser.organizationId, terms.currency ?? 'USD',
      { name: 'Scenario offer', visibility: 'public', landingUrl: 'https://shop.example/', clickParameter: 'fl_click', deepLinkHosts: [], goals: ['sale'] },
      {
        commission: terms.commission ?? { type: 'percent', rateBps: 1_000 }, networkFeeBps: terms.networkFeeBps ?? 2_000, attributionWindowDays: terms.windowDays ?? 30,
        holdDays: terms.holdDays ?? 0, approval: terms.approval ?? 'auto', dailyClickCap: null, dailyConversionCap: null,
      },
    );
    await this.app.get(MoveOffer).run(advertiser.context, id, 'active');
    return id;
  }

  pause(advertiser: Person, offerId: Uuid): Promise<void> {
    return this.app.get(MoveOffer).run(advertiser.context, offerId, 'paused');
  }

  /** Joins, takes a link and returns its code. */
  async link(affiliate: Person, offerId: Uuid): Promise<string> {
    await this.app.get(ApplyToOffer).run(affiliate.context, affiliate.organizationId, offerId);
    const link = await this.app.get(TakeLink).run(affiliate.context, affiliate.organizationId, { offerId, subs: {}, sourceId: null, target: null, code: null });
    return link.code;
  }

  /** Follows a link as a browser and returns the click id that the landing page got. */
  async click(code: string, userAgent = DESKTOP): Promise<string> {
    const runtime = this.app.get(EdgeRuntime);
    await runtime.keeper.refresh();
    const answer = await new Promise<EdgeAnswer>((resolve) => {
      runtime.edge.follow({ code, method: 'GET', headers: { 'user-agent': userAgent }, query: null, address: nextAddress(), country: null, trigger: null }, resolve);
    });
    if (answer.kind !== 'redirect') throw new Error(`the link led to the ${answer.kind}`);
    await this.app.get(Spools).drain?.drainAll();
    return new URL(answer.location).searchParams.get('fl_click') ?? '';
  }

  async credentials(advertiser: Person): Promise<{ token: string; secret: string }> {
    return this.app.get(PostbackCredentials).create(advertiser.context, advertiser.organizationId);
  }

  /** Reports a purchase with the advertiser's token; resolves to the conversion's id. */
  async purchase(advertiser: Person, token: string, clickId: string, orderId: string, amount: string, currency = 'USD'): Promise<Uuid> {
    const parameters = { advertiser: encodeId('advertiser', advertiser.organizationId), token, click_id: clickId, order_id: orderId, amount, currency };
    const taken = await this.app.get(ReceiveReport).postback(advertiser.organizationId, parameters, {
      clickId, coupon: null, goal: null, orderId, amount: { decimal: amount }, currency, customerId: null, customerNew: null, status: null, adv: {},
    });
    return conversionOf(taken).id;
  }

  approve(advertiser: Person, conversionId: Uuid): Promise<unknown> {
    return this.app.get(DecideConversion).run(advertiser.context, conversionId, 'approved', null);
  }

  reject(advertiser: Person, conversionId: Uuid): Promise<unknown> {
    return this.app.get(DecideConversion).run(advertiser.context, conversionId, 'rejected', 'wrong_order');
  }

  /** Takes back so many minor units, or all that is left. */
  refund(advertiser: Person, conversionId: Uuid, amountMinor: bigint | null): Promise<unknown> {
    return this.app.get(ReverseConversion).run(advertiser.context, conversionId, amountMinor === null ? null : () => amountMinor, 'customer refund');
  }

  /** Delivers every waiting event and releases every hold that is over. */
  async settle(): Promise<void> {
    await this.app.get(DrainEvents).run();
    await this.app.get(ReleaseDueCommissions).run();
    await this.app.get(DrainEvents).run();
  }

  /** Gives an affiliate a Stripe account that can be paid. */
  async connectStripe(affiliate: Person): Promise<string> {
    const destinations = this.app.get(PayoutDestinations);
    const { stripeAccountId } = await destinations.connect(affiliate.context, affiliate.organizationId, 'affiliate@scenario.fairlead.test');
    this.stripe.control.scriptAccount(stripeAccountId, 'complete');
    await destinations.refresh(stripeAccountId);
    return stripeAccountId;
  }

  /** Drafts, submits and approves a batch of everything payable in a currency. */
  async approvedBatch(preparer: Person, approver: Person, currency: Currency = 'USD'): Promise<BatchView> {
    const payouts = this.app.get(PayoutsFacade);
    const draft = await payouts.draft(preparer.context, preparer.userId, currency, this.clock.now());
    await payouts.submit(preparer.context, preparer.userId, draft.id);
    await payouts.approve(approver.context, approver.userId, draft);
    return payouts.batch(preparer.context, draft.id);
  }

  /** Releases a batch and leaves the sending to the test. */
  async startRelease(finance: Person, batch: BatchView): Promise<void> {
    await this.app.get(PayoutsFacade).release(finance.context, finance.userId, batch);
  }

  /** Sends what failed of a batch once more. */
  async retry(finance: Person, batch: BatchView): Promise<void> {
    await this.app.get(ReleaseBatch).retryFailed(finance.context, batch.id);
    await this.send();
  }

  /** Releases a batch and sends what is due of it once. */
  async release(finance: Person, batch: BatchView): Promise<BatchView> {
    await this.app.get(PayoutsFacade).release(finance.context, finance.userId, batch);
    await this.send();
    return this.app.get(PayoutsFacade).batch(finance.context, batch.id);
  }

  async cancel(finance: Person, batch: BatchView): Promise<void> {
    await this.app.get(ReleaseBatch).cancel(finance.context, batch.id);
  }

  async changeTerms(advertiser: Person, offerId: Uuid, terms: { commission: CommissionPlan }): Promise<void> {
    await this.app.get(UpdateOffer).run(advertiser.context, offerId, {}, terms);
  }

  async send(): Promise<void> {
    await this.app.get(SendDuePayouts).run();
    await this.app.get(DrainEvents).run();
  }

  days(count: number): void {
    this.clock.advance(count * DAY_MS);
  }

  uow(): UnitOfWork {
    return this.app.get(UnitOfWork);
  }

  /** Rows as the owner sees them. */
  async sql<Row>(text: string, parameters: unknown[] = []): Promise<Row[]> {
    return (await this.owner.query(text, parameters)).rows as Row[];
  }

  /** Balance of an account in minor units, by its code without owner: `payable` of an affiliate, `funds` of an advertiser. */
  async balance(code: string): Promise<number> {
    const rows = await this.sql<{ balance: string | null }>(
      `SELECT sum(p.amount_minor) AS balance FROM posting p JOIN ledger_account a ON a.id = p.account_id WHERE a.code = $1`, [code],
    );
    return Number(rows[0]?.balance ?? 0);
  }
}
