import { newId, type TenantContext, type Uuid } from '@fairlead/kernel';
import { SqlFilter, type Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { MailState } from '../contracts';

/** A mail as stored. */
export interface MailRow {
  readonly id: Uuid;
  readonly template: string;
  readonly recipient: string;
  readonly subject: string;
  readonly textBody: string;
  readonly htmlBody: string;
  /** Null without a file, and once it is forgotten. */
  readonly fileId: Uuid | null;
  readonly fileName: string | null;
  readonly secretSealed: Buffer | null;
  readonly state: MailState;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
}

/** A mail to store. */
export interface NewMail {
  readonly id: Uuid;
  readonly dedupeKey: string;
  readonly template: string;
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly secretSealed: Buffer | null;
  readonly state: 'queued' | 'kept';
}

/** A file that goes with a mail. */
export interface MailFile {
  readonly name: string;
  /** Media type. */
  readonly type: string;
  readonly content: Buffer;
}

const COLUMNS = 'id, template, recipient, subject, text_body, html_body, file_id, file_name, secret_sealed, state, attempts, last_error, created_at, sent_at';

/** Reads and writes mails. */
@Injectable()
export class MailsRepository {
  newId(tx: Tx): Uuid {
    return newId(tx.now.getTime());
  }

  /** One mail for a cause and recipient, however often it is written. Returns whether this was the first time. */
  async insert(tx: Tx, mail: NewMail): Promise<boolean> {
    return 1 === await tx.affected(
      `INSERT INTO mail (id, dedupe_key, template, recipient, subject, text_body, html_body, secret_sealed, state, available_at, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10) ON CONFLICT (dedupe_key) DO NOTHING`,
      [mail.id, mail.dedupeKey, mail.template, mail.recipient, mail.subject, mail.text, mail.html, mail.secretSealed, mail.state, tx.now],
    );
  }

  async exists(tx: Tx, dedupeKey: string): Promise<boolean> {
    return (await tx.row(`SELECT 1 AS is FROM mail WHERE dedupe_key = $1`, [dedupeKey])) !== null;
  }

  async attach(tx: Tx, dedupeKeys: readonly string[], { id, name, type, content }: MailFile & { readonly id: Uuid }): Promise<void> {
    await tx.rows(`INSERT INTO mail_file (id, name, type, content, created_at) VALUES ($1, $2, $3, $4, $5)`, [id, name, type, content, tx.now]);
    await tx.rows(`UPDATE mail SET file_id = $2, file_name = $3 WHERE dedupe_key = ANY($1)`, [dedupeKeys, id, name]);
  }

  /** Null when it was forgotten. */
  async file(tx: Tx, id: Uuid): Promise<MailFile | null> {
    return tx.row<MailFile>(`SELECT name, type, content FROM mail_file WHERE id = $1`, [id]);
  }

  /** Forgets files that are older than that and go with no mail that is to be sent. Returns how many. */
  async removeDoneFiles(tx: Tx, olderThan: Date): Promise<number> {
    return tx.affected(`DELETE FROM mail_file f WHERE f.created_at < $1 AND NOT EXISTS (SELECT 1 FROM mail m WHERE m.file_id = f.id AND m.state = 'queued')`, [olderThan]);
  }

  /** Takes mails that are due for so long that no other sender does meanwhile (ix_mail_due). */
  async claim(tx: Tx, count: number, leaseUntil: Date): Promise<MailRow[]> {
    return tx.rows<MailRow>(
      `UPDATE mail SET attempts = attempts + 1, available_at = $2
       WHERE id IN (SELECT id FROM mail WHERE state = 'queued' AND available_at <= $1 ORDER BY available_at LIMIT $3 FOR NO KEY UPDATE SKIP LOCKED) RETURNING ${COLUMNS}`,
      [tx.now, leaseUntil, count],
    );
  }

  /** The server has it: the secret is forgotten. */
  async markSent(tx: Tx, id: Uuid): Promise<void> {
    await tx.rows(`UPDATE mail SET state = 'sent', sent_at = $2, secret_sealed = NULL, last_error = NULL WHERE id = $1`, [id, tx.now]);
  }

  /** Null gives up, and forgets the secret. */
  async postpone(tx: Tx, id: Uuid, error: string, nextAt: Date | null): Promise<void> {
    await tx.rows(
      `UPDATE mail SET last_error = $2, state = CASE WHEN $3::timestamptz IS NULL THEN 'dead' ELSE 'queued' END, available_at = coalesce($3, available_at),
         secret_sealed = CASE WHEN $3::timestamptz IS NULL THEN NULL ELSE secret_sealed END WHERE id = $1 AND state = 'queued'`,
      [id, error.slice(0, 1_000), nextAt],
    );
  }

  /** Forgets mails that are done and older than that. Returns how many. */
  async removeOlder(tx: Tx, than: Date): Promise<number> {
    return tx.affected(`DELETE FROM mail WHERE created_at < $1 AND state <> 'queued'`, [than]);
  }

  /** For staff: row-level security shows mails to the network alone. */
  async list(tx: Tx, _context: TenantContext, page: { before: Uuid | null; limit: number; state?: string | undefined; recipient?: string | undefined }): Promise<MailRow[]> {
    const filter = new SqlFilter().and('id < ?', page.before).and('state = ?', page.state).and('recipient = ?', page.recipient?.toLowerCase());
    return tx.rows<MailRow>(`SELECT ${COLUMNS} FROM mail ${filter.where()} ORDER BY id DESC LIMIT ${filter.bind(page.limit + 1)}`, filter.parameters);
  }

  async find(tx: Tx, id: Uuid): Promise<MailRow | null> {
    return tx.row<MailRow>(`SELECT ${COLUMNS} FROM mail WHERE id = $1`, [id]);
  }
}
