import { newId } from '@fairlead/kernel';
import type { FailTarget, LandingPage, OfferRouting, TargetingRule } from '@fairlead/offers/contracts';
import { AFFILIATE, linkTo, NOON, offerOf, visitOf, WorldOfOffers } from '../../../../test/support/routing-world';
import { decideVisit } from './decide-visit';
import type { RoutedLink, RoutedOffer, VisitFacts } from './routing';
import { MAX_HOPS } from './waterfall';

function page(name: string, more: Partial<LandingPage> = {}): LandingPage {
  return { id: newId(), name, url: `https://shop.example/${name}`, weight: 100, targeting: [], ...more };
}

function target(offer: RoutedOffer, more: Partial<FailTarget> = {}): FailTarget {
  return { offerId: offer.id, priority: 0, weight: 100, reasons: [], ...more };
}

const allow = (dimension: TargetingRule['dimension'], ...values: string[]): TargetingRule => ({ dimension, mode: 'allow', values });
const deny = (dimension: TargetingRule['dimension'], ...values: string[]): TargetingRule => ({ dimension, mode: 'deny', values });

/** The decision of a visit to one offer, without a waterfall: its reason and where it goes. */
function decide(offer: RoutedOffer, visit: Partial<VisitFacts> = {}, link: Partial<RoutedLink> = {}, world = new WorldOfOffers([offer])) {
  const { steps, destination } = decideVisit(linkTo({ offer }, link), visitOf(visit), world);
  return { reason: steps.at(-1)?.reason, kind: destination.kind, url: 'url' in destination ? destination.url : null };
}

describe('decision on one offer', () => {
  it('counts a plain click and sends it to the landing URL', () => {
    expect(decide(offerOf())).toEqual({ reason: null, kind: 'landing', url: 'https://shop.example/' });
  });

  it.each<[string, Partial<OfferRouting>, Partial<RoutedOffer>]>([
    ['paused', {}, { status: 'paused' }], ['paused', {}, { status: 'draft' }], ['paused', {}, { status: 'archived' }], ['paused', {}, { advertiserActive: false }],
    ['expired', { expiresAt: new Date(NOON) }, {}],
    ['source_blocked', { blockedSources: [{ affiliateId: AFFILIATE, sourceId: null }] }, {}],
    ['source_blocked', { blockedSources: [{ affiliateId: null, sourceId: 'bad' }] }, {}],
    ['source_blocked', { blockedSources: [{ affiliateId: newId(), sourceId: null }, { affiliateId: AFFILIATE, sourceId: 'bad' }] }, {}],
    ['cap', {}, { dailyClickCap: 7 }], ['targeting', { targeting: [allow('country', 'US')] }, {}],
  ])('refuses: %s', (reason, routing, fields) => {
    const offer = offerOf(routing, fields);
    const world = new WorldOfOffers([offer]);
    world.clicks.set(offer.id, 7);

    expect(decide(offer, { sourceId: 'bad', bot: true }, {}, world)).toEqual({ reason, kind: 'neutral_page', url: null });
  });

  it.each<[string, Partial<OfferRouting>, Partial<RoutedOffer>]>([
    ['one millisecond before the end', { expiresAt: new Date(NOON + 1) }, {}], ['one click below the cap', {}, { dailyClickCap: 8 }],
    ['another source', { blockedSources: [{ affiliateId: AFFILIATE, sourceId: 'other' }, { affiliateId: newId(), sourceId: 'bad' }] }, {}],
    ['a block of nothing', { blockedSources: [{ affiliateId: null, sourceId: null }] }, {}],
  ])('takes: %s', (_name, routing, fields) => {
    const offer = offerOf(routing, fields);
    const world = new WorldOfOffers([offer]);
    world.clicks.set(offer.id, 7);

    expect(decide(offer, {}, { sourceId: 'bad' }, world)).toMatchObject({ reason: null, kind: 'landing' });
  });

  it.each(['pending', 'rejected', null] as const)('refuses an affiliate whose enrolment is %s', (status) => {
    const offer = offerOf();
    const world = new WorldOfOffers([offer]);
    world.enrolments.set(offer.id, status);

    expect(decide(offer, {}, {}, world)).toMatchObject({ reason: 'not_enrolled', kind: 'neutral_page' });
  });

  it('refuses a suspended affiliate', () => {
    const offer = offerOf();
    const world = new WorldOfOffers([offer]);
    world.isAffiliateActive = false;

    expect(decide(offer, {}, {}, world)).toMatchObject({ reason: 'affiliate_suspended' });
  });

  it.each<[string, Partial<VisitFacts>]>([
    ['head_request', { method: 'HEAD', prefetch: true }], ['prefetch', { prefetch: true, bot: true }], ['bot', { bot: true, fetchDest: 'image' }],
    ['image_click', { fetchDest: 'image' }], ['image_click', { fetchDest: 'iframe' }], ['image_click', { fetchDest: 'script' }], ['image_click', { fetchDest: 'style' }],
    ['image_click', { fetchDest: 'embed' }], ['image_click', { fetchDest: 'object' }], ['image_click', { fetchDest: 'empty' }],
    ['data_centre', { dataCentre: true, flooding: true }], ['flooding', { flooding: true, impossibleClient: true }],
    ['impossible_client', { impossibleClient: true, referrerHost: 'spam.example' }], ['referrer_banned', { referrerHost: 'spam.example' }], ['referrer_banned', { referrerHost: 'a.b.spam.example' }],
  ])('lands, and does not count: %s', (reason, visit) => {
    expect(decide(offerOf({ bannedReferrers: ['spam.example'] }), visit)).toEqual({ reason, kind: 'landing', url: 'https://shop.example/' });
  });

  it.each<[string, Partial<VisitFacts>]>([
    ['no Sec-Fetch-Dest', { fetchDest: null }], ['no referrer', { referrerHost: null }], ['a host that only ends alike', { referrerHost: 'notspam.example' }],
  ])('counts: %s', (_name, visit) => {
    expect(decide(offerOf({ bannedReferrers: ['spam.example'] }), visit)).toMatchObject({ reason: null });
  });

  it('records nothing for a disabled link or one that leads nowhere', () => {
    const offer = offerOf();

    for (const link of [linkTo({ offer }, { active: false }), linkTo(null), linkTo({ offer: offerOf() }), linkTo(null, { smartLinkId: newId() })]) {
      expect(decideVisit(link, visitOf(), new WorldOfOffers([offer]))).toEqual({ steps: [], destination: { kind: 'neutral_page' } });
    }
  });
});

