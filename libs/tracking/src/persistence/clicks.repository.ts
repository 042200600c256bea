import { DAY_MS, type TenantContext, type Uuid } from '@fairlead/kernel';
import { SqlFilter, type Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { type ClickView, SUB_NAMES, type SubName, type Subs } from '../contracts';

const SUB_COLUMNS = SUB_NAMES.join(', ');
const COLUMNS = `id, nonce, link_id, offer_id, advertiser_id, affiliate_id, terms_id, occurred_at, status, reason, ${SUB_COLUMNS}, source_id, referrer, user_agent, country, device`;

/** A click as it is written. */
export interface NewClick extends ClickView {
  readonly ipHash: string;
  readonly ipPrefix: string;
}

/** What clicks to list. `after` is a click id or an instant; only later clicks are shown. */
export interface ClickListFilter {
  readonly before: Uuid | null;
  readonly limit: number;
  readonly linkId?: Uuid | undefined;
  readonly offerId?: Uuid | undefined;
  readonly sub1?: string | undefined;
  readonly status?: string | undefined;
  readonly after?: { id: Uuid } | { instant: Date } | undefined;
}

type ClickRow = Omit<ClickView, 'subs'> & Record<SubName, string | null>;

/** Reads and writes clicks. */
@Injectable()
export class ClicksRepository {
  async insert(tx: Tx, clicks: readonly NewClick[]): Promise<void> {
    const columns = ['id', 'nonce', 'link_id', 'offer_id', 'advertiser_id', 'affiliate_id', 'terms_id', 'occurred_at', 'status', 'reason', ...SUB_NAMES, 'source_id', 'ip_hash', 'ip_prefix', 'user_agent', 'referrer', 'country', 'device'];
    const parameters: unknown[] = [];
    const rows = clicks.map((click) => {
      const values = [
        click.id, click.nonce, click.linkId, click.offerId, click.advertiserId, click.affiliateId, click.termsId, click.occurredAt, click.status, click.reason,
        ...SUB_NAMES.map((name) => click.subs[name] ?? null), click.sourceId, click.ipHash, click.ipPrefix, click.userAgent, click.referrer, click.country, click.device,
      ];
      return `(${values.map((value) => `$${parameters.push(value)}`).join(', ')})`;
    });
    await tx.rows(`INSERT INTO click (${columns.join(', ')}) VALUES ${rows.join(', ')}`, parameters);
  }

  async find(tx: Tx, id: Uuid): Promise<ClickView | null> {
    const row = await tx.row<ClickRow>(`SELECT ${COLUMNS} FROM click WHERE id = $1`, [id]);
    return row ? toClick(row) : null;
  }

  async findVisible(tx: Tx, context: TenantContext, id: Uuid): Promise<ClickView | null> {
    const filter = SqlFilter.ofTenant(context).and('id = ?', id);
    const row = await tx.row<ClickRow>(`SELECT ${COLUMNS} FROM click ${filter.where()}`, filter.parameters);
    return row ? toClick(row) : null;
  }

  async list(tx: Tx, context: TenantContext, wanted: ClickListFilter): Promise<ClickView[]> {
    const filter = SqlFilter.ofTenant(context)
      .and('id < ?', wanted.before)
      .and('link_id = ?', wanted.linkId)
      .and('offer_id = ?', wanted.offerId)
      .and('sub1 = ?', wanted.sub1)
      .and('status = ?', wanted.status)
      .and('id > ?', wanted.after && 'id' in wanted.after ? wanted.after.id : null)
      .and('occurred_at > ?', wanted.after && 'instant' in wanted.after ? wanted.after.instant : null);
    const rows = await tx.rows<ClickRow>(`SELECT ${COLUMNS} FROM click ${filter.where()} ORDER BY id DESC LIMIT ${filter.bind(wanted.limit + 1)}`, filter.parameters);
    return rows.map(toClick);
  }

  /** Counted clicks of the offer since midnight UTC. Uses ix_click_offer_id_id: ids sort by time. */
  async countedToday(tx: Tx, offerId: Uuid, now: Date): Promise<number> {
    const midnight = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
    const firstId = `${midnight.toString(16).padStart(12, '0').replace(/^(.{8})/, '$1-')}-7000-8000-000000000000`;
    const row = await tx.row<{ clicks: bigint }>(`SELECT count(*) AS clicks FROM click WHERE offer_id = $1 AND id >= $2 AND status = 'counted'`, [offerId, firstId]);
    return Number(row?.clicks ?? 0n);
  }
}

function toClick(row: ClickRow): ClickView {
  const subs: Subs = {};
  for (const name of SUB_NAMES) {
    const value = row[name];
    if (value !== null) subs[name] = value;
  }
  return { ...row, subs };
}
