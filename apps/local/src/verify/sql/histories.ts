import type { SqlInvariant } from '../sql-invariant';

/**
 * Steps of a history lead from nothing to the present state: every other state was left as often as it was entered. Told by counting, because
 * the instants of two steps are those at which their transactions began.
 */
function historyOf(thing: string, table: string, history: string, own: string): SqlInvariant {
  return {
    number: 3,
    title: `The history of ${/^[aeiou]/.test(thing) ? 'an' : 'a'} ${thing} leads to its present state`,
    checked: `SELECT count(*) FROM ${table}`,
    breaches: `SELECT format('${thing} %s is %s and its history leads to %s', t.id, t.status, coalesce(h.reached, 'nothing')) AS what
      FROM ${table} t CROSS JOIN LATERAL (
        SELECT string_agg(state || CASE WHEN times = 1 THEN '' ELSE ' x ' || times END, ', ' ORDER BY state) AS reached FROM (
          SELECT state, sum(step) AS times FROM (
            SELECT to_status AS state, 1 AS step FROM ${history} s WHERE ${own} UNION ALL SELECT from_status, -1 FROM ${history} s WHERE from_status IS NOT NULL AND ${own}
          ) moves GROUP BY state HAVING sum(step) <> 0) ends) h
      WHERE h.reached IS DISTINCT FROM t.status`,
  };
}

/** Every state is explained by its history. */
export const HISTORIES: readonly SqlInvariant[] = [
  historyOf('conversion', 'conversion', 'conversion_history', 's.conversion_id = t.id'),
  historyOf('commission', 'commission', 'commission_history', 's.commission_id = t.id'),
  historyOf('payout', 'payout', 'payout_history', 's.payout_id = t.id'),
  historyOf('adjustment', 'adjustment', 'adjustment_history', 's.adjustment_id = t.id'),
  historyOf('batch', 'payout_batch', 'payout_history', 's.batch_id = t.id AND s.payout_id IS NULL'),
];