describe('targeting', () => {
  it.each<[TargetingRule, Partial<VisitFacts>]>([
    [allow('country', 'AT', 'DE'), {}], [allow('region', 'BY'), {}], [allow('region', 'DE-BY'), {}], [deny('region', 'US-BY'), {}], [allow('device', 'mobile'), {}],
    [allow('os', 'ios'), {}], [allow('browser', 'mobile safari'), {}], [allow('language', 'de'), {}], [allow('weekday', '3'), {}], [allow('hour', '13'), {}],
    [allow('referrer', 'blog.example'), { referrerHost: 'm.blog.example' }], [allow('source_id', 'feed'), { sourceId: 'feed' }], [allow('sub3', 'x'), { subs: { sub3: 'x' } }],
    [deny('country', 'US'), {}], [deny('sub1', 'x'), {}], [deny('os', 'ios'), { os: null }], [deny('browser', 'chrome'), { browser: null }], [deny('language', 'de'), { language: null }],
  ])('lets through: %j', (rule, visit) => {
    expect(decide(offerOf({ targeting: [rule], timeZone: 'Europe/Berlin' }), visit)).toMatchObject({ reason: null });
  });

  it.each<[TargetingRule, Partial<VisitFacts>]>([
    [allow('country', 'US'), {}], [allow('country', 'DE'), { country: null }], [allow('region', 'BY'), { region: null }], [allow('region', 'AT-BY'), {}], [deny('country', 'DE'), {}],
    [deny('device', 'mobile'), {}], [allow('weekday', '4'), {}], [deny('hour', '13'), {}], [deny('referrer', 'blog.example'), {}], [allow('referrer', 'blog.example'), { referrerHost: null }],
    [allow('source_id', 'feed'), {}], [deny('sub10', 'x'), { subs: { sub10: 'x' } }], [allow('os', 'ios'), { os: null }],
  ])('refuses: %j', (rule, visit) => {
    expect(decide(offerOf({ targeting: [rule], timeZone: 'Europe/Berlin' }), visit)).toMatchObject({ reason: 'targeting' });
  });

  it('takes the labels of the link where the visit has none', () => {
    const offer = offerOf({ targeting: [allow('sub1', 'a'), allow('source_id', 's')] });

    expect(decide(offer, {}, { subs: { sub1: 'a' }, sourceId: 's' })).toMatchObject({ reason: null });
    expect(decide(offer, { subs: { sub1: 'b' } }, { subs: { sub1: 'a' }, sourceId: 's' })).toMatchObject({ reason: 'targeting' });
  });

  it('wants every rule to let the visit through', () => {
    expect(decide(offerOf({ targeting: [allow('country', 'DE'), deny('device', 'mobile')] }))).toMatchObject({ reason: 'targeting' });
  });
});

