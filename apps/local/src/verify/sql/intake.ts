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
    // A smart link and the waterfall lead to other offers than the link's own; the affiliate is always the link's.
    breaches: `SELECT format('click %s has no route, agent or referrer', k.id) AS what FROM click k LEFT JOIN click_route r ON r.id = k.route_id
        LEFT JOIN click_agent a ON a.id = k.agent_id LEFT JOIN click_referrer f ON f.id = k.referrer_id
        WHERE r.id IS NULL OR a.id IS NULL OR (k.referrer_id IS NOT NULL AND f.id IS NULL)
      UNION ALL SELECT format('route %s does not fit its link or its offer', r.id) FROM click_route r LEFT JOIN link l ON l.id = r.link_id LEFT JOIN offer o ON o.id = r.offer_id
        WHERE l.affiliate_id IS DISTINCT FROM r.affiliate_id OR o.advertiser_id IS DISTINCT FROM r.advertiser_id
      UNION ALL SELECT format('click %s has terms that are not its offer’s or came later', k.id) FROM click k JOIN click_route r ON r.id = k.route_id
        LEFT JOIN offer_terms t ON t.id = r.terms_id WHERE t.offer_id IS DISTINCT FROM r.offer_id OR t.valid_from > fairlead_click_time(k.id) + interval '5 seconds'`,
  },
  {
    number: 2,
    title: 'The hourly rollup has every click once',
    checked: `SELECT count(*) FROM click_hour`,
    breaches: `SELECT format('hour %s of route %s has %s clicks as %s, the rollup %s', coalesce(k.hour, h.hour), coalesce(k.route_id, h.route_id), coalesce(k.clicks, 0),
        coalesce(k.outcome, h.outcome), coalesce(h.clicks, 0)) AS what
      FROM (SELECT date_trunc('hour', fairlead_click_time(id), 'UTC') AS hour, route_id, coalesce(reason, 'counted') AS outcome, count(*) AS clicks,
          count(*) FILTER (WHERE is_unique) AS uniques FROM click GROUP BY 1, 2, 3) k
      FULL JOIN (SELECT * FROM click_hour WHERE hour >= coalesce((SELECT date_trunc('day', fairlead_click_time(min(id::text)::uuid), 'UTC') FROM click), 'infinity')) h
        USING (hour, route_id, outcome)
      WHERE (k.clicks, k.uniques) IS DISTINCT FROM (h.clicks, h.uniques)`,
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
      FROM conversion WHERE superseded_by = '00000000-0000-0000-0000-000000000000' GROUP BY advertiser_id, goal, order_id HAVING count(*) > 1`,
  },
];
