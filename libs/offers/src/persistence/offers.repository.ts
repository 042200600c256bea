import { actorText, type Currency, newId, notFound, type TenantContext, type Uuid } from '@fairlead/kernel';
import { SqlFilter, type Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { ApprovalMode, OfferStatus, OfferTerms, OfferView, OfferVisibility } from '../contracts';
import type { TermsInput } from '../domain/terms-input';

const OFFER = 'o.id, o.advertiser_id, o.name, o.status, o.visibility, o.landing_url, o.click_parameter, o.currency, o.deep_link_hosts, o.goals, o.created_at, o.updated_at';
const TERMS = `t.id, t.offer_id, t.version, t.valid_from, t.currency, t.commission_type, t.commission_rate_bps, t.commission_amount_minor, t.network_fee_bps,
  t.attribution_window_days, t.hold_days, t.approval, t.daily_click_cap, t.daily_conversion_cap`;

interface TermsRow {
  readonly id: Uuid;
  readonly offerId: Uuid;
  readonly version: number;
  readonly validFrom: Date;
  readonly currency: Currency;
  readonly commissionType: 'percent' | 'flat';
  readonly commissionRateBps: number | null;
  readonly commissionAmountMinor: bigint | null;
  readonly networkFeeBps: number;
  readonly attributionWindowDays: number;
  readonly holdDays: number;
  readonly approval: ApprovalMode;
  readonly dailyClickCap: number | null;
  readonly dailyConversionCap: number | null;
}

/** What may be said of an offer apart from its terms. */
export interface OfferInput {
  readonly name: string;
  readonly visibility: OfferVisibility;
  readonly landingUrl: string;
  readonly clickParameter: string;
  readonly deepLinkHosts: readonly string[];
  readonly goals: readonly string[];
}

/** Reads and writes offers and the versions of their terms. */
@Injectable()
export class OffersRepository {
  async insert(tx: Tx, advertiserId: Uuid, currency: Currency, input: OfferInput): Promise<Uuid> {
    const id = newId(tx.now.getTime());
    await tx.rows(
      `INSERT INTO offer (id, advertiser_id, name, status, visibility, landing_url, click_parameter, currency, deep_link_hosts, goals, created_at, updated_at)
       VALUES ($1, $2, $3, 'draft', $4, $5, $6, $7, $8, $9, $10, $10)`,
      [id, advertiserId, input.name, input.visibility, input.landingUrl, input.clickParameter, currency, input.deepLinkHosts, input.goals, tx.now],
    );
    return id;
  }

  async update(tx: Tx, id: Uuid, input: OfferInput): Promise<void> {
    await tx.rows(
      `UPDATE offer SET name = $2, visibility = $3, landing_url = $4, click_parameter = $5, deep_link_hosts = $6, goals = $7, updated_at = $8 WHERE id = $1`,
      [id, input.name, input.visibility, input.landingUrl, input.clickParameter, input.deepLinkHosts, input.goals, tx.now],
    );
  }

  async setStatus(tx: Tx, id: Uuid, status: OfferStatus): Promise<void> {
    await tx.rows(`UPDATE offer SET status = $2, updated_at = $3 WHERE id = $1`, [id, status, tx.now]);
  }

  async find(tx: Tx, id: Uuid): Promise<OfferView | null> {
    return tx.row<OfferView>(`SELECT ${OFFER} FROM offer o WHERE o.id = $1`, [id]);
  }

  /** Which of these offers there are, of one advertiser or of any. */
  async existing(tx: Tx, ids: readonly Uuid[], advertiserId: Uuid | null): Promise<ReadonlySet<Uuid>> {
    const rows = await tx.rows<{ id: Uuid }>(`SELECT id FROM offer WHERE id = ANY($1::uuid[]) AND ($2::uuid IS NULL OR advertiser_id = $2)`, [[...ids], advertiserId]);
    return new Set(rows.map((row) => row.id));
  }

  /** Locks an offer that the context may change. @throws DomainError `offer.not_found`. */
  async lockOwn(tx: Tx, id: Uuid): Promise<OfferView> {
    const advertiserId = tx.context.scope === 'advertiser' ? tx.context.advertiserId : null;
    const offer = await tx.row<OfferView>(
      `SELECT ${OFFER} FROM offer o WHERE o.id = $1 AND ($2::uuid IS NULL OR o.advertiser_id = $2) FOR NO KEY UPDATE`, [id, advertiserId],
    );
    if (!offer) throw notFound('offer', id);
    return offer;
  }

  /** Offers that the context may see: an advertiser its own, an affiliate those it could promote or does. */
  async list(tx: Tx, context: TenantContext, page: { before: Uuid | null; limit: number; status?: string | undefined }): Promise<OfferView[]> {
    const filter = new SqlFilter()
      .and('o.id < ?', page.before)
      .and('o.status = ?', page.status)
      .and('o.advertiser_id = ?', context.scope === 'advertiser' ? context.advertiserId : null)
      .and(VISIBLE_TO_AFFILIATE, context.scope === 'affiliate' ? context.affiliateId : null);
    return tx.rows<OfferView>(`SELECT ${OFFER} FROM offer o ${filter.where()} ORDER BY o.id DESC LIMIT ${filter.bind(page.limit + 1)}`, filter.parameters);
  }

  async findVisible(tx: Tx, context: TenantContext, id: Uuid): Promise<OfferView> {
    const filter = new SqlFilter()
      .and('o.id = ?', id)
      .and('o.advertiser_id = ?', context.scope === 'advertiser' ? context.advertiserId : null)
      .and(VISIBLE_TO_AFFILIATE, context.scope === 'affiliate' ? context.affiliateId : null);
    const offer = await tx.row<OfferView>(`SELECT ${OFFER} FROM offer o ${filter.where()}`, filter.parameters);
    if (!offer) throw notFound('offer', id);
    return offer;
  }

  /** Adds the next version, in force from now. The caller holds the offer's lock; the unique version catches who does not. */
  async insertTerms(tx: Tx, offer: { id: Uuid; advertiserId: Uuid; currency: Currency }, terms: TermsInput): Promise<Uuid> {
    const id = newId(tx.now.getTime());
    await tx.rows(
      `INSERT INTO offer_terms (id, offer_id, advertiser_id, version, valid_from, currency, commission_type, commission_rate_bps, commission_amount_minor,
         network_fee_bps, attribution_window_days, hold_days, approval, daily_click_cap, daily_conversion_cap, created_by)
       VALUES ($1, $2, $3, (SELECT coalesce(max(version), 0) + 1 FROM offer_terms WHERE offer_id = $2), $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        id, offer.id, offer.advertiserId, tx.now, offer.currency, terms.commission.type,
        terms.commission.type === 'percent' ? terms.commission.rateBps : null, terms.commission.type === 'flat' ? terms.commission.amountMinor : null,
        terms.networkFeeBps, terms.attributionWindowDays, terms.holdDays, terms.approval, terms.dailyClickCap, terms.dailyConversionCap, actorText(tx.context.actor),
      ],
    );
    return id;
  }

  async termsById(tx: Tx, id: Uuid): Promise<OfferTerms | null> {
    const row = await tx.row<TermsRow>(`SELECT ${TERMS} FROM offer_terms t WHERE t.id = $1`, [id]);
    return row ? toTerms(row) : null;
  }

  /** The version in force at an instant, or null before the first. */
  async termsAt(tx: Tx, offerId: Uuid, at: Date): Promise<OfferTerms | null> {
    const row = await tx.row<TermsRow>(
      `SELECT ${TERMS} FROM offer_terms t WHERE t.offer_id = $1 AND t.valid_from <= $2 ORDER BY t.version DESC LIMIT 1`, [offerId, at],
    );
    return row ? toTerms(row) : null;
  }

  /** The newest version of each offer. */
  async currentTerms(tx: Tx, offerIds: readonly Uuid[]): Promise<ReadonlyMap<Uuid, OfferTerms>> {
    const rows = await tx.rows<TermsRow>(
      `SELECT DISTINCT ON (t.offer_id) ${TERMS} FROM offer_terms t WHERE t.offer_id = ANY($1::uuid[]) ORDER BY t.offer_id, t.version DESC`, [[...offerIds]],
    );
    return new Map(rows.map((row) => [row.offerId, toTerms(row)]));
  }

  async termsHistory(tx: Tx, offerId: Uuid): Promise<OfferTerms[]> {
    const rows = await tx.rows<TermsRow>(`SELECT ${TERMS} FROM offer_terms t WHERE t.offer_id = $1 ORDER BY t.version DESC`, [offerId]);
    return rows.map(toTerms);
  }
}

const VISIBLE_TO_AFFILIATE = `((o.visibility <> 'private' AND o.status = 'active')
  OR EXISTS (SELECT 1 FROM enrolment e WHERE e.offer_id = o.id AND e.affiliate_id = ?))`;

function toTerms(row: TermsRow): OfferTerms {
  const { commissionType, commissionRateBps, commissionAmountMinor, ...rest } = row;
  const commission = commissionType === 'percent'
    ? { type: commissionType, rateBps: commissionRateBps ?? 0 } as const
    : { type: commissionType, amountMinor: commissionAmountMinor ?? 0n } as const;
  return { ...rest, commission };
}
