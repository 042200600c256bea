import { leastIdAt, newId, type TenantContext, type Uuid } from '@fairlead/kernel';
import { SqlFilter, type Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';

const SECRET_PARAMETERS = new Set(['token', 'sig']);

/** How a report came. */
export type ReportSource = 'postback' | 'api' | 'browser';

/** One call and what became of it. */
export interface InboundEntry {
  readonly advertiserId: Uuid | null;
  readonly source: ReportSource;
  readonly parameters: Readonly<Record<string, string>>;
  readonly outcome: 'accepted' | 'duplicate' | 'refused' | 'test';
  readonly code: string | null;
  readonly conversionId: Uuid | null;
}

/** An entry as it is read. */
export interface InboundEventView extends InboundEntry {
  readonly id: Uuid;
  readonly receivedAt: Date;
}

/** Keeps every call with its outcome. */
@Injectable()
export class InboundLogRepository {
  async append(tx: Tx, entry: InboundEntry): Promise<void> {
    const parameters = Object.fromEntries(Object.entries(entry.parameters).map(([key, value]) => [key, SECRET_PARAMETERS.has(key) ? '[redacted]' : value.slice(0, 500)]));
    await tx.rows(
      `INSERT INTO inbound_event (id, advertiser_id, source, received_at, parameters, outcome, code, conversion_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [newId(tx.now.getTime()), entry.advertiserId, entry.source, tx.now, JSON.stringify(parameters), entry.outcome, entry.code, entry.conversionId],
    );
  }

  /** Advertisers with at least so many calls since then that did not prove who sent them (reads the primary key from `leastIdAt` on). */
  async unproven(tx: Tx, since: Date, atLeast: number): Promise<{ advertiserId: Uuid; calls: bigint }[]> {
    return tx.rows(
      `SELECT advertiser_id, count(*) AS calls FROM inbound_event WHERE id >= $1 AND code = 'postback.unauthenticated' AND advertiser_id IS NOT NULL
       GROUP BY advertiser_id HAVING count(*) >= $2 ORDER BY advertiser_id`,
      [leastIdAt(since.getTime()), atLeast],
    );
  }

  async list(tx: Tx, context: TenantContext, page: { before: Uuid | null; limit: number; outcome?: string | undefined }): Promise<InboundEventView[]> {
    const filter = new SqlFilter()
      .and('id < ?', page.before)
      .and('outcome = ?', page.outcome)
      .and('advertiser_id = ?', context.scope === 'advertiser' ? context.advertiserId : null);
    return tx.rows<InboundEventView>(
      `SELECT id, advertiser_id, source, received_at, parameters, outcome, code, conversion_id FROM inbound_event ${filter.where()}
       ORDER BY id DESC LIMIT ${filter.bind(page.limit + 1)}`,
      filter.parameters,
    );
  }
}
