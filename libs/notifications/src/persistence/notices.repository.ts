import type { TenantContext, Uuid } from '@fairlead/kernel';
import type { Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { NoticeKind } from '../contracts';
import type { NoticeFacts } from '../domain/notice-facts';

/** A notice as one person sees it. */
export interface NoticeView {
  readonly id: Uuid;
  readonly kind: NoticeKind;
  readonly subject: string | null;
  readonly facts: NoticeFacts;
  readonly createdAt: Date;
  readonly seen: boolean;
}

export interface NewNotice {
  readonly id: Uuid;
  readonly organizationId: Uuid;
  readonly dedupeKey: string;
  readonly kind: NoticeKind;
  readonly subject: string | null;
  readonly facts: NoticeFacts;
}

/** Whose notices: those of an organization, as marked by one of its people. */
export interface Reader {
  readonly userId: Uuid;
  readonly organizationId: Uuid;
}

const SEEN_THROUGH = `(SELECT seen_through FROM notice_mark WHERE user_id = $1 AND organization_id = $2)`;

/** Reads and writes notices. Staff see every row by scope, so each query names the organization. */
@Injectable()
export class NoticesRepository {
  /** One notice for a cause and organization, however often it is written. */
  async insert(tx: Tx, notice: NewNotice): Promise<void> {
    await tx.rows(
      `INSERT INTO notice (id, organization_id, dedupe_key, kind, subject, facts, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (dedupe_key) DO NOTHING`,
      [notice.id, notice.organizationId, notice.dedupeKey, notice.kind, notice.subject, JSON.stringify(notice.facts), tx.now],
    );
  }

  async list(tx: Tx, _context: TenantContext, reader: Reader, page: { before: Uuid | null; limit: number }): Promise<NoticeView[]> {
    return tx.rows<NoticeView>(
      `SELECT id, kind, subject, facts, created_at, coalesce(id <= ${SEEN_THROUGH}, false) AS seen FROM notice
       WHERE organization_id = $2 AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`,
      [reader.userId, reader.organizationId, page.before, page.limit + 1],
    );
  }

  /** How many are new to the reader, counted up to `most`. */
  async countUnseen(tx: Tx, _context: TenantContext, reader: Reader, most: number): Promise<number> {
    const row = await tx.row<{ count: number }>(
      `SELECT count(*)::int AS count FROM (SELECT 1 FROM notice WHERE organization_id = $2 AND id > coalesce(${SEEN_THROUGH}, '00000000-0000-0000-0000-000000000000') LIMIT $3) AS unseen`,
      [reader.userId, reader.organizationId, most],
    );
    return row?.count ?? 0;
  }

  /** Marks all notices up to this one as seen. A mark never goes back. */
  async mark(tx: Tx, reader: Reader, through: Uuid): Promise<void> {
    await tx.rows(
      `INSERT INTO notice_mark (user_id, organization_id, seen_through) VALUES ($1, $2, $3)
       ON CONFLICT (user_id, organization_id) DO UPDATE SET seen_through = greatest(notice_mark.seen_through, excluded.seen_through)`,
      [reader.userId, reader.organizationId, through],
    );
  }

  /** Forgets notices that are older than that. Returns how many. */
  async removeOlder(tx: Tx, than: Date): Promise<number> {
    return tx.affected(`DELETE FROM notice WHERE created_at < $1`, [than]);
  }
}
