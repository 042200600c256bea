import { type TenantContext, type Uuid } from '@fairlead/kernel';
import { SqlFilter, type Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { Subs } from '../contracts';

const STORED = 'id, code, offer_id, smart_link_id, advertiser_id, affiliate_id, enrolment_id, status, subs, source_id, creative_id, label, target, domain_id, channel_id, created_at';
/** A domain that is not verified (any more) serves nothing, so that its links are shown with the network's own host. */
const COLUMNS = `${STORED}, (SELECT d.host FROM tracking_domain d WHERE d.id = link.domain_id AND d.status = 'verified') AS domain_host`;

/** A tracked link as it is stored. Exactly one of `offerId` and `smartLinkId` is set; `enrolmentId` goes with the offer. */
export interface NewLink {
  readonly id: Uuid;
  readonly code: string;
  readonly offerId: Uuid | null;
  readonly smartLinkId: Uuid | null;
  /** Null for a smart link of the network. */
  readonly advertiserId: Uuid | null;
  readonly affiliateId: Uuid;
  readonly enrolmentId: Uuid | null;
  readonly status: 'active' | 'disabled';
  readonly subs: Subs;
  readonly sourceId: string | null;
  readonly creativeId: string | null;
  /** The affiliate's own name for it. */
  readonly label: string | null;
  readonly target: string | null;
  readonly domainId: Uuid | null;
  /** The affiliate's channel that it is published in; null where none was named. */
  readonly channelId: Uuid | null;
  readonly createdAt: Date;
}

/** A tracked link. */
export interface LinkView extends NewLink {
  /** The host that it is shown with; null is the network's own. */
  readonly domainHost: string | null;
}

/** What links to list. */
export interface LinkListFilter {
  readonly before: Uuid | null;
  readonly limit: number;
  readonly offerId?: Uuid | undefined;
  readonly smartLinkId?: Uuid | undefined;
  readonly status?: string | undefined;
  /** A part of the label, in any case. */
  readonly label?: string | undefined;
}

/** What an affiliate may change of a link. */
export interface LinkChange {
  readonly label?: string | null;
  readonly creativeId?: string | null;
  readonly sourceId?: string | null;
  readonly domainId?: Uuid | null;
}

/** Reads and writes links. */
@Injectable()
export class LinksRepository {
  async insert(tx: Tx, link: NewLink): Promise<void> {
    await tx.rows(`INSERT INTO link (${STORED}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`, [
      link.id, link.code, link.offerId, link.smartLinkId, link.advertiserId, link.affiliateId, link.enrolmentId, link.status, JSON.stringify(link.subs), link.sourceId,
      link.creativeId, link.label, link.target, link.domainId, link.channelId, link.createdAt,
    ]);
  }

  async byCode(tx: Tx, code: string): Promise<LinkView | null> {
    return tx.row<LinkView>(`SELECT ${COLUMNS} FROM link WHERE code = $1`, [code]);
  }

  async findVisible(tx: Tx, context: TenantContext, id: Uuid): Promise<LinkView | null> {
    const filter = SqlFilter.ofTenant(context).and('id = ?', id);
    return tx.row<LinkView>(`SELECT ${COLUMNS} FROM link ${filter.where()}`, filter.parameters);
  }

  async list(tx: Tx, context: TenantContext, wanted: LinkListFilter): Promise<LinkView[]> {
    const filter = SqlFilter.ofTenant(context)
      .and('id < ?', wanted.before)
      .and('offer_id = ?', wanted.offerId)
      .and('smart_link_id = ?', wanted.smartLinkId)
      .and('status = ?', wanted.status)
      .and('strpos(lower(label), lower(?)) > 0', wanted.label);
    return tx.rows<LinkView>(`SELECT ${COLUMNS} FROM link ${filter.where()} ORDER BY id DESC LIMIT ${filter.bind(wanted.limit + 1)}`, filter.parameters);
  }

  /** Locks a link of the affiliate; null when it has no such link. */
  async lockOwn(tx: Tx, affiliateId: Uuid, id: Uuid): Promise<LinkView | null> {
    return tx.row<LinkView>(`SELECT ${COLUMNS} FROM link WHERE id = $1 AND affiliate_id = $2 FOR NO KEY UPDATE`, [id, affiliateId]);
  }

  async update(tx: Tx, link: LinkView): Promise<void> {
    await tx.rows(`UPDATE link SET label = $3, creative_id = $4, source_id = $5, domain_id = $6 WHERE id = $1 AND affiliate_id = $2`, [
      link.id, link.affiliateId, link.label, link.creativeId, link.sourceId, link.domainId,
    ]);
  }

  /** Returns how many links changed: 0 when the affiliate has no such link. */
  async setStatus(tx: Tx, affiliateId: Uuid, id: Uuid, status: LinkView['status']): Promise<number> {
    return tx.affected(`UPDATE link SET status = $3 WHERE id = $1 AND affiliate_id = $2`, [id, affiliateId, status]);
  }
}
