/** The two sides of the network. */
export type Scope = 'advertiser' | 'affiliate';

/** A table that the application may read, with the names of its columns. */
export interface SweptTable {
  readonly name: string;
  readonly columns: readonly string[];
}

const OPEN_OR_ENROLLED = `(o.visibility <> 'private' AND o.status = 'active') OR EXISTS (SELECT 1 FROM enrolment e WHERE e.offer_id = o.id AND e.affiliate_id = $1)`;

/** An affiliate may read what it could promote or does, though it is the advertiser's. */
const SHOWN_TO_AFFILIATES: Readonly<Record<string, string>> = {
  offer: `EXISTS (SELECT 1 FROM offer o WHERE o.id = t.id AND (${OPEN_OR_ENROLLED}))`,
  offer_terms: `EXISTS (SELECT 1 FROM offer o WHERE o.id = t.offer_id AND (${OPEN_OR_ENROLLED}))`,
};

/** Clicks carry their tenants in their route. */
const THROUGH_ROUTE = new Set(['click', 'click_hour']);
/** Texts that clicks of several tenants share; which of them are whose only the clicks tell. */
const DICTIONARIES = new Set(['click_agent', 'click_referrer']);

/** Of people, through their place in a team: the same person may work for several tenants. */
const THROUGH_MEMBERSHIP = new Set(['user_account']);

/** Tables whose id is the organization's own. */
const KEYED_BY_TENANT: Readonly<Record<string, readonly Scope[]>> = { organization: ['advertiser', 'affiliate'], advertiser: ['advertiser'], affiliate: ['affiliate'] };

/** The SQL condition under which row `t` belongs to tenant `$1` of this side. A table without an owner column is nobody's: no tenant may see it. */
export function belongsTo(table: SweptTable, scope: Scope): string {
  if (DICTIONARIES.has(table.name)) return 'true';
  if (THROUGH_ROUTE.has(table.name)) return `EXISTS (SELECT 1 FROM click_route r WHERE r.id = t.route_id AND r.${scope}_id = $1)`;
  if (THROUGH_MEMBERSHIP.has(table.name)) return 'EXISTS (SELECT 1 FROM membership m WHERE m.user_id = t.id AND m.organization_id = $1)';
  const shown = scope === 'affiliate' ? SHOWN_TO_AFFILIATES[table.name] : undefined;
  if (shown !== undefined) return shown;
  if (KEYED_BY_TENANT[table.name]?.includes(scope)) return 't.id = $1';
  const column = [`${scope}_id`, 'organization_id'].find((name) => table.columns.includes(name));
  return column === undefined ? 'false' : `t.${column} = $1`;
}
