import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { HOUR_MS } from '@fairlead/kernel';
import type { Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { CODED, codesOf, codeTexts } from './coded-texts';
import { ColumnStore } from './column-store';
import type { ColumnTx } from './column-tx';

const SUBS = ['sub1', 'sub2', 'sub3', 'sub4', 'sub5', 'sub6', 'sub7', 'sub8', 'sub9', 'sub10'] as const;
const OF_AGENT = ['device', 'os', 'browser'] as const;
const TEXTS = ['creative', 'source_id', ...SUBS, 'trigger', 'country', 'click_outcome'] as const;
const CODES = CODED.map((name) => `${name}_no`).join(', ');
const ROUTE_IDS = ['advertiser', 'affiliate', 'offer', 'link', 'landing_page', 'currency'];
const CLICK_SQL = `extract(epoch FROM fairlead_click_time(id))::bigint AS at_s, route_id, agent_id, is_unique::int AS is_unique, coalesce(creative_id, '') AS creative,
  coalesce(source_id, '') AS source_id, ${SUBS.map((name) => `coalesce(${name}, '') AS ${name}`).join(', ')}, coalesce(trigger, 'link') AS trigger, coalesce(country, '') AS country, coalesce(reason, 'counted') AS click_outcome`;
const CONVERSION_IDS = ['advertiser_id', 'affiliate_id', 'offer_id', 'link', 'landing_page', 'promo_code', 'currency'];
const CONVERSION_TEXTS = ['creative', 'source_id', ...SUBS, 'trigger', 'country', ...OF_AGENT] as const;
const CLICK_CODES = codesOf((name) => (name === 'channel_type' ? 'r' : OF_AGENT.some((one) => one === name) ? 'a' : 's'));
const CONVERSION_CODES = codesOf((name) => (name === 'click_outcome' ? null : 's'));

/** A column as it comes from Postgres: text, or a number. */
type Columns = Readonly<Record<string, 'VARCHAR' | 'INTEGER' | 'BIGINT'>>;

/** Takes rows over from Postgres into the columns, by COPY through a file: each take replaces what it brings anew. */
@Injectable()
export class ColumnCopyRepository {
  constructor(private readonly store: ColumnStore) {}

  async followed(columns: ColumnTx): Promise<{ hours: bigint; conversions: bigint }> {
    const [row] = await columns.rows<{ hours: bigint; conversions: bigint }>('SELECT hours, conversions FROM followed');
    return row ?? { hours: 0n, conversions: 0n };
  }

  /** Forgets everything: Postgres is not the one that was copied, or was set back to an earlier state. */
  async clear(columns: ColumnTx): Promise<void> {
    for (const table of ['click', 'conversion']) await columns.rows(`DELETE FROM ${table}`);
    await columns.rows('UPDATE followed SET hours = 0, conversions = 0');
  }

  /** Brings all clicks of these hours. */
  async takeHours(tx: Tx, columns: ColumnTx, hours: readonly { hour: Date; version: bigint }[]): Promise<void> {
    const within = hours.map(({ hour }) => `(id >= fairlead_first_click_id('${hour.toISOString()}') AND id < fairlead_first_click_id('${new Date(hour.getTime() + HOUR_MS).toISOString()}'))`);
    await this.stage(tx, columns, 'click', `SELECT ${CLICK_SQL} FROM click WHERE ${within.join(' OR ')}`, {
      at_s: 'BIGINT', route_id: 'INTEGER', agent_id: 'INTEGER', is_unique: 'INTEGER', ...texts(TEXTS),
    });
    await this.takeRoutes(tx, columns);
    await this.takeAgents(tx, columns);
    await codeTexts(columns, 'stage_click', TEXTS);
    for (const { hour } of hours) await columns.rows('DELETE FROM click WHERE at_s >= $1 AND at_s < $2', [hour.getTime() / 1000, (hour.getTime() + HOUR_MS) / 1000]);
    await columns.rows(
      `INSERT INTO click (at_s, is_counted, is_unique, channel_type, ${ROUTE_IDS.join(', ')}, ${TEXTS.map(quoted).join(', ')}, device, os, browser, ${CODES})
       SELECT s.at_s, CASE WHEN s.click_outcome = 'counted' THEN 1 ELSE 0 END, s.is_unique, r.channel_type, ${ROUTE_IDS.map((name) => `r.${name}`).join(', ')},
         ${TEXTS.map((name) => `s.${quoted(name)}`).join(', ')}, a.device, a.os, a.browser, ${CLICK_CODES.selected}
       FROM stage_click s JOIN route r ON r.id = s.route_id JOIN agent a ON a.id = s.agent_id ${CLICK_CODES.joins} ORDER BY r.affiliate, s.at_s`,
    );
    await columns.rows('UPDATE followed SET hours = $1', [hours.at(-1)?.version ?? 0n]);
  }

  /** Brings the conversions whose versions are above one and up to another. */
  async takeConversions(tx: Tx, columns: ColumnTx, after: bigint, until: bigint): Promise<void> {
    await this.stage(
      tx, columns, 'conversion',
      `SELECT r.id, extract(epoch FROM r.occurred_at)::bigint AS at_s, r.status, r.amount_minor, r.reversed_minor, r.commission_minor, r.margin_minor, r.goal, n.kind AS channel_type,
         ${[...CONVERSION_IDS, ...CONVERSION_TEXTS].map((name) => `r.${name}`).join(', ')}
       FROM report_conversion r LEFT JOIN link l ON l.id = nullif(r.link, '')::uuid LEFT JOIN channel n ON n.id = l.channel_id WHERE r.version > ${after} AND r.version <= ${until}`,
      {
        id: 'VARCHAR', at_s: 'BIGINT', status: 'VARCHAR', amount_minor: 'BIGINT', reversed_minor: 'BIGINT', commission_minor: 'BIGINT', margin_minor: 'BIGINT', goal: 'VARCHAR', channel_type: 'VARCHAR',
        ...texts([...CONVERSION_IDS, ...CONVERSION_TEXTS]),
      },
    );
    await this.nameEntities(columns, 'stage_conversion', CONVERSION_IDS);
    await codeTexts(columns, 'stage_conversion', ['channel_type', ...CONVERSION_TEXTS]);
    await columns.rows('DELETE FROM conversion WHERE id IN (SELECT id FROM stage_conversion)');
    await columns.rows(
      `INSERT INTO conversion (id, at_s, status, amount_minor, reversed_minor, commission_minor, margin_minor, goal, channel_type, ${CONVERSION_IDS.map((name) => name.replace('_id', '')).join(', ')},
         ${CONVERSION_TEXTS.map(quoted).join(', ')}, ${CODES})
       SELECT s.id, s.at_s, s.status, s.amount_minor, s.reversed_minor, s.commission_minor, s.margin_minor, coalesce(s.goal, ''), s.channel_type,
         ${CONVERSION_IDS.map((name) => `e_${name}.no`).join(', ')}, ${CONVERSION_TEXTS.map((name) => `s.${quoted(name)}`).join(', ')}, ${CONVERSION_CODES.selected}
       FROM stage_conversion s ${CONVERSION_IDS.map((name) => `JOIN entity e_${name} ON e_${name}.id = s.${name}`).join(' ')} ${CONVERSION_CODES.joins}`,
    );
    await columns.rows('UPDATE followed SET conversions = $1', [until]);
  }

  private async takeRoutes(tx: Tx, columns: ColumnTx): Promise<void> {
    const missing = await columns.rows<{ id: number }>('SELECT DISTINCT route_id AS id FROM stage_click WHERE route_id NOT IN (SELECT id FROM route)');
    if (missing.length === 0) return;
    await this.stage(
      tx, columns, 'route',
      `SELECT r.id, r.advertiser_id AS advertiser, r.affiliate_id AS affiliate, r.offer_id AS offer, r.link_id AS link,
         CASE WHEN r.landing_page_id = '00000000-0000-0000-0000-000000000000' THEN '' ELSE r.landing_page_id::text END AS landing_page, trim(t.currency) AS currency, n.kind AS channel_type
       FROM click_route r JOIN offer_terms t ON t.id = r.terms_id LEFT JOIN link l ON l.id = r.link_id LEFT JOIN channel n ON n.id = l.channel_id WHERE r.id IN (${missing.map(({ id }) => id).join(', ')})`,
      { id: 'INTEGER', ...texts([...ROUTE_IDS, 'channel_type']) },
    );
    await this.nameEntities(columns, 'stage_route', ROUTE_IDS);
    await codeTexts(columns, 'stage_route', ['channel_type']);
    await columns.rows(
      `INSERT INTO route SELECT s.id, ${ROUTE_IDS.map((name) => `e_${name}.no`).join(', ')}, s.channel_type FROM stage_route s ${ROUTE_IDS.map((name) => `JOIN entity e_${name} ON e_${name}.id = s.${name}`).join(' ')}`,
    );
  }

  private async takeAgents(tx: Tx, columns: ColumnTx): Promise<void> {
    const missing = await columns.rows<{ id: number }>('SELECT DISTINCT agent_id AS id FROM stage_click WHERE agent_id NOT IN (SELECT id FROM agent)');
    if (missing.length === 0) return;
    await this.stage(
      tx, columns, 'agent', `SELECT id, device, coalesce(os, '') AS os, coalesce(browser, '') AS browser FROM click_agent WHERE id IN (${missing.map(({ id }) => id).join(', ')})`,
      { id: 'INTEGER', ...texts(['device', 'os', 'browser']) },
    );
    await codeTexts(columns, 'stage_agent', OF_AGENT);
    await columns.rows('INSERT INTO agent SELECT * FROM stage_agent');
  }

  private async nameEntities(columns: ColumnTx, table: string, names: readonly string[]): Promise<void> {
    const all = names.map((name) => `SELECT ${name} AS id FROM ${table}`).join(' UNION ');
    await columns.rows(`INSERT INTO entity SELECT row_number() OVER () + (SELECT max(no) FROM entity), id FROM (${all}) WHERE id NOT IN (SELECT id FROM entity)`);
  }

  /** Copies rows of Postgres into the temporary table `stage_<name>`; text is never null there. */
  private async stage(tx: Tx, columns: ColumnTx, name: string, sql: string, types: Columns): Promise<void> {
    const file = await this.store.path(`${name}.csv`);
    try {
      await tx.copyOut(`COPY (${sql}) TO STDOUT (FORMAT csv, FORCE_QUOTE *)`, createWriteStream(file));
      const selected = Object.entries(types).map(([column, type]) => (type === 'VARCHAR' ? `coalesce(${quoted(column)}, '') AS ${quoted(column)}` : quoted(column)));
      await columns.rows(
        `CREATE OR REPLACE TEMP TABLE stage_${name} AS SELECT ${selected.join(', ')} FROM read_csv('${file.replaceAll("'", "''")}', header = false, delim = ',', quote = '"', escape = '"', auto_detect = false,
           columns = {${Object.entries(types).map(([column, type]) => `'${column}': '${type}'`).join(', ')}})`,
      );
    } finally {
      await rm(file, { force: true });
    }
  }
}

function texts(names: readonly string[]): Columns {
  return Object.fromEntries(names.map((name) => [name, 'VARCHAR' as const]));
}

/** `trigger` is a word of SQL. */
function quoted(name: string): string {
  return name === 'trigger' ? '"trigger"' : name;
}
