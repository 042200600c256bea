import { newId, type Uuid } from '@fairlead/kernel';
import { MoveOffer, SetOfferRouting } from '@fairlead/offers';
import { DEFAULT_ROUTING } from '@fairlead/offers/contracts';
import { ReadOfferRouting } from '../../../libs/offers/src/application/read-offer-routing.query';
import type { RoutingInput } from '../../../libs/offers/src/domain/routing-document';
import { LinksInProcess, type Tenant } from '../../support/links-in-process';

const plain: RoutingInput = { ...DEFAULT_ROUTING };

describe('how an offer’s traffic is routed', () => {
  let network: LinksInProcess;
  let advertiser: Tenant;
  let other: Tenant;
  let affiliate: Tenant;
  let staff: Tenant;
  let offerId: Uuid;

  beforeAll(async () => {
    network = await LinksInProcess.start();
    [advertiser, other, affiliate, staff] = [await network.tenant('advertiser'), await network.tenant('advertiser'), await network.tenant('affiliate'), await network.tenant('finance')];
  });

  beforeEach(async () => {
    offerId = await network.offer(advertiser);
  });

  afterAll(() => network.close());

  const set = (input: Partial<RoutingInput>, ifVersion: number | null = null, who = advertiser) =>
    network.app.get(SetOfferRouting).run(who.context, offerId, { ...plain, ...input }, ifVersion);
  const current = (who: Tenant) => network.app.get(ReadOfferRouting).current(who.context, offerId);

  it('has the defaults until it is set, and every version afterwards', async () => {
    expect(await current(advertiser)).toEqual(DEFAULT_ROUTING);

    await set({ expiresAt: new Date('2026-05-01T00:00:00.123Z'), targeting: [{ dimension: 'os', mode: 'allow', values: ['iOS', 'ios'] }] });
    const second = await set({ fallbackUrl: 'https://fallback.example/{sub1}' });

    expect(second).toEqual({ ...DEFAULT_ROUTING, version: 2, fallbackUrl: 'https://fallback.example/{sub1}' });
    expect(await current(advertiser)).toEqual(second);
    const history = await network.app.get(ReadOfferRouting).history(advertiser.context, offerId, { before: null, limit: 10 });
    expect(history.map((version) => version.routing.version)).toEqual([2, 1]);
    expect(history[1]?.routing).toMatchObject({ expiresAt: new Date('2026-05-01T00:00:00.123Z'), targeting: [{ values: ['ios'] }] });
    expect(await network.app.get(ReadOfferRouting).history(advertiser.context, offerId, { before: history[0]!.id, limit: 10 })).toHaveLength(1);
  });

  it('refuses a change of what somebody else has changed meanwhile', async () => {
    const answers = await Promise.allSettled(Array.from({ length: 8 }, (_, index) => set({ fallbackUrl: `https://fallback.example/${index}` }, 0)));

    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
    for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'offer.routing_changed', details: { version: 1 } });
  });

  it('keeps versions in order when nobody looks', async () => {
    await Promise.all(Array.from({ length: 8 }, () => set({})));

    expect((await current(advertiser)).version).toBe(8);
  });

  it('gives landing pages ids, and keeps those that come back', async () => {
    const page = { id: null, name: 'A', url: 'https://shop.example/a', weight: 1, targeting: [] };
    const [first] = (await set({ landingPages: [page] })).landingPages;
    const both = await set({ landingPages: [{ ...page, id: first!.id, weight: 9 }, { ...page, name: 'B' }] });
    await set({ landingPages: [] });

    expect(both.landingPages.map((one) => [one.name, one.weight, one.id === first!.id])).toEqual([['A', 9, true], ['B', 1, false]]);
    expect((await set({ landingPages: [first!] })).landingPages[0]?.id).toBe(first!.id);
    await expect(set({ landingPages: [page, { ...page, id: newId() }] })).rejects.toMatchObject({ code: 'offer.landing_page_unknown', details: { index: 1 } });
  });

  it('sends fail traffic to offers of the same advertiser; staff join any, and the advertiser may keep what they joined', async () => {
    const to = (id: Uuid) => ({ failTargets: [{ offerId: id, priority: 0, weight: 1, reasons: [] }] });
    const [own, foreign] = [await network.offer(advertiser), await network.offer(other)];

    await expect(set(to(foreign))).rejects.toMatchObject({ code: 'offer.fail_target_not_allowed' });
    await expect(set(to(offerId))).rejects.toMatchObject({ code: 'offer.fail_target_not_allowed' });
    await expect(set(to(newId()))).rejects.toMatchObject({ code: 'offer.fail_target_not_allowed' });
    await expect(set(to(newId()), null, staff)).rejects.toMatchObject({ code: 'offer.fail_target_not_allowed' });
    expect(await set(to(own))).toMatchObject({ failTargets: [{ offerId: own }] });
    expect(await set(to(foreign), null, staff)).toMatchObject({ failTargets: [{ offerId: foreign }] });
    expect(await set(to(foreign))).toMatchObject({ failTargets: [{ offerId: foreign }] });
  });

  it('is nobody else’s to read or change, in either layer', async () => {
    await set({ blockedSources: [{ affiliateId: null, sourceId: 'secret' }] });

    await expect(set({}, null, other)).rejects.toMatchObject({ code: 'offer.not_found' });
    await expect(set({}, null, affiliate)).rejects.toMatchObject({ code: 'offer.not_found' });
    await expect(current(other)).rejects.toMatchObject({ code: 'offer.not_found' });
    for (const stranger of [other, affiliate]) expect(await network.seen(stranger, 'SELECT * FROM offer_routing')).toEqual([]);
    await expect(network.seen(other, `INSERT INTO offer_routing SELECT gen_random_uuid(), $1, $2, 99, '{}', 'x', now()`, [offerId, advertiser.id])).rejects.toThrow(/row-level security/);
    // An affiliate may know what concerns its traffic; what of it is shown is the edge's to say.
    expect(await current(affiliate)).toMatchObject({ version: 1 });
  });

  it('never changes a version, and nothing of an archived offer', async () => {
    await set({});

    await expect(network.sql(`UPDATE offer_routing SET version = 9`)).rejects.toThrow(/insert-only/);
    await expect(network.sql(`DELETE FROM offer_routing`)).rejects.toThrow(/insert-only/);
    await network.app.get(MoveOffer).run(advertiser.context, offerId, 'archived');
    await expect(set({})).rejects.toMatchObject({ code: 'offer.archived' });
  });
});
