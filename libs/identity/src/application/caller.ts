import type { TenantContext, Uuid } from '@fairlead/kernel';
import type { Role, TeamRole } from '../contracts';

/** The authenticated caller of a request. */
export interface Caller {
  readonly userId: Uuid;
  readonly organizationId: Uuid;
  readonly organizationName: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** What the caller is in the organization. */
  readonly teamRole: TeamRole;
  readonly emailVerified: boolean;
  readonly hasSecondFactor: boolean;
  /** The sign-in, when it last gave a one-time code, and who looks through it; null for an API key. */
  readonly session: { readonly id: Uuid; readonly secondFactorAt: Date | null; readonly viewedBy: Uuid | null } | null;
  /** What the caller's rows are. */
  readonly context: TenantContext;
  /** The key that was presented instead of a sign-in. */
  readonly apiKeyId: Uuid | null;
}
