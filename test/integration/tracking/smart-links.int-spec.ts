import { newId, type Uuid } from '@fairlead/kernel';
import { DecideApplication } from '@fairlead/offers';
import { ReadLinks } from '../../../libs/tracking/src/application/read-links.query';
import { ReadSmartLinks } from '../../../libs/tracking/src/application/read-smart-links.query';
import { SetSmartLinkWeights } from '../../../libs/tracking/src/application/set-smart-link-weights.service';
import { type SmartLinkInput, SmartLinks } from '../../../libs/tracking/src/application/smart-links.service';
import { type LinkInput, TakeLink } from '../../../libs/tracking/src/application/take-link.service';
import { UpdateLink } from '../../../libs/tracking/src/application/update-link.service';
import { LinksInProcess, type Tenant } from '../../support/links-in-process';

describe('smart links and links to them', () => {
  let network: LinksInProcess;
  let advertiser: Tenant;
  let other: Tenant;
  let affiliate: Tenant;
  let stranger: Tenant;
  let staff: Tenant;
  let own: Uuid;
  let second: Uuid;
  let foreign: Uuid;

  beforeAll(async () => {
    network = await LinksInProcess.start();
    [advertiser, other, affiliate, stranger, staff] = [
      await network.tenant('advertiser'), await network.tenant('advertiser'), await network.tenant('affiliate'), await network.tenant('affiliate'), await network.tenant('finance'),
    ];
    // Choices of one priority are listed by id.
    [own, second] = [await network.offer(advertiser), await network.offer(advertiser)].sort() as [Uuid, Uuid];
    foreign = await network.offer(other);
    await network.join(affiliate, own);
  });

  afterAll(() => network.close());

  const choice = (offerId: Uuid, weight = 1) => ({ offerId, priority: 0, weight });
  const make = (choices: SmartLinkInput['choices'], who = advertiser) =>
    network.app.get(SmartLinks).create(who.context, { name: 'Best of both', mode: 'weight', fallbackUrl: null, choices });
  const get = (who: Tenant, id: Uuid) => network.app.get(ReadSmartLinks).get(who.context, id);
  const take = (input: Partial<LinkInput>, who = affiliate) =>
    network.app.get(TakeLink).run(who.context, who.id, { offerId: null, subs: {}, sourceId: null, target: null, code: null, ...input });

  it('of an advertiser hold its own offers, and of the network any', async () => {
    await expect(make([choice(own), choice(foreign)])).rejects.toMatchObject({ code: 'smart_link.offer_not_allowed', details: { index: 1 } });
    await expect(make([choice(newId())], staff)).rejects.toMatchObject({ code: 'smart_link.offer_not_allowed' });
    const smartLink = await make([choice(own), choice(second)]);
    await expect(network.app.get(SmartLinks).update(staff.context, smartLink.id, { choices: [choice(foreign)] }, null)).rejects.toMatchObject({ code: 'smart_link.offer_not_allowed' });
    expect(await make([choice(own), choice(foreign)], staff)).toMatchObject({ advertiserId: null, choices: [{ offerId: own }, { offerId: foreign }] });
    // The second layer alone.
    await expect(network.seen(advertiser, `INSERT INTO smart_link_choice VALUES ($1, $2, $3, 0, 1)`, [smartLink.id, foreign, advertiser.id])).rejects.toThrow(/row-level security/);
    await expect(network.seen(other, `INSERT INTO smart_link_choice VALUES ($1, $2, $3, 0, 1)`, [smartLink.id, foreign, other.id])).rejects.toThrow(/fk_smart_link_choice/);
  });

  it('are seen by their owner and the network, and by affiliates with what they may promote of them', async () => {
    const smartLink = await make([choice(own), choice(second)]);
    const networks = await make([choice(second), choice(foreign)], staff);

    expect(await get(advertiser, smartLink.id)).toMatchObject({ choices: [{ offerId: own }, { offerId: second }] });
    expect(await get(affiliate, smartLink.id)).toMatchObject({ name: 'Best of both', choices: [{ offerId: own }] });
    for (const who of [other, stranger]) await expect(get(who, smartLink.id)).rejects.toMatchObject({ code: 'smart_link.not_found' });
    for (const who of [advertiser, affiliate]) await expect(get(who, networks.id)).rejects.toMatchObject({ code: 'smart_link.not_found' });
    expect((await network.app.get(ReadSmartLinks).list(affiliate.context, { before: null, limit: 100 })).map((one) => one.id)).not.toContain(networks.id);
    expect((await network.app.get(ReadSmartLinks).list(staff.context, { before: null, limit: 100 })).map((one) => one.id)).toEqual(expect.arrayContaining([smartLink.id, networks.id]));
    for (const who of [other, stranger]) {
      expect(await network.seen(who, 'SELECT * FROM smart_link WHERE id = $1', [smartLink.id])).toEqual([]);
      expect(await network.seen(who, 'SELECT * FROM smart_link_choice WHERE smart_link_id = $1', [smartLink.id])).toEqual([]);
    }
    expect(await network.seen(affiliate, 'SELECT offer_id FROM smart_link_choice WHERE smart_link_id = $1', [smartLink.id])).toEqual([{ offerId: own }]);
  });

  it('are changed by their owner alone, and not over somebody else’s change', async () => {
    const smartLink = await make([choice(own)]);
    const update = (who: Tenant, name: string, ifVersion: number | null = null) => network.app.get(SmartLinks).update(who.context, smartLink.id, { name }, ifVersion);

    for (const who of [other, affiliate]) await expect(update(who, 'stolen')).rejects.toMatchObject({ code: 'smart_link.not_found' });
    const answers = await Promise.allSettled([update(advertiser, 'a', 1), update(staff, 'b', 1)]);
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
    expect(answers.find((answer) => answer.status === 'rejected')).toMatchObject({ reason: { code: 'smart_link.changed' } });
    await network.app.get(SmartLinks).setStatus(advertiser.context, smartLink.id, 'paused');
    expect(await network.app.get(SmartLinks).setStatus(advertiser.context, smartLink.id, 'paused')).toMatchObject({ status: 'paused', version: 3 });
    expect(await get(advertiser, smartLink.id)).toMatchObject({ status: 'paused', version: 3, choices: [{ offerId: own }] });
  });

  it('have their weights set on their own', async () => {
    const smartLink = await make([choice(own, 10), choice(second, 20)]);
    const setWeights = (weights: [Uuid, number][], ifVersion: number | null = null, who = advertiser) =>
      network.app.get(SetSmartLinkWeights).run(who.context, smartLink.id, new Map(weights), ifVersion);

    expect(await setWeights([[second, 0]], 1)).toMatchObject({ version: 2, choices: [{ offerId: own, weight: 10 }, { offerId: second, weight: 0 }] });
    expect(await setWeights([[second, 0]])).toMatchObject({ version: 2 });
    await expect(setWeights([[own, 5]], 1)).rejects.toMatchObject({ code: 'smart_link.changed' });
    await expect(setWeights([[foreign, 5]])).rejects.toMatchObject({ code: 'smart_link.offer_not_in_it' });
    await expect(setWeights([[own, 5]], null, other)).rejects.toMatchObject({ code: 'smart_link.not_found' });
    await expect(setWeights([[own, 10_001]])).rejects.toThrow(/ck_smart_link_choice_bounds/);
    expect(await network.sql(`SELECT details -> 'version' AS version FROM audit_event WHERE action = 'smart_link.weights_set' AND subject_id = $1`, [smartLink.id])).toEqual([{ version: 2 }]);
  });

  it('take links of affiliates that promote one of their offers', async () => {
    const smartLink = await make([choice(own), choice(second)]);
    const link = await take({ smartLinkId: smartLink.id, label: 'Sidebar', creativeId: 'banner-1' });

    expect(link).toMatchObject({ offerId: null, smartLinkId: smartLink.id, enrolmentId: null, advertiserId: advertiser.id, label: 'Sidebar', creativeId: 'banner-1', domainHost: null });
    await expect(take({ smartLinkId: smartLink.id }, stranger)).rejects.toMatchObject({ code: 'smart_link.not_found' });
    await expect(take({ smartLinkId: smartLink.id, target: 'https://shop.example/' })).rejects.toMatchObject({ code: 'link.deep_link_not_allowed' });
    await expect(take({})).rejects.toMatchObject({ code: 'link.aim_unclear' });
    await expect(take({ smartLinkId: smartLink.id, offerId: own })).rejects.toMatchObject({ code: 'link.aim_unclear' });
    await expect(network.sql(`UPDATE link SET offer_id = $2 WHERE id = $1`, [link.id, own])).rejects.toThrow(/ck_link_aim/);
    const listed = (who: Tenant) => network.app.get(ReadLinks).list(who.context, { before: null, limit: 100, smartLinkId: smartLink.id });
    expect((await listed(advertiser)).map((one) => one.id)).toEqual([link.id]);
    expect(await listed(other)).toEqual([]);
    expect(await listed(stranger)).toEqual([]);
  });

  it('are lost to an affiliate with its last enrolment', async () => {
    const leaver = await network.tenant('affiliate');
    await network.join(leaver, second);
    const smartLink = await make([choice(second)]);
    await get(leaver, smartLink.id);
    const [enrolment] = await network.sql<{ id: Uuid }>(`SELECT id FROM enrolment WHERE affiliate_id = $1`, [leaver.id]);
    await network.app.get(DecideApplication).run(advertiser.context, enrolment!.id, 'rejected', 'No longer');

    await expect(get(leaver, smartLink.id)).rejects.toMatchObject({ code: 'smart_link.not_found' });
  });

  it('leave links to offers as they were, with a label that can be changed and searched', async () => {
    const link = await take({ offerId: own, label: 'Spring Newsletter' });
    const change = (who: Tenant, label: string | null) => network.app.get(UpdateLink).run(who.context, who.id, link.id, { label });
    const find = (label: string) => network.app.get(ReadLinks).list(affiliate.context, { before: null, limit: 100, label, status: 'active' });

    expect(link).toMatchObject({ offerId: own, smartLinkId: null, advertiserId: advertiser.id });
    expect((await find('NEWSletter')).map((one) => one.id)).toEqual([link.id]);
    expect(await find('100%_')).toEqual([]);
    await expect(change(stranger, 'stolen')).rejects.toMatchObject({ code: 'link.not_found' });
    expect(await change(affiliate, null)).toMatchObject({ label: null, creativeId: null });
  });
});
