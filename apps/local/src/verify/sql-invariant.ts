import type { Tx } from '@fairlead/platform';
import { type Finding, type Invariant, MAX_SAMPLES } from './invariant';

/** An invariant that SQL can check. */
export interface SqlInvariant {
  readonly number: number;
  readonly title: string;
  /** Returns one row with one number: how many things there are to check. */
  readonly checked: string;
  /** Returns one row per breach, with a column `what` that says in words what is wrong. */
  readonly breaches: string;
}

export function sqlInvariant(invariant: SqlInvariant): Invariant {
  return { number: invariant.number, title: invariant.title, check: (tx) => checkBySql(tx, invariant) };
}

async function checkBySql(tx: Tx, invariant: SqlInvariant): Promise<Finding> {
  const counted = await tx.row<Record<string, bigint>>(invariant.checked);
  const rows = await tx.rows<{ breaches: bigint; what: string }>(
    `SELECT count(*) OVER () AS breaches, breach.what FROM (${invariant.breaches}) AS breach LIMIT ${MAX_SAMPLES}`,
  );
  return { checked: Number(Object.values(counted ?? {})[0] ?? 0n), breaches: Number(rows[0]?.breaches ?? 0n), samples: rows.map((row) => row.what) };
}

/** Things that an event on its way is still about: what they owe each other may be a moment behind. */
export const IN_FLIGHT = `in_flight AS MATERIALIZED (
  SELECT aggregate_id FROM outbox_event WHERE published_at IS NULL
  UNION SELECT e.aggregate_id FROM inbox_event i JOIN outbox_event e ON e.id = i.event_id WHERE i.state = 'due')`;
