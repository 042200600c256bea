import type { SqlInvariant } from '../sql-invariant';

/** Clicks and reports are stored once, and fit what they are about. */
export const INTAKE: readonly SqlInvariant[] = [
  {
    number: 2,
    title: 'A click is stored once',
    checked: `SELECT count(*) FROM click`,
    breaches: `SELECT format('click %s is stored %s times', min(id::text), count(*)) AS what FROM click GROUP BY nonce HAVING count(*) > 1
      UNION ALL SELECT format('click %s is stored %s times', id, count(*)) FROM click GROUP BY id HAVING count(*) > 1`,
  },
  {
    number: 2,
    title: 'A click belongs to its link, and to terms that were in force',
    checked: `SELECT count(*) FROM click`,
    breaches: `SELECT format('click %s does not fit its link', k.id) AS what FROM click k LEFT JOIN link l ON l.id = k.link_id
        WHERE (l.offer_id, l.advertiser_id, l.affiliate_id) IS DISTINCT FROM (k.offer_id, k.advertiser_id, k.affiliate_id)
      UNION ALL SELECT format('click %s has terms that are not its offer’s or came later', k.id) FROM click k LEFT JOIN offer_terms t ON t.id = k.terms_id
        WHERE t.offer_id IS DISTINCT FROM k.offer_id OR t.valid_from > k.occurred_at`,
  },
  {
    number: 2,
    title: 'A conversion was accepted once, or refused',
    checked: `SELECT count(*) FROM conversion`,
    breaches: `SELECT format('conversion %s was accepted %s and refused %s times', c.id, i.accepted, i.refused) AS what
      FROM conversion c CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE outcome = 'accepted') AS accepted, count(*) FILTER (WHERE outcome = 'refused') AS refused
        FROM inbound_event WHERE conversion_id = c.id) i
      WHERE NOT (i.accepted = 1 AND i.refused = 0) AND NOT (c.intake_status = 'rejected' AND i.accepted = 0 AND i.refused > 0)`,
  },
  {
    number: 2,
    title: 'An acknowledged report has its conversion',
    checked: `SELECT count(*) FROM inbound_event`,
    breaches: `SELECT format('report %s is %s without a conversion of its advertiser', i.id, i.outcome) AS what
      FROM inbound_event i LEFT JOIN conversion c ON c.id = i.conversion_id AND c.advertiser_id = i.advertiser_id
      WHERE c.id IS NULL AND (i.outcome <> 'refused' OR i.conversion_id IS NOT NULL)`,
  },
  {
    number: 2,
    title: 'An order has one conversion per advertiser and goal',
    checked: `SELECT count(*) FROM conversion`,
    breaches: `SELECT format('order %s has %s conversions for the goal %s', order_id, count(*), goal) AS what
      FROM conversion GROUP BY advertiser_id, goal, order_id HAVING count(*) > 1`,
  },
];
