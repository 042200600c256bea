import { newId } from '@fairlead/kernel';
import { FAIL_REASONS, type FailTarget, type OfferRouting } from '@fairlead/offers/contracts';
import fc from 'fast-check';
import { AFFILIATE, linkTo, NOON, offerOf, visitOf, WorldOfOffers } from '../../../../test/support/routing-world';
import { decideVisit } from './decide-visit';
import type { RoutedOffer, VisitFacts } from './routing';
import { MAX_HOPS } from './waterfall';

const OFFER_IDS = Array.from({ length: 8 }, () => newId(6));
const country = fc.constantFrom('DE', 'US', 'FR');
const failTarget: fc.Arbitrary<FailTarget> = fc.record({
  offerId: fc.constantFrom(...OFFER_IDS), priority: fc.nat(2), weight: fc.constantFrom(0, 1, 50, 10_000), reasons: fc.subarray([...FAIL_REASONS], { maxLength: 2 }),
});
const routing: fc.Arbitrary<Omit<OfferRouting, 'version' | 'timeZone' | 'utm' | 'bannedReferrers' | 'forbidsPaidTraffic' | 'takesBrowserReports'>> = fc.record({
  expiresAt: fc.constantFrom(null, null, new Date(NOON - 1), new Date(NOON + 1)),
  targeting: fc.array(fc.record({ dimension: fc.constant('country' as const), mode: fc.constantFrom('allow' as const, 'deny' as const), values: fc.uniqueArray(country) }), { maxLength: 1 }),
  landingPages: fc.uniqueArray(fc.record({
    id: fc.uuid(), name: fc.constant('page'), url: fc.webUrl(), weight: fc.constantFrom(0, 1, 100),
    targeting: fc.array(fc.record({ dimension: fc.constant('device' as const), mode: fc.constantFrom('allow' as const, 'deny' as const), values: fc.constant(['mobile']) }), { maxLength: 1 }),
  }), { selector: (one) => one.id, maxLength: 3 }),
  failMode: fc.constantFrom('priority' as const, 'weight' as const), failTargets: fc.uniqueArray(failTarget, { selector: (one) => one.offerId, maxLength: 6 }),
  redirectWhenPaused: fc.boolean(), fallbackUrl: fc.option(fc.constant('https://fallback.example/')),
  blockedSources: fc.array(fc.record({ affiliateId: fc.constantFrom(null, AFFILIATE), sourceId: fc.constantFrom(null, 's1') }), { maxLength: 1 }),
});
const world = fc.record({
  offers: fc.tuple(...OFFER_IDS.map((id) => fc.tuple(routing, fc.constantFrom('active' as const, 'active' as const, 'paused' as const), fc.constantFrom(null, 5)).map(
    ([rules, status, dailyClickCap]) => offerOf(rules, { id, status, dailyClickCap })))),
  strangers: fc.subarray(OFFER_IDS, { maxLength: 3 }), full: fc.subarray(OFFER_IDS, { maxLength: 2 }), active: fc.boolean(),
});
const visit: fc.Arbitrary<VisitFacts> = fc.record({
  country, device: fc.constantFrom('mobile' as const, 'desktop' as const), sourceId: fc.constantFrom(null, 's1'), bot: fc.boolean(), method: fc.constantFrom('GET', 'HEAD'),
  stickiness: fc.integer({ min: 0, max: 0xffff_ffff }), prefetch: fc.boolean(), fetchDest: fc.constantFrom(null, 'document', 'image'),
}).map((facts) => visitOf(facts));

interface Drawn {
  readonly offers: readonly RoutedOffer[];
  readonly strangers: readonly string[];
  readonly full: readonly string[];
  readonly active: boolean;
}

function worldOf(drawn: Drawn): WorldOfOffers {
  const made = new WorldOfOffers(drawn.offers);
  for (const id of drawn.strangers) made.enrolments.set(id, 'rejected');
  for (const id of drawn.full) made.clicks.set(id, 5);
  made.isAffiliateActive = drawn.active;
  return made;
}

const isFail = (reason: string | null): boolean => FAIL_REASONS.some((fail) => fail === reason);

describe('any decision in any world', () => {
  it('is the same every time', () => {
    fc.assert(fc.property(world, visit, (drawn, facts) => {
      const link = linkTo({ offer: drawn.offers[0]! });

      expect(decideVisit(link, facts, worldOf(drawn))).toEqual(decideVisit(link, facts, worldOf(drawn)));
    }));
  });

  it('tries each offer once at most, the link’s own first, and stops', () => {
    fc.assert(fc.property(world, visit, (drawn, facts) => {
      const { steps } = decideVisit(linkTo({ offer: drawn.offers[0]! }), facts, worldOf(drawn));
      const tried = steps.map((step) => step.offer.id);

      expect(tried[0]).toBe(OFFER_IDS[0]);
      expect(new Set(tried).size).toBe(tried.length);
      expect(tried.length).toBeLessThanOrEqual(1 + MAX_HOPS);
      expect(tried.slice(1).some((id) => drawn.strangers.includes(id))).toBe(false);
    }), { numRuns: 500 });
  });

  it('refuses with a reason at every step but a last one that lands, and counts only what nothing speaks against', () => {
    fc.assert(fc.property(world, visit, (drawn, facts) => {
      const { steps, destination } = decideVisit(linkTo({ offer: drawn.offers[0]! }), facts, worldOf(drawn));
      const last = steps.at(-1);

      expect(steps.slice(0, -1).every((step) => isFail(step.reason) && step.landingPageId === null)).toBe(true);
      expect(isFail(last?.reason ?? null)).toBe(destination.kind !== 'landing');
      if (destination.kind === 'landing') expect(destination).toMatchObject({ offer: last?.offer, landingPageId: last?.landingPageId });
      if (last?.reason === null) {
        expect(facts).toMatchObject({ bot: false, prefetch: false, method: 'GET' });
        expect(last.offer).toMatchObject({ status: 'active' });
        expect(drawn).toMatchObject({ active: true });
        expect([...drawn.strangers, ...(last.offer.dailyClickCap === null ? [] : drawn.full)]).not.toContain(last.offer.id);
      }
    }), { numRuns: 500 });
  });

  it('never lands on a page of weight 0, and falls back only to the first offer’s URL', () => {
    fc.assert(fc.property(world, visit, (drawn, facts) => {
      const { destination } = decideVisit(linkTo({ offer: drawn.offers[0]! }), facts, worldOf(drawn));

      if (destination.kind === 'landing' && destination.landingPageId !== null) {
        expect(destination.offer.routing.landingPages.find((one) => one.id === destination.landingPageId)).toMatchObject({ url: destination.url });
        expect(destination.offer.routing.landingPages.find((one) => one.id === destination.landingPageId)?.weight).toBeGreaterThan(0);
      }
      if (destination.kind === 'fallback') expect(destination.url).toBe(drawn.offers[0]?.routing.fallbackUrl);
    }), { numRuns: 500 });
  });

  it('sends a visit nowhere else when an offer is taken away that it did not try', () => {
    fc.assert(fc.property(world, visit, fc.nat(), (drawn, facts, which) => {
      const link = linkTo({ offer: drawn.offers[0]! });
      const before = decideVisit(link, facts, worldOf(drawn));
      const removed = OFFER_IDS[1 + (which % (OFFER_IDS.length - 1))];
      fc.pre(!before.steps.some((step) => step.offer.id === removed));

      expect(decideVisit(link, facts, worldOf({ ...drawn, offers: drawn.offers.filter((offer) => offer.id !== removed) }))).toEqual(before);
    }));
  });
});
