import type { Uuid } from '@fairlead/kernel';
import { DecideApplication, MoveOffer, PromoCodes, SetOfferRouting, UpdateOffer } from '@fairlead/offers';
import { DEFAULT_ROUTING } from '@fairlead/offers/contracts';
import { Client } from 'pg';
import { ReadLinks } from '../../../libs/tracking/src/application/read-links.query';
import { SmartLinks } from '../../../libs/tracking/src/application/smart-links.service';
import { TakeLink } from '../../../libs/tracking/src/application/take-link.service';
import { TrackingDomains } from '../../../libs/tracking/src/application/tracking-domains.service';
import { eventually } from '../../support/eventually';
import { LinksInProcess, type Tenant } from '../../support/links-in-process';

describe('notes of what has changed for trackers', () => {
  let network: LinksInProcess;
  let advertiser: Tenant;
  let affiliate: Tenant;
  let staff: Tenant;
  let offerId: Uuid;

  beforeAll(async () => {
    network = await LinksInProcess.start();
    [advertiser, affiliate, staff] = [await network.tenant('advertiser'), await network.tenant('affiliate'), await network.tenant('finance')];
    offerId = await network.offer(advertiser);
    await network.join(affiliate, offerId);
  });

  afterAll(() => network.close());

  /** The notes that `act` leaves: kind and keys, each once. */
  async function notesOf(act: () => Promise<unknown>): Promise<string[]> {
    const [last] = await network.sql<{ id: string }>(`SELECT coalesce(max(id), 0) AS id FROM routing_change`);
    await act();
    const rows = await network.sql<{ kind: string; key: string; key2: string | null }>(`SELECT DISTINCT kind, key, key2 FROM routing_change WHERE id > $1 ORDER BY kind, key`, [last?.id]);
    return rows.map((row) => [row.kind, row.key, ...(row.key2 === null ? [] : [row.key2])].join(' '));
  }

  it('are left by every tenant’s change of what redirects go by, and by no other', async () => {
    const enrolment = (await network.sql<{ id: Uuid }>(`SELECT id FROM enrolment`))[0]!.id;
    const link = await network.app.get(TakeLink).run(affiliate.context, affiliate.id, { offerId, subs: {}, sourceId: null, target: null, code: null });
    const app = network.app;

    expect(await notesOf(() => app.get(ReadLinks).setStatus(affiliate.context, affiliate.id, link.id, 'disabled'))).toEqual([`link ${link.id}`]);
    expect(await notesOf(() => app.get(UpdateOffer).run(advertiser.context, offerId, {}, { holdDays: 3 }))).toEqual([`offer ${offerId}`]);
    expect(await notesOf(() => app.get(MoveOffer).run(advertiser.context, offerId, 'paused'))).toEqual([`offer ${offerId}`]);
    expect(await notesOf(() => app.get(SetOfferRouting).run(advertiser.context, offerId, DEFAULT_ROUTING, null))).toEqual([`offer ${offerId}`]);
    expect(await notesOf(() => app.get(PromoCodes).assign(advertiser.context, { offerId, affiliateId: affiliate.id, code: 'NOTE1' }))).toEqual([expect.stringMatching(/^promo_code /)]);
    expect(await notesOf(() => app.get(DecideApplication).run(advertiser.context, enrolment, 'rejected', 'x'))).toEqual([`enrolment ${offerId} ${affiliate.id}`]);
    expect(await notesOf(() => network.sql(`UPDATE affiliate SET status = 'suspended' WHERE id = $1`, [affiliate.id]))).toEqual([`affiliate ${affiliate.id}`]);
    expect(await notesOf(() => network.sql(`UPDATE advertiser SET status = 'suspended' WHERE id = $1`, [advertiser.id]))).toEqual([`advertiser ${advertiser.id}`]);
    expect(await notesOf(() => network.sql(`UPDATE affiliate SET name = 'x' WHERE id = $1`, [affiliate.id]))).toEqual([]);
    let smartLinkId = '';
    expect(await notesOf(async () => {
      smartLinkId = (await app.get(SmartLinks).create(advertiser.context, { name: 's', mode: 'weight', fallbackUrl: null, choices: [{ offerId, priority: 0, weight: 1 }] })).id;
    })).toEqual([expect.stringContaining('smart_link ')]);
    expect(await notesOf(() => app.get(SmartLinks).update(advertiser.context, smartLinkId, { choices: [{ offerId, priority: 0, weight: 2 }] }, null))).toEqual([`smart_link ${smartLinkId}`]);
    const domain = await app.get(TrackingDomains).add(advertiser.context, 'go.note.example', { defaultLinkId: null, fallbackUrl: null, forceHttps: true });
    expect(await notesOf(() => app.get(TrackingDomains).remove(advertiser.context, domain.id))).toEqual([`domain ${domain.id}`]);
  });

  it('vanish with a change that is rolled back', async () => {
    expect(await notesOf(() => network.seen(advertiser, `UPDATE offer SET name = 'x' WHERE id = $1 AND 1 / (SELECT count(*) - 1 FROM offer WHERE id = $1) = 1`, [offerId]).catch(() => null))).toEqual([]);
  });

  it('wake who listens, once the change is committed', async () => {
    const listener = new Client({ connectionString: network.database.appUrl });
    await listener.connect();
    try {
      let notices = 0;
      listener.on('notification', () => { notices += 1; });
      await listener.query('LISTEN fairlead_routing');
      await network.app.get(SetOfferRouting).run(staff.context, offerId, DEFAULT_ROUTING, null);

      await eventually(() => notices > 0);
      expect(notices).toBe(1);
    } finally {
      await listener.end();
    }
  });

  it('are the network’s to read, and nobody’s to write', async () => {
    expect(await network.seen(advertiser, 'SELECT * FROM routing_change')).toEqual([]);
    expect(await network.seen(affiliate, 'SELECT * FROM routing_change')).toEqual([]);
    expect((await network.seen(staff, 'SELECT * FROM routing_change')).length).toBeGreaterThan(0);
    for (const who of [advertiser, staff]) {
      await expect(network.seen(who, `INSERT INTO routing_change (kind, key) VALUES ('link', gen_random_uuid())`)).rejects.toThrow(/permission denied/);
      await expect(network.seen(who, `SELECT fairlead_note_routing_change()`)).rejects.toThrow(/permission denied|trigger/);
    }
  });
});
