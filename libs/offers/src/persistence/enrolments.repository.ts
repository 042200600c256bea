import { newId, type TenantContext, type Uuid } from '@fairlead/kernel';
import { SqlFilter, type Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { EnrolmentStatus, EnrolmentView } from '../contracts';

const COLUMNS = 'id, offer_id, advertiser_id, affiliate_id, status, applied_at, decided_at, reason';

/** Reads and writes enrolments. */
@Injectable()
export class EnrolmentsRepository {
  /** Null when the affiliate has an enrolment of this offer already. */
  async insertIfNew(tx: Tx, enrolment: { offerId: Uuid; advertiserId: Uuid; affiliateId: Uuid; status: EnrolmentStatus; decidedBy: string | null }): Promise<EnrolmentView | null> {
    return tx.row<EnrolmentView>(
      `INSERT INTO enrolment (id, offer_id, advertiser_id, affiliate_id, status, applied_at, decided_at, decided_by)
       VALUES ($1, $2, $3, $4, $5::text, $6, CASE WHEN $5::text = 'pending' THEN NULL ELSE $6::timestamptz END, $7)
       ON CONFLICT (offer_id, affiliate_id) DO NOTHING RETURNING ${COLUMNS}`,
      [newId(tx.now.getTime()), enrolment.offerId, enrolment.advertiserId, enrolment.affiliateId, enrolment.status, tx.now, enrolment.decidedBy],
    );
  }

  async find(tx: Tx, offerId: Uuid, affiliateId: Uuid): Promise<EnrolmentView | null> {
    return tx.row<EnrolmentView>(`SELECT ${COLUMNS} FROM enrolment WHERE offer_id = $1 AND affiliate_id = $2`, [offerId, affiliateId]);
  }

  async ofAffiliate(tx: Tx, affiliateId: Uuid, offerIds: readonly Uuid[]): Promise<ReadonlyMap<Uuid, EnrolmentView>> {
    const rows = await tx.rows<EnrolmentView>(`SELECT ${COLUMNS} FROM enrolment WHERE affiliate_id = $1 AND offer_id = ANY($2::uuid[])`, [affiliateId, [...offerIds]]);
    return new Map(rows.map((row) => [row.offerId, row]));
  }

  async lockOwn(tx: Tx, id: Uuid): Promise<EnrolmentView | null> {
    const advertiserId = tx.context.scope === 'advertiser' ? tx.context.advertiserId : null;
    return tx.row<EnrolmentView>(
      `SELECT ${COLUMNS} FROM enrolment WHERE id = $1 AND ($2::uuid IS NULL OR advertiser_id = $2) FOR NO KEY UPDATE`, [id, advertiserId],
    );
  }

  async decide(tx: Tx, id: Uuid, status: EnrolmentStatus, decidedBy: string, reason: string | null): Promise<void> {
    await tx.rows(`UPDATE enrolment SET status = $2, decided_at = $3, decided_by = $4, reason = $5 WHERE id = $1`, [id, status, tx.now, decidedBy, reason]);
  }

  async list(tx: Tx, context: TenantContext, page: { before: Uuid | null; limit: number; status?: string | undefined; offerId?: Uuid | undefined }): Promise<EnrolmentView[]> {
    const filter = SqlFilter.ofTenant(context).and('id < ?', page.before).and('status = ?', page.status).and('offer_id = ?', page.offerId);
    return tx.rows<EnrolmentView>(`SELECT ${COLUMNS} FROM enrolment ${filter.where()} ORDER BY id DESC LIMIT ${filter.bind(page.limit + 1)}`, filter.parameters);
  }
}
