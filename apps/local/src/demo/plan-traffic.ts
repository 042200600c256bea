import { DAY_MS, HOUR_MS, MINUTE_MS } from '@fairlead/kernel';
import type { OfferTerms } from '@fairlead/offers/contracts';
import type { ClickId, ClickIds, ImportedClick } from '@fairlead/tracking';
import { CRAWLER, HISTORY_DAYS, PAUSED, USER_AGENTS } from './catalogue';
import type { Random } from './random';
import type { DemoLink, PublishedOffer } from './seed-offers';

/** A click of the past, to be stored in bulk. */
export interface PlannedClick {
  readonly clickId: ClickId;
  readonly at: Date;
  readonly target: PublishedOffer;
  readonly link: DemoLink;
  readonly userAgent: string;
  readonly bot: boolean;
}

/** A purchase of the past, reported at an instant. */
export interface PlannedPurchase {
  readonly at: Date;
  readonly target: PublishedOffer;
  readonly clickId: string | null;
  readonly coupon: string | null;
  readonly orderId: string;
  /** Decimal in major units; null for a lead. */
  readonly amount: string | null;
}

const COUNTRIES = ['US', 'US', 'US', 'DE', 'FR', 'GB', 'JP', 'CA'];

/** Weekends are busier, mornings quieter; the last days have as much as the first. */
export function planClicks(clickIds: ClickIds, random: Random, published: readonly PublishedOffer[], start: Date): PlannedClick[] {
  const clicks: PlannedClick[] = [];
  for (let day = 0; day < HISTORY_DAYS; day += 1) {
    const dayStart = start.getTime() + day * DAY_MS;
    const weekend = [0, 6].includes(new Date(dayStart).getUTCDay());
    for (const target of published) {
      for (const link of target.links) {
        const count = Math.floor(random.next() * link.weight * (target.offer.weight / 10) * (weekend ? 2.2 : 1.5) + random.next() * 0.6);
        for (let index = 0; index < count; index += 1) clicks.push(planClick(clickIds, random, target, link, dayStart));
      }
    }
  }
  return clicks.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** Purchases that follow from counted clicks, some too late, some from crawlers' clicks, and some by code alone. */
export function planPurchases(clickIds: ClickIds, random: Random, clicks: readonly PlannedClick[], published: readonly PublishedOffer[], start: Date, end: Date): PlannedPurchase[] {
  const purchases: PlannedPurchase[] = [];
  for (const click of clicks) {
    const { offer } = click.target;
    if (!random.chance(click.bot ? 0.07 : offer.conversionRate)) continue;
    const late = random.chance(0.04) ? (offer.windowDays + 2) * DAY_MS : 0;
    const at = new Date(click.at.getTime() + late + random.between(2, 90) * MINUTE_MS + (random.chance(0.3) ? random.between(1, 70) * HOUR_MS : 0));
    purchases.push({ at, target: click.target, clickId: clickIds.format(click.clickId), coupon: null, orderId: orderId(random, click.target), amount: basket(random, click.target) });
  }
  for (const target of published) {
    for (const { code } of target.codes) {
      const at = new Date(start.getTime() + random.between(3, HISTORY_DAYS - 2) * DAY_MS + random.between(0, 20) * HOUR_MS);
      purchases.push({ at, target, clickId: null, coupon: code, orderId: orderId(random, target), amount: basket(random, target) });
    }
  }
  const tooLate = planPurchaseAfterPause(clickIds, random, clicks, start);
  if (tooLate) purchases.push(tooLate);
  return purchases.filter((purchase) => purchase.at < end).sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** The last visitor before an offer's pause buys after it: a refusal that the affiliate sees. */
function planPurchaseAfterPause(clickIds: ClickIds, random: Random, clicks: readonly PlannedClick[], start: Date): PlannedPurchase | null {
  const pausedAt = start.getTime() + PAUSED.day * DAY_MS;
  const click = clicks.findLast((candidate) => candidate.target.offer.name === PAUSED.offer && !candidate.bot && candidate.at.getTime() < pausedAt);
  if (!click) return null;
  const at = new Date(pausedAt + 5 * HOUR_MS);
  return { at, target: click.target, clickId: clickIds.format(click.clickId), coupon: null, orderId: orderId(random, click.target), amount: basket(random, click.target) };
}

/** The stored form of a click. Its address is one of documentation (RFC 5737), its hash of nobody. */
export function toStoredClick(click: PlannedClick, terms: OfferTerms, active: boolean, random: Random): ImportedClick {
  const { target, link, clickId } = click;
  const reason = active ? (click.bot ? 'bot' : null) : 'paused';
  return {
    ...clickId,
    route: {
      linkId: link.linkId, offerId: target.id, advertiserId: target.advertiser.organizationId, affiliateId: link.affiliate.organizationId, termsId: terms.id,
      landingPageId: null, routingVersion: 0,
    },
    reason, unique: reason === null && random.chance(0.85), subs: { ...link.subs }, sourceId: null,
    referrer: random.chance(0.6) ? 'https://search.example/' : null, userAgent: click.userAgent, country: random.pick(COUNTRIES),
    visitor: BigInt(random.between(1, 2_000_000_000)), address: '203.0.113.0',
  };
}

function planClick(clickIds: ClickIds, random: Random, target: PublishedOffer, link: DemoLink, dayStart: number): PlannedClick {
  const at = new Date(dayStart + random.between(7 * 60, 23 * 60) * MINUTE_MS + random.between(0, 59_999));
  const bot = random.chance(0.06);
  const userAgent = bot ? CRAWLER : random.pick(USER_AGENTS)[1];
  return { clickId: clickIds.mint(at.getTime()), at, target, link, userAgent, bot };
}

function orderId(random: Random, target: PublishedOffer): string {
  return `${target.offer.name.split(' ')[0]?.toUpperCase() ?? 'ORDER'}-${random.between(100_000, 999_999)}-${random.between(1_000, 9_999)}`;
}

function basket(random: Random, target: PublishedOffer): string | null {
  const [low, high] = target.offer.basket;
  if (high === 0) return null;
  const major = random.between(low, high);
  return target.offer.currency === 'JPY' ? String(major) : `${major}.${String(random.between(0, 99)).padStart(2, '0')}`;
}
