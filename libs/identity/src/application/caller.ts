import type { TenantContext, Uuid } from '@fairlead/kernel';
import type { Role } from '../contracts';

/** The authenticated caller of a request. */
export interface Caller {
  readonly userId: Uuid;
  readonly organizationId: Uuid;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** What the caller's rows are. */
  readonly context: TenantContext;
  /** The key that was presented instead of a sign-in. */
  readonly apiKeyId: Uuid | null;
}
