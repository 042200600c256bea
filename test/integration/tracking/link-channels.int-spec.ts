import { newId, type Uuid } from '@fairlead/kernel';
import { TakeLink } from '../../../libs/tracking/src/application/take-link.service';
import { LinksInProcess, type Tenant } from '../../support/links-in-process';

describe('the channel of a link', () => {
  let network: LinksInProcess;
  let affiliate: Tenant;
  let offerId: Uuid;
  let own: Uuid;
  let foreign: Uuid;

  beforeAll(async () => {
    network = await LinksInProcess.start();
    affiliate = await network.tenant('affiliate');
    offerId = await network.offer(await network.tenant('advertiser'));
    await network.join(affiliate, offerId);
    [own, foreign] = [await channelOf(affiliate), await channelOf(await network.tenant('affiliate'))];
  });

  afterAll(() => network.close());

  async function channelOf({ id: affiliateId }: Tenant): Promise<Uuid> {
    const id = newId();
    await network.sql(`INSERT INTO channel (id, affiliate_id, kind, name, url, created_at) VALUES ($1, $2, 'site', 'Site', 'https://site.example', now())`, [id, affiliateId]);
    return id;
  }
  const take = (channelId: Uuid) => network.app.get(TakeLink).run(affiliate.context, affiliate.id, { offerId, subs: {}, sourceId: null, target: null, code: null, channelId });

  it('is one of the affiliate that takes it', async () => {
    expect(await take(own)).toMatchObject({ channelId: own });
    for (const id of [foreign, newId()]) await expect(take(id)).rejects.toMatchObject({ code: 'channel.not_found' });
  });

  it('is so in the database too', async () => {
    const link = await take(own);
    await expect(network.sql(`UPDATE link SET channel_id = $2 WHERE id = $1`, [link.id, foreign])).rejects.toThrow(/fk_link_channel_id_affiliate_id/);
  });
});
