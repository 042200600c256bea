import { IN_FLIGHT, type SqlInvariant } from '../sql-invariant';

/** Original, reversals and what remains add up: in conversions, in commissions and in the books. */
export const REVERSALS: readonly SqlInvariant[] = [
  {
    number: 8,
    title: 'Reversals of a conversion add up and never exceed it',
    checked: `SELECT count(*) FROM conversion`,
    breaches: `SELECT format('conversion %s of %s says %s is reversed; its reversals sum to %s', c.id, c.amount_minor, c.reversed_minor, coalesce(sum(r.amount_minor), 0)) AS what
        FROM conversion c LEFT JOIN conversion_reversal r ON r.conversion_id = c.id
        GROUP BY c.id HAVING coalesce(sum(r.amount_minor), 0) <> c.reversed_minor OR c.reversed_minor > c.amount_minor
      UNION ALL SELECT format('conversion %s is %s with %s of %s reversed', id, status, reversed_minor, amount_minor) FROM conversion
        WHERE (status = 'reversed' AND reversed_minor <> amount_minor) OR (status = 'approved' AND amount_minor > 0 AND reversed_minor = amount_minor)
          OR (status NOT IN ('approved', 'reversed') AND reversed_minor > 0)
      UNION ALL SELECT format('reversal %s does not continue the running total', id) FROM (
          SELECT id, reversed_total_minor, sum(amount_minor) OVER (PARTITION BY conversion_id ORDER BY reversed_total_minor, id) AS running FROM conversion_reversal) s
        WHERE reversed_total_minor <> running`,
  },
  {
    number: 8,
    title: 'Reversals of a commission add up and never exceed it',
    checked: `SELECT count(*) FROM commission`,
    breaches: `SELECT format('commission %s of %s says %s is reversed; its reversals sum to %s', m.id, m.amount_minor, m.reversed_minor, coalesce(sum(r.amount_minor), 0)) AS what
      FROM commission m LEFT JOIN commission_reversal r ON r.commission_id = m.id GROUP BY m.id
      HAVING coalesce(sum(r.amount_minor), 0) <> m.reversed_minor OR coalesce(sum(r.margin_minor), 0) <> m.reversed_margin_minor
        OR coalesce(sum(r.amount_minor) FILTER (WHERE r.carried), 0) <> m.carried_minor OR m.reversed_minor > m.amount_minor OR m.reversed_margin_minor > m.margin_minor`,
  },
  {
    number: 8,
    title: 'Every reversal of a conversion reached its commission',
    checked: `SELECT count(*) FROM conversion_reversal`,
    breaches: `WITH ${IN_FLIGHT}
      SELECT format('reversal %s did not reach the commission', r.id) AS what FROM conversion_reversal r
      WHERE NOT EXISTS (SELECT 1 FROM commission_reversal s WHERE s.conversion_reversal_id = r.id) AND r.conversion_id NOT IN (SELECT aggregate_id FROM in_flight)`,
  },
  {
    number: 8,
    title: 'The books hold what remains of every commission, its margin and its reserve',
    checked: `SELECT count(*) FROM commission`,
    breaches: `SELECT format('commission %s is %s: earned %s, margin %s, reserved %s in the books', m.id, m.status, b.earned, b.margin, b.reserved) AS what
      FROM commission m CROSS JOIN LATERAL (
        SELECT coalesce(sum(p.amount_minor) FILTER (WHERE a.kind IN ('affiliate_pending', 'affiliate_payable')), 0) AS earned,
               coalesce(sum(p.amount_minor) FILTER (WHERE a.kind = 'affiliate_pending'), 0) AS in_hold,
               coalesce(sum(p.amount_minor) FILTER (WHERE a.kind = 'network_margin'), 0) AS margin,
               coalesce(sum(p.amount_minor) FILTER (WHERE a.kind = 'advertiser_reserved'), 0) AS reserved
        FROM journal j JOIN posting p ON p.journal_id = j.id AND p.currency = m.currency JOIN ledger_account a ON a.id = p.account_id
        WHERE j.source_id = m.id AND (a.affiliate_id IS NULL OR a.affiliate_id = m.affiliate_id) AND (a.advertiser_id IS NULL OR a.advertiser_id = m.advertiser_id)) b
      WHERE (b.earned, b.margin, b.reserved) <> CASE
          WHEN m.status = 'pending' THEN (0::numeric, 0::numeric, (m.amount_minor + m.margin_minor)::numeric)
          WHEN m.status = 'void' THEN (0::numeric, 0::numeric, 0::numeric)
          ELSE ((m.amount_minor - m.reversed_minor)::numeric, (m.margin_minor - m.reversed_margin_minor)::numeric, 0::numeric) END
        OR b.in_hold <> CASE WHEN m.status = 'approved' THEN m.amount_minor - m.reversed_minor ELSE 0 END`,
  },
  {
    number: 8,
    title: 'What an affiliate has and was paid is what remains of its commissions and adjustments',
    checked: `SELECT count(DISTINCT (affiliate_id, currency)) FROM commission`,
    // Fees and exchanges are entered beside these, with an approver of their own.
    breaches: `SELECT format('affiliate %s: %s %s in the books, %s from commissions and adjustments less payouts', coalesce(h.affiliate_id, e.affiliate_id), coalesce(h.minor, 0),
          coalesce(h.currency, e.currency), coalesce(e.minor, 0)) AS what
      FROM (SELECT p.affiliate_id, p.currency, sum(p.amount_minor) AS minor FROM posting p JOIN journal j ON j.id = p.journal_id
            WHERE p.affiliate_id IS NOT NULL AND j.kind NOT IN ('fee', 'fx') GROUP BY p.affiliate_id, p.currency) h
      FULL JOIN (SELECT affiliate_id, currency, sum(minor) AS minor FROM (
          SELECT affiliate_id, currency, amount_minor - reversed_minor AS minor FROM commission WHERE status NOT IN ('pending', 'void')
          UNION ALL SELECT affiliate_id, currency, CASE direction WHEN 'credit' THEN amount_minor ELSE -amount_minor END FROM adjustment WHERE affiliate_id IS NOT NULL AND status = 'approved'
          UNION ALL SELECT affiliate_id, currency, -amount_minor FROM payout WHERE status = 'transferred') part GROUP BY affiliate_id, currency) e
        ON e.affiliate_id = h.affiliate_id AND e.currency = h.currency
      WHERE coalesce(h.minor, 0) <> coalesce(e.minor, 0)`,
  },
];
