import type { Uuid } from '@fairlead/kernel';
import type { Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { DEFAULT_ROUTING, type EnrolmentStatus, type OfferRouting, type OfferStatus } from '../contracts';

/** An offer with all that redirects go by: its row, its terms and its routing in force. */
export interface OfferToRoute {
  readonly id: Uuid;
  readonly advertiserId: Uuid;
  readonly status: OfferStatus;
  readonly landingUrl: string;
  readonly clickParameter: string;
  readonly deepLinkHosts: readonly string[];
  readonly termsId: Uuid;
  readonly dailyClickCap: number | null;
  readonly routing: OfferRouting;
}

/** A promo code that can be followed like a link: its affiliate is enrolled. */
export interface PromoCodeToRoute {
  readonly id: Uuid;
  readonly code: string;
  readonly offerId: Uuid;
  readonly advertiserId: Uuid;
  readonly affiliateId: Uuid;
  readonly enrolmentId: Uuid;
}

type Row = Omit<OfferToRoute, 'routing'> & { readonly routingVersion: number | null; readonly document: StoredRouting | null };
type StoredRouting = Omit<OfferRouting, 'version' | 'expiresAt'> & { readonly expiresAt: string | null };

/** Reads in bulk what trackers keep in memory. For the network's scope only. */
@Injectable()
export class RoutingFeedRepository {
  /** These offers, or all that ever were published and are not archived; with terms, for an offer without them takes no traffic. */
  async offers(tx: Tx, ids: readonly Uuid[] | null): Promise<OfferToRoute[]> {
    const rows = await tx.rows<Row>(
      `SELECT o.id, o.advertiser_id, o.status, o.landing_url, o.click_parameter, o.deep_link_hosts, t.id AS terms_id, t.daily_click_cap, r.version AS routing_version, r.document
       FROM offer o
       JOIN LATERAL (SELECT id, daily_click_cap FROM offer_terms WHERE offer_id = o.id AND valid_from <= $1 ORDER BY version DESC LIMIT 1) t ON true
       LEFT JOIN LATERAL (SELECT version, document FROM offer_routing WHERE offer_id = o.id ORDER BY version DESC LIMIT 1) r ON true
       WHERE $2::uuid[] IS NULL OR o.id = ANY($2::uuid[])`,
      [tx.now, ids && [...ids]],
    );
    return rows.map(({ routingVersion, document, ...offer }) => ({ ...offer, routing: readRouting(routingVersion, document) }));
  }

  /** Enrolments of these pairs, or all. */
  async enrolments(tx: Tx, pairs: readonly (readonly [offerId: Uuid, affiliateId: Uuid])[] | null): Promise<[Uuid, Uuid, EnrolmentStatus][]> {
    const rows = await tx.rows<{ offerId: Uuid; affiliateId: Uuid; status: EnrolmentStatus }>(
      pairs === null
        ? `SELECT offer_id, affiliate_id, status FROM enrolment`
        : `SELECT e.offer_id, e.affiliate_id, e.status FROM enrolment e JOIN unnest($1::uuid[], $2::uuid[]) AS wanted(offer_id, affiliate_id)
           ON wanted.offer_id = e.offer_id AND wanted.affiliate_id = e.affiliate_id`,
      pairs === null ? [] : [pairs.map(([offerId]) => offerId), pairs.map(([, affiliateId]) => affiliateId)],
    );
    return rows.map((row) => [row.offerId, row.affiliateId, row.status]);
  }

  async promoCodes(tx: Tx): Promise<PromoCodeToRoute[]> {
    return tx.rows<PromoCodeToRoute>(
      `SELECT p.id, p.code, p.offer_id, p.advertiser_id, p.affiliate_id, e.id AS enrolment_id
       FROM promo_code p JOIN enrolment e ON e.offer_id = p.offer_id AND e.affiliate_id = p.affiliate_id WHERE e.status = 'approved' ORDER BY p.id`,
    );
  }
}

function readRouting(version: number | null, document: StoredRouting | null): OfferRouting {
  if (version === null || document === null) return DEFAULT_ROUTING;
  return { ...DEFAULT_ROUTING, ...document, version, expiresAt: document.expiresAt === null ? null : new Date(document.expiresAt) };
}
