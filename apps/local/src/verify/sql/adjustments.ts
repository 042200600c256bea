import type { SqlInvariant } from '../sql-invariant';

/** Corrections of balances: posted once, exactly as approved, by another person than who asked. */
export const ADJUSTMENTS: readonly SqlInvariant[] = [
  {
    number: 1,
    title: 'An approved adjustment is in the books once, any other and no adjustment never',
    checked: `SELECT count(*) FROM adjustment`,
    breaches: `SELECT format('adjustment %s is %s and has %s journals, %s %s on its account', d.id, d.status, b.journals, b.minor, d.currency) AS what
        FROM adjustment d CROSS JOIN LATERAL (
          SELECT count(DISTINCT j.id) AS journals, coalesce(sum(p.amount_minor), 0) AS minor,
                 coalesce(bool_and((j.kind, j.id, j.approved_by, j.memo) IS NOT DISTINCT FROM ('adjustment', d.journal_id, d.decided_by, d.reason)), true) AS fits
          FROM journal j LEFT JOIN posting p ON p.journal_id = j.id AND p.currency = d.currency
            AND (p.advertiser_id, p.affiliate_id) IS NOT DISTINCT FROM (d.advertiser_id, d.affiliate_id)
          WHERE j.source_type = 'adjustment' AND j.source_id = d.id) b
        WHERE (b.journals, b.minor, b.fits) <> CASE WHEN d.status = 'approved' THEN (1::bigint, (CASE d.direction WHEN 'credit' THEN d.amount_minor ELSE -d.amount_minor END)::numeric, true)
          ELSE (0::bigint, 0::numeric, true) END
      UNION ALL SELECT format('journal %s is an adjustment that nobody asked for', j.id)
        FROM journal j WHERE j.kind = 'adjustment' AND NOT EXISTS (SELECT 1 FROM adjustment d WHERE d.journal_id = j.id)`,
  },
  {
    number: 7,
    title: 'An adjustment was approved by another person, whose name is in the audit log',
    checked: `SELECT count(*) FROM adjustment WHERE status = 'approved'`,
    breaches: `SELECT format('adjustment %s has no approval by another person', d.id) AS what FROM adjustment d
      WHERE d.status = 'approved' AND NOT coalesce(d.decided_by <> d.requested_by AND EXISTS (SELECT 1 FROM audit_event e
        WHERE e.subject_id = d.id AND e.action = 'adjustment.approved' AND e.actor = 'user:' || d.decided_by), false)`,
  },
];
