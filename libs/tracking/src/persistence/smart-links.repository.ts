import { notFound, type TenantContext, type Uuid } from '@fairlead/kernel';
import { SqlFilter, type Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { SmartChoice, SmartLink } from '../domain/routing';

const COLUMNS = `s.id, s.advertiser_id, s.name, s.mode, s.fallback_url, s.status, s.version, s.created_at, s.updated_at,
  coalesce((SELECT jsonb_agg(jsonb_build_object('offerId', c.offer_id, 'priority', c.priority, 'weight', c.weight) ORDER BY c.priority, c.offer_id)
            FROM smart_link_choice c WHERE c.smart_link_id = s.id), '[]') AS choices`;
/** To an affiliate its own part: the offers that it may promote now. Row-level security says the same. */
const AFFILIATE_COLUMNS = `s.id, s.advertiser_id, s.name, s.mode, s.fallback_url, s.status, s.version, s.created_at, s.updated_at,
  coalesce((SELECT jsonb_agg(jsonb_build_object('offerId', c.offer_id, 'priority', c.priority, 'weight', c.weight) ORDER BY c.priority, c.offer_id)
            FROM smart_link_choice c JOIN enrolment e ON e.offer_id = c.offer_id AND e.affiliate_id = $1 AND e.status = 'approved'
            WHERE c.smart_link_id = s.id), '[]') AS choices`;
const PROMOTED = `EXISTS (SELECT 1 FROM smart_link_choice c JOIN enrolment e ON e.offer_id = c.offer_id AND e.status = 'approved' WHERE c.smart_link_id = s.id AND e.affiliate_id = ?)`;

/** A rotation across offers with who owns it. */
export interface SmartLinkView extends SmartLink {
  /** Null: the network. */
  readonly advertiserId: Uuid | null;
  readonly name: string;
  /** Counts changes. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Reads and writes smart links and their choices. */
@Injectable()
export class SmartLinksRepository {
  async insert(tx: Tx, smartLink: SmartLinkView): Promise<void> {
    await tx.rows(
      `INSERT INTO smart_link (id, advertiser_id, name, mode, fallback_url, status, version, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [smartLink.id, smartLink.advertiserId, smartLink.name, smartLink.mode, smartLink.fallbackUrl, smartLink.status, smartLink.version, smartLink.createdAt, smartLink.updatedAt],
    );
    await this.insertChoices(tx, smartLink);
  }

  /** Writes the smart link and all of its choices anew. The caller holds its lock. */
  async update(tx: Tx, smartLink: SmartLinkView): Promise<void> {
    await tx.rows(`UPDATE smart_link SET name = $2, mode = $3, fallback_url = $4, status = $5, version = $6, updated_at = $7 WHERE id = $1`, [
      smartLink.id, smartLink.name, smartLink.mode, smartLink.fallbackUrl, smartLink.status, smartLink.version, smartLink.updatedAt,
    ]);
    await tx.rows(`DELETE FROM smart_link_choice WHERE smart_link_id = $1`, [smartLink.id]);
    await this.insertChoices(tx, smartLink);
  }

  /** Locks a smart link that the context may change. @throws DomainError `smart_link.not_found`. */
  async lockOwn(tx: Tx, id: Uuid): Promise<SmartLinkView> {
    const advertiserId = tx.context.scope === 'advertiser' ? tx.context.advertiserId : null;
    const smartLink = await tx.row<SmartLinkView>(
      `SELECT ${COLUMNS} FROM smart_link s WHERE s.id = $1 AND ($2::uuid IS NULL OR s.advertiser_id = $2) FOR NO KEY UPDATE OF s`, [id, advertiserId],
    );
    if (!smartLink) throw notFound('smart_link', id);
    return smartLink;
  }

  async findVisible(tx: Tx, context: TenantContext, id: Uuid): Promise<SmartLinkView> {
    const { columns, filter } = visibleTo(context);
    filter.and('s.id = ?', id);
    const smartLink = await tx.row<SmartLinkView>(`SELECT ${columns} FROM smart_link s ${filter.where()}`, filter.parameters);
    if (!smartLink) throw notFound('smart_link', id);
    return smartLink;
  }

  async list(tx: Tx, context: TenantContext, page: { before: Uuid | null; limit: number; status?: string | undefined }): Promise<SmartLinkView[]> {
    const { columns, filter } = visibleTo(context);
    filter.and('s.id < ?', page.before).and('s.status = ?', page.status);
    return tx.rows<SmartLinkView>(`SELECT ${columns} FROM smart_link s ${filter.where()} ORDER BY s.id DESC LIMIT ${filter.bind(page.limit + 1)}`, filter.parameters);
  }

  private async insertChoices(tx: Tx, smartLink: { id: Uuid; advertiserId: Uuid | null; choices: readonly SmartChoice[] }): Promise<void> {
    await tx.rows(
      `INSERT INTO smart_link_choice (smart_link_id, offer_id, advertiser_id, priority, weight)
       SELECT $1, offer_id, $2, priority, weight FROM unnest($3::uuid[], $4::int[], $5::int[]) AS choice(offer_id, priority, weight)`,
      [
        smartLink.id, smartLink.advertiserId, smartLink.choices.map((choice) => choice.offerId), smartLink.choices.map((choice) => choice.priority),
        smartLink.choices.map((choice) => choice.weight),
      ],
    );
  }
}

/** The affiliate is the first parameter, which the columns name. */
function visibleTo(context: TenantContext): { columns: string; filter: SqlFilter } {
  if (context.scope === 'affiliate') return { columns: AFFILIATE_COLUMNS, filter: new SqlFilter().and(PROMOTED, context.affiliateId) };
  return { columns: COLUMNS, filter: new SqlFilter().and('s.advertiser_id = ?', context.scope === 'advertiser' ? context.advertiserId : null) };
}
