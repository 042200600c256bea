import { notFound, type TenantContext, type Uuid } from '@fairlead/kernel';
import { SqlFilter, type Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { TrackingDomainStatus } from '../contracts';

const COLUMNS = 'id, advertiser_id, host, status, token, default_link_id, fallback_url, force_https, created_at, verified_at, checked_at';

/** A host that serves links beside the network's own. */
export interface TrackingDomainView {
  readonly id: Uuid;
  /** Null: the network's. */
  readonly advertiserId: Uuid | null;
  readonly host: string;
  readonly status: TrackingDomainStatus;
  readonly token: string;
  readonly defaultLinkId: Uuid | null;
  readonly fallbackUrl: string | null;
  readonly forceHttps: boolean;
  readonly createdAt: Date;
  readonly verifiedAt: Date | null;
  readonly checkedAt: Date | null;
}

/** Reads and writes tracking domains. */
@Injectable()
export class TrackingDomainsRepository {
  async insert(tx: Tx, domain: TrackingDomainView): Promise<void> {
    await tx.rows(`INSERT INTO tracking_domain (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`, [
      domain.id, domain.advertiserId, domain.host, domain.status, domain.token, domain.defaultLinkId, domain.fallbackUrl, domain.forceHttps, domain.createdAt,
      domain.verifiedAt, domain.checkedAt,
    ]);
  }

  async update(tx: Tx, domain: TrackingDomainView): Promise<void> {
    await tx.rows(
      `UPDATE tracking_domain SET status = $2, default_link_id = $3, fallback_url = $4, force_https = $5, verified_at = $6, checked_at = $7 WHERE id = $1`,
      [domain.id, domain.status, domain.defaultLinkId, domain.fallbackUrl, domain.forceHttps, domain.verifiedAt, domain.checkedAt],
    );
  }

  async delete(tx: Tx, id: Uuid): Promise<void> {
    await tx.rows(`DELETE FROM tracking_domain WHERE id = $1`, [id]);
  }

  /** Locks a domain of the context's own. @throws DomainError `tracking_domain.not_found`. */
  async lockOwn(tx: Tx, id: Uuid): Promise<TrackingDomainView> {
    const domain = await this.own(tx, tx.context, id, 'FOR NO KEY UPDATE');
    if (!domain) throw notFound('tracking_domain', id);
    return domain;
  }

  /** @throws DomainError `tracking_domain.not_found`. */
  async findOwn(tx: Tx, id: Uuid): Promise<TrackingDomainView> {
    const domain = await this.own(tx, tx.context, id, '');
    if (!domain) throw notFound('tracking_domain', id);
    return domain;
  }

  /** An advertiser its own, an affiliate those that it may publish links with, the network all. */
  async list(tx: Tx, context: TenantContext, page: { before: Uuid | null; limit: number; status?: string | undefined }): Promise<TrackingDomainView[]> {
    const filter = new SqlFilter()
      .and('id < ?', page.before)
      .and('status = ?', page.status)
      .and('advertiser_id = ?', context.scope === 'advertiser' ? context.advertiserId : null)
      .and(USABLE, context.scope === 'affiliate' ? context.affiliateId : null);
    return tx.rows<TrackingDomainView>(`SELECT ${COLUMNS} FROM tracking_domain ${filter.where()} ORDER BY id DESC LIMIT ${filter.bind(page.limit + 1)}`, filter.parameters);
  }

  async countOwn(tx: Tx, advertiserId: Uuid | null): Promise<number> {
    const row = await tx.row<{ domains: bigint }>(`SELECT count(*) AS domains FROM tracking_domain WHERE advertiser_id IS NOT DISTINCT FROM $1::uuid`, [advertiserId]);
    return Number(row?.domains ?? 0n);
  }

  /** Whether links of this advertiser (null: of the network) may be published with the domain. */
  async isUsable(tx: Tx, id: Uuid, advertiserId: Uuid | null): Promise<boolean> {
    const row = await tx.row(
      `SELECT 1 AS found FROM tracking_domain WHERE id = $1 AND status = 'verified' AND (advertiser_id IS NULL OR advertiser_id = $2)`, [id, advertiserId],
    );
    return row !== null;
  }

  /** Domains whose proof was last looked for before this instant. Uses ix_tracking_domain_due. */
  async due(tx: Tx, checkedBefore: Date, limit: number): Promise<TrackingDomainView[]> {
    return tx.rows<TrackingDomainView>(
      `SELECT ${COLUMNS} FROM tracking_domain WHERE status = 'verified' AND checked_at < $1 ORDER BY checked_at LIMIT $2`, [checkedBefore, limit],
    );
  }

  private async own(tx: Tx, context: TenantContext, id: Uuid, lock: string): Promise<TrackingDomainView | null> {
    const filter = new SqlFilter().and('id = ?', id).and('advertiser_id = ?', context.scope === 'advertiser' ? context.advertiserId : null);
    return tx.row<TrackingDomainView>(`SELECT ${COLUMNS} FROM tracking_domain ${filter.where()} ${lock}`, filter.parameters);
  }
}

const USABLE = `status = 'verified' AND (advertiser_id IS NULL OR EXISTS (
  SELECT 1 FROM enrolment e WHERE e.advertiser_id = tracking_domain.advertiser_id AND e.affiliate_id = ? AND e.status = 'approved'))`;
