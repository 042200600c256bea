import { actorText, newId, type Uuid } from '@fairlead/kernel';
import { SqlFilter, type Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { OfferRouting } from '../contracts';
import { fromRoutingDocument, type RoutingDocument, toRoutingDocument } from '../domain/routing-document';

/** A version of an offer's routing with who set it and when. */
export interface RoutingVersion {
  readonly id: Uuid;
  readonly routing: OfferRouting;
  /** `user:<uuid>` or `system:<name>`. */
  readonly createdBy: string;
  readonly createdAt: Date;
}

interface RoutingRow {
  readonly id: Uuid;
  readonly offerId: Uuid;
  readonly version: number;
  readonly document: RoutingDocument;
  readonly createdBy: string;
  readonly createdAt: Date;
}

const COLUMNS = 'id, offer_id, version, document, created_by, created_at';

/** Reads and adds versions of offers' routing. */
@Injectable()
export class OfferRoutingsRepository {
  /** The newest version of each offer; an offer without one is left out. Uses uq_offer_routing_offer_id_version. */
  async current(tx: Tx, offerIds: readonly Uuid[]): Promise<ReadonlyMap<Uuid, RoutingVersion>> {
    const rows = await tx.rows<RoutingRow>(
      `SELECT DISTINCT ON (offer_id) ${COLUMNS} FROM offer_routing WHERE offer_id = ANY($1::uuid[]) ORDER BY offer_id, version DESC`, [[...offerIds]],
    );
    return new Map(rows.map((row) => [row.offerId, toVersion(row)]));
  }

  /** Newest first; `before` is a version's id. */
  async history(tx: Tx, offerId: Uuid, page: { before: Uuid | null; limit: number }): Promise<RoutingVersion[]> {
    const filter = new SqlFilter()
      .and('offer_id = ?', offerId)
      .and('advertiser_id = ?', tx.context.scope === 'advertiser' ? tx.context.advertiserId : null)
      .and('version < (SELECT version FROM offer_routing WHERE id = ?)', page.before);
    const rows = await tx.rows<RoutingRow>(
      `SELECT ${COLUMNS} FROM offer_routing ${filter.where()} ORDER BY version DESC LIMIT ${filter.bind(page.limit + 1)}`, filter.parameters,
    );
    return rows.map(toVersion);
  }

  /** Ids of all landing pages that the offer has or had. */
  async landingPageIds(tx: Tx, offerId: Uuid): Promise<ReadonlySet<Uuid>> {
    const rows = await tx.rows<{ id: Uuid }>(
      `SELECT DISTINCT page ->> 'id' AS id FROM offer_routing, jsonb_array_elements(document -> 'landingPages') AS page WHERE offer_id = $1`, [offerId],
    );
    return new Set(rows.map((row) => row.id));
  }

  /** Adds a version. The caller holds the offer's lock; the unique version catches who does not. */
  async insert(tx: Tx, offer: { id: Uuid; advertiserId: Uuid }, routing: OfferRouting): Promise<void> {
    await tx.rows(
      `INSERT INTO offer_routing (id, offer_id, advertiser_id, version, document, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [newId(tx.now.getTime()), offer.id, offer.advertiserId, routing.version, JSON.stringify(toRoutingDocument(routing)), actorText(tx.context.actor), tx.now],
    );
  }
}

function toVersion(row: RoutingRow): RoutingVersion {
  return { id: row.id, routing: fromRoutingDocument(row.version, row.document), createdBy: row.createdBy, createdAt: row.createdAt };
}
