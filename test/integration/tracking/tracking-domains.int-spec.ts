import { DAY_MS, HOUR_MS, type Uuid } from '@fairlead/kernel';
import { ReadLinks } from '../../../libs/tracking/src/application/read-links.query';
import { TakeLink } from '../../../libs/tracking/src/application/take-link.service';
import { type DomainDefaults, TrackingDomains } from '../../../libs/tracking/src/application/tracking-domains.service';
import { UpdateLink } from '../../../libs/tracking/src/application/update-link.service';
import { VerifyTrackingDomain } from '../../../libs/tracking/src/application/verify-tracking-domain.service';
import { RecheckTrackingDomainsTask } from '../../../libs/tracking/src/jobs/recheck-tracking-domains.task';
import type { TrackingDomainView } from '../../../libs/tracking/src/persistence/tracking-domains.repository';
import { LinksInProcess, type Tenant } from '../../support/links-in-process';

const plain: DomainDefaults = { defaultLinkId: null, fallbackUrl: null, forceHttps: true };

describe('tracking domains', () => {
  let network: LinksInProcess;
  let advertiser: Tenant;
  let other: Tenant;
  let affiliate: Tenant;
  let stranger: Tenant;
  let staff: Tenant;
  let hosts = 0;

  beforeAll(async () => {
    network = await LinksInProcess.start();
    [advertiser, other, affiliate, stranger, staff] = [
      await network.tenant('advertiser'), await network.tenant('advertiser'), await network.tenant('affiliate'), await network.tenant('affiliate'), await network.tenant('finance'),
    ];
  });

  beforeEach(() => {
    network.txt.isAway = false;
    hosts += 1;
  });

  afterAll(() => network.close());

  const add = (who = advertiser, host = `go${hosts}.shop.example`, defaults: Partial<DomainDefaults> = {}) => network.app.get(TrackingDomains).add(who.context, host, { ...plain, ...defaults });
  const publish = (domain: TrackingDomainView) => network.txt.records.set(`_fairlead.${domain.host}`, ['v=spf1 -all', `fairlead-domain=${domain.token}`]);
  const verify = (domain: TrackingDomainView, who = advertiser) => network.app.get(VerifyTrackingDomain).run(who.context, domain.id);
  const statusOf = async (domain: TrackingDomainView) => (await network.app.get(TrackingDomains).get(staff.context, domain.id)).status;
  const recheck = () => network.app.get(RecheckTrackingDomainsTask).run();

  async function verified(who = advertiser, host = `go${hosts}.shop.example`): Promise<TrackingDomainView> {
    const domain = await add(who, host);
    publish(domain);
    return verify(domain, who);
  }

  it('are kept in lower case and punycode, and never the network’s own host', async () => {
    expect(await add(advertiser, 'Go.BÜCHER.example')).toMatchObject({ host: 'go.xn--bcher-kva.example', status: 'pending' });
    for (const host of ['127.0.0.1', 'localhost', 'a b.example', 'go.example:8080', 'go.example/x', 'user@go.example', '*.example', '-a.example.', '[::1]', '2130706433', 'go.example.']) {
      await expect(add(advertiser, host)).rejects.toMatchObject({ code: 'tracking_domain.host_invalid' });
    }
    for (const host of ['track.network.example', 'a.track.network.example']) await expect(add(advertiser, host)).rejects.toMatchObject({ code: 'tracking_domain.host_reserved' });
  });

  it('are verified by a TXT record, and not before', async () => {
    const domain = await add();

    await expect(verify(domain)).rejects.toMatchObject({
      code: 'tracking_domain.not_proven', details: { record_name: `_fairlead.${domain.host}`, record_value: `fairlead-domain=${domain.token}` },
    });
    network.txt.records.set(`_fairlead.${domain.host}`, [`fairlead-domain=${domain.token}x`]);
    await expect(verify(domain)).rejects.toMatchObject({ code: 'tracking_domain.not_proven' });
    network.txt.isAway = true;
    await expect(verify(domain)).rejects.toMatchObject({ code: 'tracking_domain.lookup_failed', kind: 'unavailable' });
    network.txt.isAway = false;
    publish(domain);
    expect(await verify(domain)).toMatchObject({ status: 'verified', verifiedAt: network.clock.now(), checkedAt: network.clock.now() });
    network.txt.records.clear();
    await expect(verify(domain)).rejects.toMatchObject({ code: 'tracking_domain.not_proven' });
    expect(await statusOf(domain)).toBe('verified');
  });

  it('may be claimed by several, and proven by one', async () => {
    const [first, second] = [await add(advertiser), await add(other)];
    await expect(add(advertiser)).rejects.toMatchObject({ code: 'tracking_domain.exists' });
    publish(second);
    await expect(verify(first)).rejects.toMatchObject({ code: 'tracking_domain.not_proven' });
    await verify(second, other);
    publish(first);

    await expect(verify(first)).rejects.toMatchObject({ code: 'tracking_domain.host_taken' });
    await network.app.get(TrackingDomains).remove(other.context, second.id);
    expect(await verify(first)).toMatchObject({ status: 'verified' });
  });

  it('are their owner’s, and seen verified by who may publish links with them', async () => {
    const [domain, networks, pending] = [await verified(), await verified(staff, `net${hosts}.example`), await add(advertiser, `pending${hosts}.example`)];
    const offerId = await network.offer(advertiser);
    await network.join(affiliate, offerId);
    const listed = async (who: Tenant) => (await network.app.get(TrackingDomains).list(who.context, { before: null, limit: 100 })).map((one) => one.id);
    const seen = async (who: Tenant) => (await network.seen(who, 'SELECT id FROM tracking_domain')).map((row) => row['id']);

    for (const who of [other, stranger, affiliate]) {
      if (who.context.scope === 'advertiser') await expect(verify(domain, who)).rejects.toMatchObject({ code: 'tracking_domain.not_found' });
      expect(await seen(who)).not.toContain(pending.id);
    }
    expect(await listed(affiliate)).toEqual(expect.arrayContaining([domain.id, networks.id]));
    expect(await listed(stranger)).toContain(networks.id);
    expect(await listed(stranger)).not.toContain(domain.id);
    expect(await seen(stranger)).not.toContain(domain.id);
    expect(await listed(other)).not.toContain(domain.id);
    expect(await listed(advertiser)).toEqual(expect.arrayContaining([domain.id, pending.id]));
    await expect(network.app.get(TrackingDomains).remove(other.context, domain.id)).rejects.toMatchObject({ code: 'tracking_domain.not_found' });
    await network.seen(other, 'DELETE FROM tracking_domain WHERE id = $1', [networks.id]);
    expect(await statusOf(networks)).toBe('verified');
  });

  it('are what links are shown with, while they are verified', async () => {
    const [domain, foreign, pending] = [await verified(), await verified(other, `foreign${hosts}.example`), await add(advertiser, `pending${hosts}.example`)];
    const offerId = await network.offer(advertiser);
    await network.join(affiliate, offerId);
    const take = (domainId: Uuid) => network.app.get(TakeLink).run(affiliate.context, affiliate.id, { offerId, subs: {}, sourceId: null, target: null, code: null, domainId });
    const hostOf = async (id: Uuid, who = affiliate) => (await network.app.get(ReadLinks).get(who.context, id)).domainHost;
    const link = await take(domain.id);

    expect(link.domainHost).toBe(domain.host);
    expect(await hostOf(link.id, advertiser)).toBe(domain.host);
    for (const refused of [foreign, pending]) await expect(take(refused.id)).rejects.toMatchObject({ code: 'link.domain_not_allowed' });
    await expect(network.app.get(UpdateLink).run(affiliate.context, affiliate.id, link.id, { domainId: foreign.id })).rejects.toMatchObject({ code: 'link.domain_not_allowed' });
    await network.app.get(TrackingDomains).remove(advertiser.context, domain.id);
    expect(await network.app.get(ReadLinks).get(affiliate.context, link.id)).toMatchObject({ domainId: null, domainHost: null });
  });

  it('lead unknown codes to links of their owner', async () => {
    const [offerId, foreignOffer] = [await network.offer(advertiser), await network.offer(other)];
    await Promise.all([network.join(affiliate, offerId), network.join(affiliate, foreignOffer)]);
    const take = (id: Uuid) => network.app.get(TakeLink).run(affiliate.context, affiliate.id, { offerId: id, subs: {}, sourceId: null, target: null, code: null });
    const [link, foreign] = [await take(offerId), await take(foreignOffer)];
    const domain = await add();

    await expect(network.app.get(TrackingDomains).update(advertiser.context, domain.id, { defaultLinkId: foreign.id })).rejects.toMatchObject({ code: 'tracking_domain.default_link_unknown' });
    await expect(network.app.get(TrackingDomains).update(staff.context, domain.id, { defaultLinkId: foreign.id })).rejects.toMatchObject({ code: 'tracking_domain.default_link_unknown' });
    expect(await network.app.get(TrackingDomains).update(advertiser.context, domain.id, { defaultLinkId: link.id, forceHttps: false })).toMatchObject({ defaultLinkId: link.id, forceHttps: false });
  });

  it('are looked at again every 30 days, and lapse when the proof stays away for three more', async () => {
    const domain = await verified();
    network.clock.advance(31 * DAY_MS);
    await recheck();
    expect(await network.app.get(TrackingDomains).get(advertiser.context, domain.id)).toMatchObject({ status: 'verified', checkedAt: network.clock.now() });

    network.txt.isAway = true;
    network.clock.advance(30 * DAY_MS + HOUR_MS);
    await recheck();
    expect(await statusOf(domain)).toBe('verified');
    network.txt.isAway = false;
    network.txt.records.clear();
    network.clock.advance(2 * DAY_MS);
    await recheck();
    expect(await statusOf(domain)).toBe('verified');
    network.clock.advance(DAY_MS);
    await recheck();
    await recheck();

    expect(await statusOf(domain)).toBe('lapsed');
    expect(await network.sql(`SELECT payload FROM outbox_event WHERE type = 'tracking_domain.lapsed.v1' AND aggregate_id = $1`, [domain.id])).toEqual([{ payload: { domainId: domain.id, host: domain.host } }]);
    publish(domain);
    expect(await verify(domain)).toMatchObject({ status: 'verified', verifiedAt: network.clock.now() });
  });
});