describe('landing pages', () => {
  it('prefers pages whose rules name the visit to pages for all', () => {
    const offer = offerOf({ landingPages: [page('all', { weight: 10_000 }), page('de', { weight: 1, targeting: [allow('country', 'DE')] }), page('us', { targeting: [allow('country', 'US')] })] });

    for (let stickiness = 0; stickiness < 200; stickiness += 1) expect(decide(offer, { stickiness }).url).toBe('https://shop.example/de');
    expect(decide(offer, { country: 'FR' }).url).toBe('https://shop.example/all');
  });

  it('never takes a page of weight 0, and the landing URL when no page fits', () => {
    const offer = offerOf({ landingPages: [page('off', { weight: 0 }), page('us', { targeting: [allow('country', 'US')] })] });

    for (let stickiness = 0; stickiness < 200; stickiness += 1) expect(decide(offer, { stickiness }).url).toBe('https://shop.example/');
  });

  it('shares visitors out by weight, each always to the same page', () => {
    const offer = offerOf({ landingPages: [page('a', { weight: 3 }), page('b', { weight: 1 })] });
    const seen = Array.from({ length: 8_000 }, (_, index) => decide(offer, { stickiness: Math.imul(index, 0x9e37_79b1) >>> 0 }).url);

    expect(seen.filter((url) => url?.endsWith('/a')).length / seen.length).toBeCloseTo(0.75, 1);
    expect(decide(offer, { stickiness: 42 })).toEqual(decide(offer, { stickiness: 42, country: 'US', nowMs: NOON + 1 }));
  });

  it('names the page in the step and the destination', () => {
    const only = page('only');
    const offer = offerOf({ landingPages: [only] });
    const decision = decideVisit(linkTo({ offer }), visitOf(), new WorldOfOffers([offer]));

    expect(decision).toEqual({ steps: [{ offer, landingPageId: only.id, reason: null }], destination: { kind: 'landing', offer, url: only.url, landingPageId: only.id } });
  });
});

describe('deep links', () => {
  const hosts = { deepLinkHosts: ['shop.example'] };

  it.each<[string, string | null, string | null, string]>([
    ['the visit’s', 'https://shop.example/visit', 'https://shop.example/link', 'https://shop.example/visit'], ['the link’s', null, 'https://shop.example/link', 'https://shop.example/link'],
    ['the link’s, when the visit’s is not allowed', 'https://evil.example/', 'https://shop.example/link', 'https://shop.example/link'],
    ['the landing page, when neither is allowed', 'https://evil.example/', 'https://evil.example/', 'https://shop.example/page'], ['the landing page, when there is none', null, null, 'https://shop.example/page'],
  ])('takes %s', (_name, to, linked, url) => {
    const offer = offerOf({ landingPages: [page('page')] }, hosts);

    expect(decide(offer, { to }, { target: linked })).toMatchObject({ url });
  });

  it('checks the link’s own anew when the offer’s hosts have changed', () => {
    const [before, after] = [offerOf({}, hosts), offerOf({}, { deepLinkHosts: ['other.example'] })];
    const link = linkTo({ offer: before }, { target: 'https://shop.example/link' });
    const goesTo = (offer: RoutedOffer) => decideVisit({ ...link, offerId: offer.id }, visitOf(), new WorldOfOffers([offer])).destination;
    const same = { ...after, id: before.id };

    expect(goesTo(before)).toMatchObject({ url: 'https://shop.example/link', landingPageId: null });
    expect(decideVisit(link, visitOf(), new WorldOfOffers([before])).destination).toMatchObject({ url: 'https://shop.example/link' });
    expect(decideVisit(link, visitOf(), new WorldOfOffers([before])).destination).toMatchObject({ url: 'https://shop.example/link' });
    expect(decideVisit(link, visitOf(), new WorldOfOffers([same])).destination).toMatchObject({ url: 'https://shop.example/' });
  });

  it('allows none on an offer without hosts', () => {
    expect(decide(offerOf(), { to: 'https://shop.example/visit' })).toMatchObject({ url: 'https://shop.example/' });
  });
});

