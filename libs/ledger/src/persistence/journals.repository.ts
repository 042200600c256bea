import type { Uuid } from '@fairlead/kernel';
import { SqlFilter, type Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { JournalKind, JournalView, PostingView } from '../contracts';
import { keepToTenant, ownerColumn } from './tenant-scope';

/** Narrows a list of journals; what is left out does not. */
export interface JournalFilter {
  readonly sourceId?: Uuid | undefined;
  readonly kind?: JournalKind | undefined;
  readonly accountId?: Uuid | undefined;
}

/** A posting about to be written; its owner columns are set by the database. */
export type NewPosting = Pick<PostingView, 'id' | 'lineNo' | 'accountId' | 'amountMinor' | 'currency'>;

type JournalRow = Omit<JournalView, 'source' | 'postings'> & { readonly sourceType: string; readonly sourceId: Uuid };

const JOURNAL_COLUMNS = `j.id, j.kind, j.source_type, j.source_id, j.idempotency_key AS key, j.posted_at, j.effective_at, j.memo, j.actor, j.approved_by,
  j.reverses_journal_id, j.advertiser_id, j.affiliate_id, j.posting_count, j.content_hash`;

/** Rows of `journal` with their postings, each kept to the reader's tenant. */
@Injectable()
export class JournalsRepository {
  /** False when the key is taken; then waits for the transaction that took it, and nothing is written. */
  async insertIfNew(tx: Tx, journal: Omit<JournalView, 'postings'>): Promise<boolean> {
    const inserted = await tx.row(
      `INSERT INTO journal (id, kind, source_type, source_id, idempotency_key, posted_at, effective_at, memo, actor, approved_by, reverses_journal_id,
         advertiser_id, affiliate_id, posting_count, content_hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT (idempotency_key) DO NOTHING RETURNING id`,
      [
        journal.id, journal.kind, journal.source.type, journal.source.id, journal.key, journal.postedAt, journal.effectiveAt, journal.memo, journal.actor,
        journal.approvedBy, journal.reversesJournalId, journal.advertiserId, journal.affiliateId, journal.postingCount, journal.contentHash,
      ],
    );
    return inserted !== null;
  }

  async insertPostings(tx: Tx, journalId: Uuid, postings: readonly NewPosting[]): Promise<void> {
    await tx.rows(
      `INSERT INTO posting (id, journal_id, line_no, account_id, amount_minor, currency)
       SELECT id, $1, line_no, account_id, amount_minor, currency
       FROM unnest($2::uuid[], $3::int[], $4::uuid[], $5::bigint[], $6::text[]) AS line(id, line_no, account_id, amount_minor, currency)`,
      [
        journalId, postings.map((posting) => posting.id), postings.map((posting) => posting.lineNo), postings.map((posting) => posting.accountId),
        postings.map((posting) => posting.amountMinor.toString()), postings.map((posting) => posting.currency),
      ],
    );
  }

  async findByKey(tx: Tx, key: string): Promise<JournalView | null> {
    return (await this.read(tx, new SqlFilter().and('j.idempotency_key = ?', key), 'ORDER BY j.id'))[0] ?? null;
  }

  async findById(tx: Tx, id: Uuid): Promise<JournalView | null> {
    return (await this.read(tx, new SqlFilter().and('j.id = ?', id), 'ORDER BY j.id'))[0] ?? null;
  }

  /** Oldest first. */
  async findBySources(tx: Tx, sourceIds: readonly Uuid[]): Promise<JournalView[]> {
    if (sourceIds.length === 0) return [];
    return this.read(tx, new SqlFilter().and('j.source_id = ANY(?::uuid[])', sourceIds), 'ORDER BY j.id');
  }

  /** Newest first, up to `limit` journals older than `before`. */
  async list(tx: Tx, journals: JournalFilter, before: Uuid | null, limit: number): Promise<JournalView[]> {
    const filter = new SqlFilter().and('j.source_id = ?', journals.sourceId).and('j.kind = ?', journals.kind).and('j.id < ?', before);
    const owner = ownerColumn(tx.context);
    const own = owner === null ? '' : `AND p.${owner} = j.${owner}`;
    filter.and(`EXISTS (SELECT 1 FROM posting p WHERE p.account_id = ? AND p.journal_id = j.id ${own})`, journals.accountId);
    return this.read(tx, filter, `ORDER BY j.id DESC LIMIT ${filter.bind(limit)}`);
  }

  /** Up to `limit` journals after `after`, oldest first: for going through all of them. */
  async readAfter(tx: Tx, after: Uuid | null, limit: number): Promise<JournalView[]> {
    const filter = new SqlFilter().and('j.id > ?', after);
    return this.read(tx, filter, `ORDER BY j.id LIMIT ${filter.bind(limit)}`);
  }

  private async read(tx: Tx, filter: SqlFilter, tail: string): Promise<JournalView[]> {
    const where = keepToTenant(filter, tx.context, 'j').where();
    const rows = await tx.rows<JournalRow>(`SELECT ${JOURNAL_COLUMNS} FROM journal j ${where} ${tail}`, filter.parameters);
    const postings = await this.postingsOf(tx, rows.map((row) => row.id));
    return rows.map(({ sourceType, sourceId, ...row }) => ({ ...row, source: { type: sourceType, id: sourceId }, postings: postings.get(row.id) ?? [] }));
  }

  private async postingsOf(tx: Tx, journalIds: readonly Uuid[]): Promise<Map<Uuid, PostingView[]>> {
    const byJournal = new Map<Uuid, PostingView[]>();
    if (journalIds.length === 0) return byJournal;
    const filter = keepToTenant(new SqlFilter().and('p.journal_id = ANY(?::uuid[])', journalIds), tx.context, 'p');
    const rows = await tx.rows<PostingView & { journalId: Uuid }>(
      `SELECT p.journal_id, p.id, p.line_no, p.account_id, a.code AS account_code, a.kind AS account_kind, p.amount_minor, p.currency,
         p.advertiser_id, p.affiliate_id
       FROM posting p JOIN ledger_account a ON a.id = p.account_id ${filter.where()} ORDER BY p.journal_id, p.line_no`,
      filter.parameters,
    );
    for (const { journalId, ...posting } of rows) {
      const list = byJournal.get(journalId);
      if (list) list.push(posting);
      else byJournal.set(journalId, [posting]);
    }
    return byJournal;
  }
}
