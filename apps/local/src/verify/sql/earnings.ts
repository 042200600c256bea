import { IN_FLIGHT, type SqlInvariant } from '../sql-invariant';

/** Which states of a commission go with a state of its conversion. A payout that claimed a commission keeps it until it is sent. */
const FITS = `CASE c.status
  WHEN 'pending' THEN m.status = 'pending'
  WHEN 'held' THEN m.status = 'pending'
  WHEN 'rejected' THEN m.status = 'void'
  WHEN 'approved' THEN m.status IN ('approved', 'payable', 'in_payout', 'paid')
  WHEN 'reversed' THEN m.status IN ('reversed', 'in_payout') OR (m.status IN ('payable', 'paid') AND (m.carried_minor > 0 OR m.amount_minor = 0))
END`;

/** One commission for what was earned, traceable to its cause. */
export const EARNINGS: readonly SqlInvariant[] = [
  {
    number: 3,
    title: 'One live commission per conversion, goal and affiliate',
    checked: `SELECT count(*) FROM commission`,
    breaches: `SELECT format('conversion %s has %s commissions', conversion_id, count(*)) AS what
      FROM commission WHERE status <> 'void' GROUP BY conversion_id, goal, affiliate_id HAVING count(*) > 1`,
  },
  {
    number: 3,
    title: 'A commission has the facts of its conversion',
    checked: `SELECT count(*) FROM commission`,
    breaches: `SELECT format('commission %s differs from its conversion', m.id) AS what FROM commission m LEFT JOIN conversion c ON c.id = m.conversion_id
      WHERE (c.advertiser_id, c.affiliate_id, c.offer_id, c.goal, c.terms_id, c.currency)
        IS DISTINCT FROM (m.advertiser_id, m.affiliate_id, m.offer_id, m.goal, m.terms_id, m.currency)`,
  },
  {
    number: 3,
    title: 'A conversion traces to one click or code, one affiliate, one advertiser, one version of terms',
    checked: `SELECT count(*) FROM conversion`,
    // Clicks are dropped in time, the oldest first; what a trace needs of them stays in the evidence.
    breaches: `SELECT format('conversion %s names a click that is not its affiliate’s', c.id) AS what FROM conversion c LEFT JOIN click k ON k.id = c.click_id LEFT JOIN click_route r ON r.id = k.route_id
        WHERE c.attribution = 'click' AND (r.offer_id, r.advertiser_id, r.affiliate_id, r.terms_id) IS DISTINCT FROM (c.offer_id, c.advertiser_id, c.affiliate_id, c.terms_id)
          AND NOT (k.id IS NULL AND c.evidence -> 'click' ->> 'nonce' IS NOT NULL AND c.click_id < (SELECT min(id::text)::uuid FROM click))
      UNION ALL SELECT format('conversion %s names a code that is not its affiliate’s', c.id) FROM conversion c LEFT JOIN promo_code p ON p.id = c.promo_code_id
        WHERE c.attribution = 'coupon' AND (p.offer_id, p.advertiser_id, p.affiliate_id) IS DISTINCT FROM (c.offer_id, c.advertiser_id, c.affiliate_id)
      UNION ALL SELECT format('conversion %s has terms or an offer that is not its advertiser’s', c.id)
        FROM conversion c LEFT JOIN offer_terms t ON t.id = c.terms_id LEFT JOIN offer o ON o.id = c.offer_id
        WHERE (t.offer_id, t.currency, o.advertiser_id) IS DISTINCT FROM (c.offer_id, c.currency, c.advertiser_id)`,
  },
  {
    number: 3,
    title: 'A conversion that was not refused has its commission, in a state that fits',
    checked: `SELECT count(*) FROM conversion WHERE intake_status <> 'rejected'`,
    breaches: `WITH ${IN_FLIGHT}
      SELECT format('conversion %s is %s and its commission %s', c.id, c.status, coalesce(m.status, 'missing')) AS what
      FROM conversion c LEFT JOIN commission m ON m.conversion_id = c.id
      WHERE (c.intake_status <> 'rejected' OR m.id IS NOT NULL) AND NOT coalesce(${FITS}, false) AND c.id NOT IN (SELECT aggregate_id FROM in_flight)`,
  },
];
