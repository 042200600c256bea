import type { Uuid } from '@fairlead/kernel';
import type { Role, TeamRole } from '../contracts';

/** A person as a member of one organization. */
export interface SessionUser {
  readonly id: Uuid;
  readonly organizationId: Uuid;
  readonly organizationName: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly teamRole: TeamRole;
  readonly emailVerified: boolean;
  readonly hasSecondFactor: boolean;
}

/** What a client holds after signing in. */
export interface Session {
  readonly accessToken: string;
  readonly expiresIn: number;
  readonly refreshToken: string;
  readonly user: SessionUser;
}

/** What an administrator holds who looks as somebody else. */
export type ViewingSession = Omit<Session, 'refreshToken'>;

/** Where a sign-in comes from, as the request says. */
export interface Device {
  readonly ip: string;
  readonly userAgent: string;
}
