import { DomainError, encodeId, DAY_MS, HOUR_MS, systemContext, type Uuid } from '@fairlead/kernel';
import { conversionOf } from '@fairlead/conversions';
import type { ConversionView } from '@fairlead/conversions/contracts';
import type { DemoApp } from './demo-app';
import { type PlannedClick, type PlannedPurchase, planClicks, planPurchases, toStoredClick } from './plan-traffic';
import type { Random } from './random';
import type { PublishedOffer } from './seed-offers';
import type { DemoPeople } from './seed-people';

const CONTEXT = systemContext('demo');
/** Reasons that the demo's advertisers give. */
const REJECTIONS = ['cancelled_order', 'duplicate_customer', 'payment_failed', 'outside_terms'];

/** Something that happens at an instant of the past. */
interface Happening {
  readonly at: Date;
  readonly run: () => Promise<void>;
}

/** Plays sixty days in order: clicks, purchases, decisions, refunds, and at every day's end what the worker does by itself. */
export class History {
  private readonly happenings: Happening[] = [];
  private readonly tokens = new Map<Uuid, string>();

  constructor(
    private readonly app: DemoApp,
    private readonly random: Random,
    private readonly people: DemoPeople,
    private readonly published: readonly PublishedOffer[],
    private readonly start: Date,
    private readonly end: Date,
  ) {}

  /** Adds something of the caller's own to the past. */
  schedule(at: Date, run: () => Promise<void>): void {
    this.happenings.push({ at, run });
  }

  async play(progress: (day: number) => void): Promise<{ clicks: number; conversions: number }> {
    for (const advertiser of this.people.advertisers) {
      this.tokens.set(advertiser.organizationId, (await this.app.credentials.create(advertiser.context, advertiser.organizationId)).token);
    }
    const clicks = planClicks(this.app.clickIds, this.random, this.published, this.start).filter((click) => click.at < this.end);
    const purchases = planPurchases(this.app.clickIds, this.random, clicks, this.published, this.start, this.end);
    for (const purchase of purchases) this.schedule(purchase.at, () => this.report(purchase));
    let next = 0;
    for (let day = 0, dayEnd = this.start.getTime() + DAY_MS; dayEnd - DAY_MS < this.end.getTime(); day += 1, dayEnd += DAY_MS) {
      const until = new Date(Math.min(dayEnd, this.end.getTime()));
      const first = next;
      while (next < clicks.length && (clicks[next]?.at ?? until) < until) next += 1;
      await this.importClicks(clicks.slice(first, next));
      await this.runUntil(until);
      await this.work(until);
      progress(day + 1);
    }
    return { clicks: clicks.length, conversions: purchases.length };
  }

  private async importClicks(clicks: readonly PlannedClick[]): Promise<void> {
    if (clicks.length === 0) return;
    await this.app.unitOfWork.run(CONTEXT, async (tx) => {
      const stored = [];
      for (const click of clicks) {
        const terms = await this.app.offers.termsAt(tx, click.target.id, click.at);
        const offer = await this.app.offers.find(tx, click.target.id);
        if (terms) stored.push(toStoredClick(click, terms, offer?.status === 'active', this.random));
      }
      for (let index = 0; index < stored.length; index += 200) await this.app.tracking.importClicks(tx, stored.slice(index, index + 200));
    });
  }

  /** Happenings may add later ones, so the earliest is looked for each time. */
  private async runUntil(until: Date): Promise<void> {
    for (;;) {
      const due = this.happenings.filter((happening) => happening.at < until).sort((a, b) => a.at.getTime() - b.at.getTime())[0];
      if (!due) return;
      this.happenings.splice(this.happenings.indexOf(due), 1);
      this.app.clock.moveTo(due.at);
      await due.run();
    }
  }

  private async work(at: Date): Promise<void> {
    this.app.clock.moveTo(at);
    await this.app.drain.run();
    await this.app.releaseDue.run();
  }

  private async report(purchase: PlannedPurchase): Promise<void> {
    const { advertiser, offer } = purchase.target;
    const token = this.tokens.get(advertiser.organizationId) ?? '';
    const parameters = {
      advertiser: encodeId('advertiser', advertiser.organizationId), token, order_id: purchase.orderId, currency: offer.currency,
      ...(purchase.clickId ? { click_id: purchase.clickId } : {}), ...(purchase.coupon ? { coupon: purchase.coupon } : {}), ...(purchase.amount ? { amount: purchase.amount } : {}),
    };
    try {
      const taken = await this.app.receiveReport.postback(advertiser.organizationId, parameters, {
        clickId: purchase.clickId, coupon: purchase.coupon, goal: null, orderId: purchase.orderId, amount: purchase.amount === null ? null : { decimal: purchase.amount },
        currency: offer.currency, customerId: `cust-${this.random.between(1_000, 9_999)}`, customerNew: this.random.chance(0.7), status: null, adv: { adv1: 'web' },
      });
      this.planWhatFollows(purchase.target, conversionOf(taken));
    } catch (error) {
      // Late clicks and paused offers are part of the picture: the refusal is stored with its reason.
      if (!(error instanceof DomainError) || !error.code.startsWith('conversion.')) throw error;
    }
  }

  private planWhatFollows(target: PublishedOffer, conversion: ConversionView): void {
    const later = (lowHours: number, highHours: number): Date => new Date(this.app.clock.now().getTime() + this.random.between(lowHours, highHours) * HOUR_MS);
    if (conversion.status === 'pending' || (conversion.status === 'held' && this.random.chance(0.5))) {
      const approved = this.random.chance(conversion.status === 'held' ? 0.4 : 0.82);
      this.schedule(later(36, 216), () => this.decide(target, conversion.id, approved));
    }
    if (conversion.status === 'approved') this.planRefund(target, conversion);
  }

  private async decide(target: PublishedOffer, conversionId: Uuid, approved: boolean): Promise<void> {
    const decided = await this.app.decideConversion.run(target.advertiser.context, conversionId, approved ? 'approved' : 'rejected', approved ? null : this.random.pick(REJECTIONS));
    if (approved) this.planRefund(target, decided);
  }

  private planRefund(target: PublishedOffer, conversion: ConversionView): void {
    if (conversion.amountMinor === 0n || !this.random.chance(0.12)) return;
    const part = this.random.chance(0.5) ? conversion.amountMinor / 3n + 1n : null;
    const at = new Date(this.app.clock.now().getTime() + this.random.between(2, 28) * DAY_MS);
    this.schedule(at, async () => {
      await this.app.reverse.run(target.advertiser.context, conversion.id, part === null ? null : () => part, part === null ? 'order returned' : 'partial refund');
    });
  }
}
