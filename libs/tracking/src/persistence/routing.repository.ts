import { AdvertisersFacade } from '@fairlead/advertisers';
import { AffiliatesFacade } from '@fairlead/affiliates';
import { encodeBase32, type Uuid } from '@fairlead/kernel';
import { OffersFacade, type PromoCodeToRoute } from '@fairlead/offers';
import type { Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { RoutedLink, SmartLink } from '../domain/routing';
import type { RoutedDomain, RoutedPromoCode, RoutingKeys, RoutingRows } from '../edge/routing-snapshot';

const LINK = 'id, code, affiliate_id, offer_id, smart_link_id, status = \'active\' AS active, subs, source_id, creative_id, target';

/** A place in the log of changes: all transactions before it are seen. */
export type ChangeMark = string;

interface Change {
  readonly kind: 'link' | 'offer' | 'enrolment' | 'affiliate' | 'advertiser' | 'smart_link' | 'promo_code' | 'domain';
  readonly key: Uuid;
  readonly key2: Uuid | null;
}

/** What changed since a mark; `everything` where single rows do not tell (an advertiser was suspended). */
export interface Changes {
  readonly mark: ChangeMark;
  readonly everything: boolean;
  readonly none: boolean;
  readonly keys: RoutingKeys;
}

/** Keys of all there is: null for each kind. */
const EVERYTHING = { offers: null, links: null, smartLinks: null, enrolments: null, affiliates: null, domains: true, promoCodes: true } as const;

/** The rows of these keys, or of all; none for no keys. */
async function ofKeys<Key, Row>(keys: readonly Key[] | null, read: (keys: readonly Key[] | null) => Promise<Row[] | readonly Row[]>): Promise<readonly Row[]> {
  return keys?.length === 0 ? [] : read(keys);
}

/** Reads what trackers keep in memory, in the network's scope. */
@Injectable()
export class RoutingRepository {
  constructor(private readonly offers: OffersFacade, private readonly affiliates: AffiliatesFacade, private readonly advertisers: AdvertisersFacade) {}

  /** Taken before rows are read, so that what commits meanwhile is read again. */
  async mark(tx: Tx): Promise<ChangeMark> {
    const row = await tx.row<{ mark: ChangeMark }>(`SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS mark`);
    if (!row) throw new Error('no snapshot');
    return row.mark;
  }

  /** Transactions that were still running at the mark are looked at again: their notes may have appeared late. */
  async changesSince(tx: Tx, mark: ChangeMark): Promise<Changes> {
    const next = await this.mark(tx);
    const rows = await tx.rows<Change>(`SELECT DISTINCT kind, key, key2 FROM routing_change WHERE xid >= $1::text::xid8`, [mark]);
    const of = (kind: Change['kind']): Uuid[] => rows.filter((row) => row.kind === kind).map((row) => row.key);
    return {
      mark: next, everything: rows.some((row) => row.kind === 'advertiser'), none: rows.length === 0,
      keys: {
        links: of('link'), offers: of('offer'), smartLinks: of('smart_link'), affiliates: of('affiliate'),
        enrolments: rows.flatMap((row) => (row.kind === 'enrolment' && row.key2 !== null ? [[row.key, row.key2] as const] : [])),
        domains: of('domain').length > 0, promoCodes: rows.some((row) => row.kind === 'promo_code' || row.kind === 'enrolment'),
      },
    };
  }

  /** All of it, or what the keys name. */
  async read(tx: Tx, keys: RoutingKeys | null): Promise<RoutingRows> {
    const wanted = keys ?? EVERYTHING;
    return {
      offers: await ofKeys(wanted.offers, (ids) => this.routedOffers(tx, ids)),
      links: await ofKeys(wanted.links, (ids) => this.links(tx, ids)),
      smartLinks: await ofKeys(wanted.smartLinks, (ids) => this.smartLinks(tx, ids)),
      enrolments: await ofKeys(wanted.enrolments, (pairs) => this.offers.feed.enrolments(tx, pairs)),
      suspendedAffiliates: await ofKeys(wanted.affiliates, (ids) => this.affiliates.suspended(tx, ids)),
      domains: wanted.domains ? await this.domains(tx) : [],
      promoCodes: wanted.promoCodes ? await this.promoCodes(tx) : [],
    };
  }

  private async routedOffers(tx: Tx, ids: readonly Uuid[] | null): Promise<RoutingRows['offers']> {
    const suspended = new Set(await this.advertisers.suspended(tx));
    const offers = await this.offers.feed.offers(tx, ids);
    return offers.map((offer) => ({ ...offer, advertiserActive: !suspended.has(offer.advertiserId) }));
  }

  private async links(tx: Tx, ids: readonly Uuid[] | null): Promise<RoutedLink[]> {
    return tx.rows<RoutedLink>(`SELECT ${LINK} FROM link WHERE $1::uuid[] IS NULL OR id = ANY($1::uuid[])`, [ids && [...ids]]);
  }

  private async smartLinks(tx: Tx, ids: readonly Uuid[] | null): Promise<SmartLink[]> {
    return tx.rows<SmartLink>(
      `SELECT s.id, s.status, s.mode, s.fallback_url,
         coalesce((SELECT jsonb_agg(jsonb_build_object('offerId', c.offer_id, 'priority', c.priority, 'weight', c.weight) ORDER BY c.priority, c.offer_id)
                   FROM smart_link_choice c WHERE c.smart_link_id = s.id), '[]') AS choices
       FROM smart_link s WHERE $1::uuid[] IS NULL OR s.id = ANY($1::uuid[])`,
      [ids && [...ids]],
    );
  }

  private async domains(tx: Tx): Promise<RoutedDomain[]> {
    return tx.rows<RoutedDomain>(
      `SELECT d.id, d.host, d.advertiser_id, l.code AS default_code, d.fallback_url, d.force_https
       FROM tracking_domain d LEFT JOIN link l ON l.id = d.default_link_id WHERE d.status = 'verified'`,
    );
  }

  /** A click needs a link: a code whose affiliate has none gets one, under the code's own id so that it is made once. */
  private async promoCodes(tx: Tx): Promise<RoutedPromoCode[]> {
    const codes = await this.offers.feed.promoCodes(tx);
    await this.makeLinks(tx, codes);
    const links = await tx.rows<{ offerId: Uuid; affiliateId: Uuid; code: string }>(
      `SELECT DISTINCT ON (offer_id, affiliate_id) offer_id, affiliate_id, code FROM link WHERE offer_id IS NOT NULL AND status = 'active'
         AND id = ANY($1::uuid[]) ORDER BY offer_id, affiliate_id, id`,
      [codes.map((one) => one.id)],
    );
    const linkOf = new Map(links.map((link) => [`${link.offerId} ${link.affiliateId}`, link.code]));
    return codes.flatMap(({ id, code, offerId, advertiserId, affiliateId }) => {
      const linkCode = linkOf.get(`${offerId} ${affiliateId}`);
      return linkCode === undefined ? [] : [{ id, code, advertiserId, linkCode }];
    });
  }

  private async makeLinks(tx: Tx, codes: readonly PromoCodeToRoute[]): Promise<void> {
    const first = [...new Map([...codes].reverse().map((one) => [`${one.offerId} ${one.affiliateId}`, one])).values()];
    await tx.rows(
      `INSERT INTO link (id, code, offer_id, advertiser_id, affiliate_id, enrolment_id, status, subs, label, created_at)
       SELECT id, code, offer_id, advertiser_id, affiliate_id, enrolment_id, 'active', '{}', label, $8
       FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::text[]) AS wanted(id, code, offer_id, advertiser_id, affiliate_id, enrolment_id, label)
       WHERE NOT EXISTS (SELECT 1 FROM link l WHERE l.id = wanted.id) ON CONFLICT DO NOTHING`,
      [
        first.map((one) => one.id), first.map((one) => `promo-${encodeBase32(BigInt(`0x${one.id.replaceAll('-', '')}`), 26)}`), first.map((one) => one.offerId),
        first.map((one) => one.advertiserId), first.map((one) => one.affiliateId), first.map((one) => one.enrolmentId), first.map((one) => `Promo code ${one.code}`), tx.now,
      ],
    );
  }
}
