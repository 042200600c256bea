import { type TenantContext, type Uuid } from '@fairlead/kernel';
import { SqlFilter, type Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { Subs } from '../contracts';

const COLUMNS = 'id, code, offer_id, advertiser_id, affiliate_id, enrolment_id, status, subs, source_id, target, created_at';

/** A tracked link. */
export interface LinkView {
  readonly id: Uuid;
  readonly code: string;
  readonly offerId: Uuid;
  readonly advertiserId: Uuid;
  readonly affiliateId: Uuid;
  readonly enrolmentId: Uuid;
  readonly status: 'active' | 'disabled';
  readonly subs: Subs;
  readonly sourceId: string | null;
  readonly target: string | null;
  readonly createdAt: Date;
}

/** Reads and writes links. */
@Injectable()
export class LinksRepository {
  async insert(tx: Tx, link: LinkView): Promise<void> {
    await tx.rows(`INSERT INTO link (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`, [
      link.id, link.code, link.offerId, link.advertiserId, link.affiliateId, link.enrolmentId, link.status, JSON.stringify(link.subs), link.sourceId, link.target,
      link.createdAt,
    ]);
  }

  async byCode(tx: Tx, code: string): Promise<LinkView | null> {
    return tx.row<LinkView>(`SELECT ${COLUMNS} FROM link WHERE code = $1`, [code]);
  }

  async findVisible(tx: Tx, context: TenantContext, id: Uuid): Promise<LinkView | null> {
    const filter = SqlFilter.ofTenant(context).and('id = ?', id);
    return tx.row<LinkView>(`SELECT ${COLUMNS} FROM link ${filter.where()}`, filter.parameters);
  }

  async list(tx: Tx, context: TenantContext, page: { before: Uuid | null; limit: number; offerId?: Uuid | undefined }): Promise<LinkView[]> {
    const filter = SqlFilter.ofTenant(context).and('id < ?', page.before).and('offer_id = ?', page.offerId);
    return tx.rows<LinkView>(`SELECT ${COLUMNS} FROM link ${filter.where()} ORDER BY id DESC LIMIT ${filter.bind(page.limit + 1)}`, filter.parameters);
  }

  /** Returns how many links changed: 0 when the affiliate has no such link. */
  async setStatus(tx: Tx, affiliateId: Uuid, id: Uuid, status: LinkView['status']): Promise<number> {
    return tx.affected(`UPDATE link SET status = $3 WHERE id = $1 AND affiliate_id = $2`, [id, affiliateId, status]);
  }
}
