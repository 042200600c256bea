/** Who a user is in the network. Staff are `admin` and `finance`. */
export const ROLES = ['admin', 'finance', 'advertiser', 'affiliate'] as const;
export type Role = (typeof ROLES)[number];

/** What an organization is: the operator, or one of the two sides. */
export type OrganizationKind = 'network' | 'advertiser' | 'affiliate';

/** The kind of organization that a role belongs to. */
export const KIND_OF_ROLE: Record<Role, OrganizationKind> = { admin: 'network', finance: 'network', advertiser: 'advertiser', affiliate: 'affiliate' };

/** Who may call one route. `public` needs no sign-in and says why. */
export type RouteDeclaration = { readonly callers: readonly Role[] } | { readonly callers: 'public'; readonly reason: string };

/** The function matrix: `METHOD /path/:param` to its callers. A route that is missing from it is refused at start. */
export type RouteCallers = Readonly<Record<string, RouteDeclaration>>;
export const ROUTE_CALLERS = Symbol('ROUTE_CALLERS');