describe('waterfall', () => {
  it('passes fail traffic on by priority, and records every offer that was tried', () => {
    const [second, third] = [offerOf({}, { status: 'paused' }), offerOf({}, { landingUrl: 'https://third.example/' })];
    const first = offerOf({ targeting: [allow('country', 'US')], failTargets: [target(third, { priority: 2 }), target(second, { priority: 1 })] });
    const { steps, destination } = decideVisit(linkTo({ offer: first }), visitOf({ bot: true }), new WorldOfOffers([first, second, third]));

    expect(steps.map((step) => [step.offer.id, step.reason])).toEqual([[first.id, 'targeting'], [second.id, 'paused'], [third.id, 'bot']]);
    expect(destination).toMatchObject({ kind: 'landing', url: 'https://third.example/' });
  });

  it('asks what refused for its own targets, once the first offer’s are used up', () => {
    const fourth = offerOf({}, { landingUrl: 'https://fourth.example/' });
    const third = offerOf({ expiresAt: new Date(0) });
    const second = offerOf({ expiresAt: new Date(0), failTargets: [target(fourth)] });
    const first = offerOf({ expiresAt: new Date(0), failTargets: [target(second), target(third, { priority: 1 })] });
    const { steps } = decideVisit(linkTo({ offer: first }), visitOf(), new WorldOfOffers([first, second, third, fourth]));

    expect(steps.map((step) => step.offer.id)).toEqual([first.id, second.id, third.id, fourth.id]);
  });

  it('sends on only for the reasons that a target names', () => {
    const other = offerOf();
    const first = offerOf({ expiresAt: new Date(0), failTargets: [target(other, { reasons: ['cap', 'targeting'] })], fallbackUrl: 'https://fallback.example/{sub1}' });

    expect(decide(first, {}, {}, new WorldOfOffers([first, other]))).toEqual({ reason: 'expired', kind: 'fallback', url: 'https://fallback.example/{sub1}' });
  });

  it('leaves the traffic of a paused offer alone unless told otherwise', () => {
    const other = offerOf();
    const paused = (redirectWhenPaused: boolean) => offerOf({ failTargets: [target(other)], redirectWhenPaused }, { status: 'paused' });
    const [no, yes] = [paused(false), paused(true)];

    expect(decide(no, {}, {}, new WorldOfOffers([no, other]))).toMatchObject({ reason: 'paused', kind: 'neutral_page' });
    expect(decide(yes, {}, {}, new WorldOfOffers([yes, other]))).toMatchObject({ reason: null, kind: 'landing' });
  });

  it('does not try an offer that is unknown or in which the affiliate is not enrolled', () => {
    const [stranger, unknown] = [offerOf(), offerOf()];
    const first = offerOf({ expiresAt: new Date(0), failTargets: [target(stranger), target(unknown)] });
    const world = new WorldOfOffers([first, stranger]);
    world.enrolments.set(stranger.id, 'pending');

    expect(decideVisit(linkTo({ offer: first }), visitOf(), world).steps).toHaveLength(1);
  });

  it('tries nothing for a suspended affiliate', () => {
    const other = offerOf();
    const first = offerOf({ failTargets: [target(other)] });
    const world = new WorldOfOffers([first, other]);
    world.isAffiliateActive = false;

    expect(decideVisit(linkTo({ offer: first }), visitOf(), world)).toMatchObject({ steps: [{ reason: 'affiliate_suspended' }], destination: { kind: 'neutral_page' } });
  });

  it('stops in a circle and after the most hops', () => {
    const expiresAt = new Date(0);
    const ring: RoutedOffer[] = Array.from({ length: 3 }, () => offerOf());
    const circle = ring.map((offer, index) => ({ ...offer, routing: { ...offer.routing, expiresAt, failTargets: [target(ring[(index + 1) % ring.length]!)] } }));
    const many = Array.from({ length: 20 }, () => offerOf({ expiresAt }));
    const first = offerOf({ expiresAt, failTargets: many.map((offer, index) => target(offer, { priority: index })) });

    expect(decideVisit(linkTo({ offer: circle[0]! }), visitOf(), new WorldOfOffers(circle)).steps).toHaveLength(3);
    expect(decideVisit(linkTo({ offer: first }), visitOf(), new WorldOfOffers([first, ...many])).steps).toHaveLength(1 + MAX_HOPS);
  });
});

