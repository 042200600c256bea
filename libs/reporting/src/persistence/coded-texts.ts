import type { Dimension } from '../contracts';
import type { ColumnTx } from './column-tx';

/** Texts of clicks and conversions that have numbers beside them (`sub1_no`): grouping by those takes a fraction of the time. */
export const CODED = [
  'channel_type', 'creative', 'source_id', 'sub1', 'sub2', 'sub3', 'sub4', 'sub5', 'sub6', 'sub7', 'sub8', 'sub9', 'sub10', 'trigger', 'country', 'device', 'os', 'browser', 'click_outcome',
] as const;
export type CodedDimension = (typeof CODED)[number];
/** With more texts than this, keeping a dimension's numbers costs more than it gains: one label for each click. */
const MOST_TEXTS = 200_000;

export const CODED_TABLES: readonly string[] = [
  'CREATE TABLE coded (dimension VARCHAR NOT NULL, no INTEGER NOT NULL, text VARCHAR NOT NULL)',
  `INSERT INTO coded VALUES ${CODED.map((name) => `('${name}', 0, '')`).join(', ')}`,
];

/** Gives numbers to the texts in these columns of a staged table that have none. A dimension that has become too wide loses its numbers, for as long as this copy lives. */
export async function codeTexts(columns: ColumnTx, stage: string, names: readonly CodedDimension[]): Promise<void> {
  const texts = names.map((name) => `SELECT DISTINCT '${name}' AS dimension, "${name}" AS text FROM ${stage}`).join(' UNION ALL ');
  await columns.rows(
    `INSERT INTO coded SELECT f.dimension, k.highest + row_number() OVER (PARTITION BY f.dimension ORDER BY f.text), f.text
     FROM (${texts}) f JOIN (SELECT dimension, max(no) AS highest FROM coded GROUP BY dimension) k ON k.dimension = f.dimension
     WHERE (f.dimension, f.text) NOT IN (SELECT dimension, text FROM coded)`,
  );
  await columns.rows(`DELETE FROM coded WHERE dimension IN (SELECT dimension FROM coded GROUP BY dimension HAVING count(*) > ${MOST_TEXTS})`);
}

/**
 * Numbers of a row in the order of `CODED`, and the joins that find them. Those of a dimension that has none any more are not read.
 * @param tableOf alias of the table that has the text; null for what the rows have not.
 */
export function codesOf(tableOf: (name: CodedDimension) => string | null): { selected: string; joins: string } {
  return {
    selected: CODED.map((name) => (tableOf(name) === null ? '0' : `coalesce(c_${name}.no, 0)`)).join(', '),
    joins: CODED.filter((name) => tableOf(name) !== null).map((name) => `LEFT JOIN coded c_${name} ON c_${name}.dimension = '${name}' AND c_${name}.text = ${tableOf(name)}."${name}"`).join(' '),
  };
}

/** The dimensions that can be grouped by number now. */
export async function codedDimensions(columns: ColumnTx): Promise<ReadonlySet<Dimension>> {
  return new Set((await columns.rows<{ dimension: Dimension }>('SELECT dimension FROM coded WHERE no = 0')).map(({ dimension }) => dimension));
}
