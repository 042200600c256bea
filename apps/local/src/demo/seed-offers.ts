import type { Uuid } from '@fairlead/kernel';
import { ADVERTISERS, type DemoOffer, OFFERS } from './catalogue';
import type { DemoApp } from './demo-app';
import type { Random } from './random';
import type { DemoPeople, DemoPerson } from './seed-people';

/** A tracked link of the demo network. */
export interface DemoLink {
  readonly linkId: Uuid;
  readonly affiliate: DemoPerson;
  /** How busy the affiliate is. */
  readonly weight: number;
  readonly subs: Readonly<Record<string, string>>;
}

/** A published offer with its links and codes. */
export interface PublishedOffer {
  readonly id: Uuid;
  readonly offer: DemoOffer;
  readonly advertiser: DemoPerson;
  readonly links: DemoLink[];
  readonly codes: { readonly code: string; readonly affiliate: DemoPerson }[];
}

/** Publishes eight offers, enrols affiliates in every state, and gives out links and promo codes. */
export async function seedOffers(app: DemoApp, people: DemoPeople, random: Random): Promise<PublishedOffer[]> {
  const published: PublishedOffer[] = [];
  for (const offer of OFFERS) published.push(await publish(app, people, offer));
  for (const target of published) {
    for (const [index, affiliate] of people.affiliates.entries()) {
      // The two demo logins take part nearly everywhere.
      if (index < 2 ? target.offer.visibility !== 'private' || index === 0 : random.chance(0.45)) await enrol(app, target, affiliate, index, random);
    }
  }
  return published;
}

async function publish(app: DemoApp, people: DemoPeople, offer: DemoOffer): Promise<PublishedOffer> {
  const advertiser = people.advertisers[offer.advertiser];
  if (!advertiser) throw new RangeError(`no advertiser ${offer.advertiser} among ${ADVERTISERS.length}`);
  const id = await app.createOffer.run(
    advertiser.context, advertiser.organizationId, offer.currency,
    { name: offer.name, visibility: offer.visibility, landingUrl: offer.landingUrl, clickParameter: 'fl_click', deepLinkHosts: offer.deepLinkHosts, goals: offer.goals },
    {
      commission: offer.commission, networkFeeBps: offer.networkFeeBps, attributionWindowDays: offer.windowDays, holdDays: offer.holdDays, approval: offer.approval,
      dailyClickCap: null, dailyConversionCap: offer.dailyConversionCap,
    },
  );
  await app.moveOffer.run(advertiser.context, id, 'active');
  return { id, offer, advertiser, links: [], codes: [] };
}

async function enrol(app: DemoApp, target: PublishedOffer, affiliate: DemoPerson, index: number, random: Random): Promise<void> {
  if (!(await join(app, target, affiliate, index, random))) return;
  const channelId = affiliate.channelIds[target.links.length % Math.max(affiliate.channelIds.length, 1)];
  const link = await app.takeLink.run(affiliate.context, affiliate.organizationId, {
    offerId: target.id, subs: { sub1: random.pick(['blog', 'video', 'bio', 'review']) }, sourceId: null, target: null, code: null,
    ...(channelId === undefined ? {} : { channelId }),
  });
  target.links.push({ linkId: link.id, affiliate, weight: index < 2 ? 4 : random.between(1, 3), subs: link.subs });
  if (target.offer.basket[1] > 0 && random.chance(0.25)) {
    const code = `${(target.offer.name.split(' ')[1] ?? 'SAVE').slice(0, 6).toUpperCase()}${index + 1}`;
    await app.promoCodes.assign(target.advertiser.context, { offerId: target.id, affiliateId: affiliate.organizationId, code });
    target.codes.push({ code, affiliate });
  }
}

/** Applications end in every way: approved, rejected, and some still wait. */
async function join(app: DemoApp, target: PublishedOffer, affiliate: DemoPerson, index: number, random: Random): Promise<boolean> {
  if (target.offer.visibility === 'private') {
    await app.apply.enrol(target.advertiser.context, target.id, affiliate.organizationId);
    return true;
  }
  const enrolment = await app.apply.run(affiliate.context, affiliate.organizationId, target.id);
  if (enrolment.status === 'approved') return true;
  const decision = index < 2 ? 0 : random.next();
  if (decision > 0.85) return false;
  const approved = decision < 0.7;
  await app.decideApplication.run(target.advertiser.context, enrolment.id, approved ? 'approved' : 'rejected', approved ? null : 'The audience does not fit this offer');
  return approved;
}