describe('smart links', () => {
  const smart = (choices: { offer: RoutedOffer; priority?: number; weight?: number }[], more: object = {}) => ({
    id: newId(), status: 'active' as const, mode: 'priority' as const, fallbackUrl: null, ...more,
    choices: choices.map(({ offer, priority = 0, weight = 1 }) => ({ offerId: offer.id, priority, weight })),
  });

  it('takes the first offer that takes the visit, and records that one alone', () => {
    const [us, world] = [offerOf({ targeting: [allow('country', 'US')] }), offerOf()];
    const smartLink = smart([{ offer: us }, { offer: world, priority: 1 }]);

    expect(decideVisit(linkTo({ smartLink }), visitOf(), new WorldOfOffers([us, world], [smartLink]))).toMatchObject({ steps: [{ offer: { id: world.id }, reason: null }], destination: { kind: 'landing' } });
  });

  it('records the first reason when none takes it, and goes to its own fallback', () => {
    const [first, second] = [offerOf({ expiresAt: new Date(0), fallbackUrl: 'https://not-this.example/' }), offerOf({}, { status: 'paused' })];
    const smartLink = smart([{ offer: first }, { offer: second, priority: 1 }], { fallbackUrl: 'https://fallback.example/' });

    expect(decideVisit(linkTo({ smartLink }), visitOf(), new WorldOfOffers([first, second], [smartLink]))).toEqual({
      steps: [{ offer: first, landingPageId: null, reason: 'expired' }], destination: { kind: 'fallback', url: 'https://fallback.example/' },
    });
  });

  it('passes over unknown offers and strangers, and sticks to one choice per visitor', () => {
    const [mine, other, stranger] = [offerOf(), offerOf(), offerOf()];
    const smartLink = smart([{ offer: mine, weight: 50 }, { offer: other, weight: 50 }, { offer: stranger, weight: 9_999 }, { offer: offerOf(), weight: 9_999 }], { mode: 'weight' });
    const world = new WorldOfOffers([mine, other, stranger], [smartLink]);
    world.enrolments.set(stranger.id, null);
    const chosen = Array.from({ length: 2_000 }, (_, index) => decideVisit(linkTo({ smartLink }), visitOf({ stickiness: Math.imul(index, 0x9e37_79b1) >>> 0 }), world).steps[0]?.offer.id);

    expect(new Set(chosen)).toEqual(new Set([mine.id, other.id]));
    expect(chosen.filter((id) => id === mine.id).length / chosen.length).toBeCloseTo(0.5, 1);
  });

  it('does nothing while it is paused', () => {
    const offer = offerOf();
    const smartLink = smart([{ offer }], { status: 'paused' });

    expect(decideVisit(linkTo({ smartLink }), visitOf(), new WorldOfOffers([offer], [smartLink]))).toEqual({ steps: [], destination: { kind: 'neutral_page' } });
  });
});
