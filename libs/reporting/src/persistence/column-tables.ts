import { CODED, CODED_TABLES } from './coded-texts';

const SUBS = 'sub1 VARCHAR, sub2 VARCHAR, sub3 VARCHAR, sub4 VARCHAR, sub5 VARCHAR, sub6 VARCHAR, sub7 VARCHAR, sub8 VARCHAR, sub9 VARCHAR, sub10 VARCHAR';
/** What a click was; ids are numbers of `entity`, 0 where there is none. */
const OF_CLICK = `advertiser INTEGER, affiliate INTEGER, offer INTEGER, link INTEGER, landing_page INTEGER, channel_type VARCHAR, creative VARCHAR, source_id VARCHAR, ${SUBS}, "trigger" VARCHAR,
  country VARCHAR, device VARCHAR, os VARCHAR, browser VARCHAR, ${CODED.map((name) => `${name}_no INTEGER`).join(', ')}`;

/**
 * Tables of the copy. `at_s` is in Unix seconds. A click is a row, a conversion as well, each in the currency of its offer's terms; `followed` tells up to which version of Postgres' tables the
 * copy goes. Ids and currencies are small numbers, for those are quicker to group
 * and to narrow by.
 */
export const COLUMN_TABLES: readonly string[] = [
  'CREATE TABLE entity (no INTEGER NOT NULL, id VARCHAR NOT NULL)',
  'CREATE TABLE route (id INTEGER NOT NULL, advertiser INTEGER, affiliate INTEGER, offer INTEGER, link INTEGER, landing_page INTEGER, currency INTEGER, channel_type VARCHAR)',
  'CREATE TABLE agent (id INTEGER NOT NULL, device VARCHAR, os VARCHAR, browser VARCHAR)',
  `CREATE TABLE click (at_s INTEGER, is_counted UTINYINT, is_unique UTINYINT, click_outcome VARCHAR, currency INTEGER, ${OF_CLICK})`,
  `CREATE TABLE conversion (id VARCHAR, at_s INTEGER, status VARCHAR, currency INTEGER, amount_minor BIGINT, reversed_minor BIGINT, commission_minor BIGINT, margin_minor BIGINT, goal VARCHAR,
    promo_code INTEGER, ${OF_CLICK})`,
  'CREATE TABLE followed (hours BIGINT, conversions BIGINT)',
  `INSERT INTO entity VALUES (0, '')`,
  'INSERT INTO followed VALUES (0, 0)',
  ...CODED_TABLES,
];
