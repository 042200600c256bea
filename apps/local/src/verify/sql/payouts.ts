import type { SqlInvariant } from '../sql-invariant';

/** Payouts that have left, or may have. */
const LEFT = `('sending', 'unknown', 'transferred', 'returned')`;

/** What is paid is what was earned, once, and approved by another person. */
export const PAYOUTS: readonly SqlInvariant[] = [
  {
    number: 5,
    title: 'A commission, reversal or adjustment is in at most one live payout',
    checked: `SELECT count(*) FROM payout_line WHERE live`,
    breaches: `SELECT format('commission %s is in %s live payouts', commission_id, count(*)) AS what
        FROM payout_line WHERE live AND commission_id IS NOT NULL AND commission_reversal_id IS NULL GROUP BY commission_id HAVING count(*) > 1
      UNION ALL SELECT format('reversal %s is in %s live payouts', commission_reversal_id, count(*))
        FROM payout_line WHERE live AND commission_reversal_id IS NOT NULL GROUP BY commission_reversal_id HAVING count(*) > 1
      UNION ALL SELECT format('adjustment %s is in %s live payouts', adjustment_id, count(*))
        FROM payout_line WHERE live AND adjustment_id IS NOT NULL GROUP BY adjustment_id HAVING count(*) > 1`,
  },
  {
    number: 5,
    title: 'Lines sum to the payout, payouts to the batch',
    checked: `SELECT count(*) FROM payout`,
    breaches: `SELECT format('payout %s is %s and its lines sum to %s', p.id, p.amount_minor, coalesce(sum(l.amount_minor), 0)) AS what
        FROM payout p LEFT JOIN payout_line l ON l.payout_id = p.id GROUP BY p.id HAVING coalesce(sum(l.amount_minor), 0) <> p.amount_minor
      UNION ALL SELECT format('batch %s is %s over %s payouts and has %s over %s', b.id, b.total_minor, b.payout_count, coalesce(sum(p.amount_minor), 0), count(p.id))
        FROM payout_batch b LEFT JOIN payout p ON p.batch_id = b.id
        GROUP BY b.id HAVING (coalesce(sum(p.amount_minor), 0), count(p.id)) <> (b.total_minor, b.payout_count)`,
  },
  {
    number: 5,
    title: 'A line has the affiliate, the currency and the sum of what it pays',
    checked: `SELECT count(*) FROM payout_line`,
    breaches: `SELECT format('line %s does not fit what it pays', l.id) AS what
      FROM payout_line l JOIN payout p ON p.id = l.payout_id LEFT JOIN payout_batch b ON b.id = p.batch_id LEFT JOIN commission m ON m.id = l.commission_id
      LEFT JOIN commission_reversal r ON r.id = l.commission_reversal_id LEFT JOIN adjustment d ON d.id = l.adjustment_id
      WHERE (coalesce(m.affiliate_id, d.affiliate_id), l.affiliate_id) IS DISTINCT FROM (p.affiliate_id, p.affiliate_id)
        OR (coalesce(m.currency, d.currency), b.currency) IS DISTINCT FROM (p.currency, p.currency)
        OR (l.adjustment_id IS NOT NULL AND (d.status, CASE d.direction WHEN 'credit' THEN d.amount_minor ELSE -d.amount_minor END) IS DISTINCT FROM ('approved', l.amount_minor))
        OR (l.live AND l.commission_id IS NOT NULL AND l.commission_reversal_id IS NULL AND l.amount_minor <> m.amount_minor - m.reversed_minor + m.carried_minor)
        OR (l.commission_reversal_id IS NOT NULL AND (r.commission_id, r.carried, -r.amount_minor) IS DISTINCT FROM (l.commission_id, true, l.amount_minor))`,
  },
  {
    number: 5,
    title: 'A commission is paid or in a payout exactly while a payout has it',
    checked: `SELECT count(*) FROM commission WHERE status NOT IN ('pending', 'void')`,
    breaches: `SELECT format('commission %s is %s and its live payout %s', m.id, m.status, coalesce(p.status, 'missing')) AS what
      FROM commission m LEFT JOIN payout_line l ON l.commission_id = m.id AND l.live AND l.commission_reversal_id IS NULL LEFT JOIN payout p ON p.id = l.payout_id
      WHERE NOT CASE m.status
        WHEN 'in_payout' THEN coalesce(p.status IN ('planned', 'approved', 'sending', 'unknown', 'failed'), false)
        WHEN 'paid' THEN coalesce(p.status = 'transferred', false)
        WHEN 'reversed' THEN true
        ELSE p.id IS NULL END`,
  },
  {
    number: 6,
    title: 'A transferred payout has one successful attempt of its sum, and its transfer in the books',
    checked: `SELECT count(*) FROM payout WHERE status IN ('transferred', 'returned')`,
    breaches: `SELECT format('payout %s has %s successful attempts of its sum', p.id, count(a.id)) AS what
        FROM payout p LEFT JOIN payout_attempt a ON a.payout_id = p.id AND a.status = 'succeeded'
          AND (a.amount_minor, a.currency, a.stripe_account_id, a.affiliate_id) = (p.amount_minor, p.currency, p.stripe_account_id, p.affiliate_id)
        WHERE p.status IN ('transferred', 'returned') GROUP BY p.id HAVING count(a.id) <> 1
      UNION ALL SELECT format('payout %s is %s and an attempt of it succeeded', p.id, p.status)
        FROM payout p JOIN payout_attempt a ON a.payout_id = p.id AND a.status = 'succeeded' WHERE p.status NOT IN ('transferred', 'returned')
      UNION ALL SELECT format('payout %s of %s has %s leaving the books', p.id, p.amount_minor, coalesce(-sum(g.amount_minor), 0))
        FROM payout p LEFT JOIN journal j ON j.source_id = p.id AND j.kind = 'payout.transferred' AND j.memo = p.transfer_id
        LEFT JOIN posting g ON g.journal_id = j.id AND g.affiliate_id = p.affiliate_id AND g.currency = p.currency
        WHERE p.status IN ('transferred', 'returned') GROUP BY p.id HAVING coalesce(-sum(g.amount_minor), 0) <> p.amount_minor
      UNION ALL SELECT format('transfer %s carries %s payouts', transfer_id, count(*)) FROM payout WHERE transfer_id IS NOT NULL GROUP BY transfer_id HAVING count(*) > 1`,
  },
  {
    number: 6,
    title: 'What is in transit is what is being sent',
    checked: `SELECT count(*) FROM ledger_account WHERE kind = 'affiliate_in_transit'`,
    breaches: `SELECT format('affiliate %s has %s %s in transit and payouts of %s under way', coalesce(t.affiliate_id, s.affiliate_id), coalesce(t.minor, 0),
          coalesce(t.currency, s.currency), coalesce(s.minor, 0)) AS what
      FROM (SELECT a.affiliate_id, a.currency, sum(g.amount_minor) AS minor FROM ledger_account a JOIN posting g ON g.account_id = a.id
            WHERE a.kind = 'affiliate_in_transit' GROUP BY a.affiliate_id, a.currency HAVING sum(g.amount_minor) <> 0) t
      FULL JOIN (SELECT affiliate_id, currency, sum(amount_minor) AS minor FROM payout WHERE status IN ('sending', 'unknown') GROUP BY affiliate_id, currency) s
        ON s.affiliate_id = t.affiliate_id AND s.currency = t.currency
      WHERE coalesce(t.minor, 0) <> coalesce(s.minor, 0)`,
  },
  {
    number: 7,
    title: 'No payout left without the approval of its digest by another person',
    checked: `SELECT count(*) FROM payout WHERE status IN ${LEFT}`,
    breaches: `SELECT format('payout %s is %s and its batch has no approval by another person', p.id, p.status) AS what
      FROM payout p LEFT JOIN payout_batch b ON b.id = p.batch_id
      WHERE (p.status IN ${LEFT} OR EXISTS (SELECT 1 FROM payout_attempt a WHERE a.payout_id = p.id))
        AND NOT coalesce(b.approved_by <> b.prepared_by AND b.approved_by <> b.submitted_by AND b.approved_digest = b.digest
          AND b.released_by IS NOT NULL AND b.status IN ('releasing', 'settled', 'partly_failed'), false)`,
  },
  {
    number: 7,
    title: 'The approval of a batch is in the audit log, in the approver’s name',
    checked: `SELECT count(*) FROM payout_batch WHERE approved_by IS NOT NULL`,
    breaches: `SELECT format('the approval of batch %s is not in the audit log', b.id) AS what FROM payout_batch b
      WHERE b.approved_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM audit_event e
        WHERE e.subject_id = b.id AND e.action = 'batch.approved' AND e.actor = 'user:' || b.approved_by AND e.details ->> 'digest' = b.approved_digest)`,
  },
];
