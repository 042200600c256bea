/** Who a user is in the network. Staff are `admin` and `finance`. */
export const ROLES = ['admin', 'finance', 'advertiser', 'affiliate'] as const;
export type Role = (typeof ROLES)[number];

/** What a person is in one organization: `admin` and `finance` in the network's, `owner` and `member` elsewhere. */
export const TEAM_ROLES = ['admin', 'finance', 'owner', 'member'] as const;
export type TeamRole = (typeof TEAM_ROLES)[number];

/** Those who invite, promote and remove; no organization is left without one. */
export const MANAGING_ROLES: readonly TeamRole[] = ['admin', 'owner'];

/** The team roles that an organization of this kind has. */
export const TEAM_ROLES_OF: Record<OrganizationKind, readonly TeamRole[]> = {
  network: ['admin', 'finance'], advertiser: ['owner', 'member'], affiliate: ['owner', 'member'],
};

/** What an organization is: the operator, or one of the two sides. */
export type OrganizationKind = 'network' | 'advertiser' | 'affiliate';

/** The kind of organization that a role belongs to. */
export const KIND_OF_ROLE: Record<Role, OrganizationKind> = { admin: 'network', finance: 'network', advertiser: 'advertiser', affiliate: 'affiliate' };

/**
 * What a call needs beside its role: `sign_in` refuses API keys, `manager` is for administrators and owners, `verified_email` for who has proven
 * the mailbox, `fresh_code` asks who has a second factor for a code of the last minutes. `no_second_factor_yet` opens the call to staff who must
 * still set one up.
 */
export type CallerNeed = 'sign_in' | 'manager' | 'verified_email' | 'fresh_code' | 'no_second_factor_yet';

/** Who may call one route. `public` needs no sign-in and says why. */
export type RouteDeclaration = { readonly callers: readonly Role[]; readonly needs?: readonly CallerNeed[] } | { readonly callers: 'public'; readonly reason: string };

/** The function matrix: `METHOD /path/:param` to its callers. A route that is missing from it is refused at start. */
export type RouteCallers = Readonly<Record<string, RouteDeclaration>>;
export const ROUTE_CALLERS = Symbol('ROUTE_CALLERS');

/** A mail with a link that proves the mailbox is wanted. */
export const EMAIL_VERIFICATION_REQUESTED = 'user.email_verification_requested.v1';
/** A mail with a link to a new password is wanted. */
export const PASSWORD_RESET_REQUESTED = 'user.password_reset_requested.v1';
/** Something changed that a thief would change. */
export const SECURITY_CHANGED = 'user.security_changed.v1';
/** A sign-in with a browser that this person never used here. */
export const NEW_DEVICE_SEEN = 'user.new_device_seen.v1';
/** Somebody was invited to an organization. */
export const INVITATION_MADE = 'invitation.made.v1';

/** What `SECURITY_CHANGED` tells of. */
export const SECURITY_CHANGES = ['password_changed', 'second_factor_on', 'second_factor_off', 'recovery_codes_made', 'recovery_code_used'] as const;
export type SecurityChange = (typeof SECURITY_CHANGES)[number];

/** Those of them that come with the theft of an account. */
export const SIGNS_OF_TAKEOVER: readonly SecurityChange[] = ['password_changed', 'second_factor_off', 'recovery_code_used'];
