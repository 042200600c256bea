import type { TenantContext, Uuid } from '@fairlead/kernel';
import { SqlFilter, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { OrganizationKind, TeamRole } from '../contracts';

/** Where a person belongs. */
export interface MembershipView {
  readonly organizationId: Uuid;
  readonly organizationName: string;
  readonly kind: OrganizationKind;
  readonly teamRole: TeamRole;
}

/** A person as administrators see them. */
export interface UserView {
  readonly id: Uuid;
  readonly email: string;
  readonly name: string;
  readonly status: UserStatus;
  readonly emailVerified: boolean;
  readonly hasSecondFactor: boolean;
  readonly createdAt: Date;
  /** Of any session; null for who never signed in. */
  readonly lastSeenAt: Date | null;
  readonly liveSessions: number;
  readonly memberships: readonly MembershipView[];
}

export const USER_STATUSES = ['active', 'disabled'] as const;
export type UserStatus = (typeof USER_STATUSES)[number];

/** Reads the people of all organizations; row-level security shows them to the network alone. */
@Injectable()
export class ReadUsers {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The newest first. `search` is part of a name or an address. */
  async list(context: TenantContext, page: { before: Uuid | null; limit: number; search?: string | undefined; status?: UserStatus | undefined }): Promise<UserView[]> {
    return this.unitOfWork.run(context, (tx) => {
      const filter = new SqlFilter().and('u.id < ?', page.before).and('u.status = ?', page.status).and(`position(lower(?) IN lower(u.email || ' ' || u.name)) > 0`, page.search);
      const now = filter.bind(tx.now);
      return tx.rows<UserView>(
        `SELECT u.id, u.email, u.name, u.status, u.email_verified_at IS NOT NULL AS email_verified, t.confirmed_at IS NOT NULL AS has_second_factor, u.created_at,
                s.last_seen_at, coalesce(s.live_sessions, 0) AS live_sessions, coalesce(m.memberships, '[]') AS memberships
         FROM user_account u LEFT JOIN totp_credential t ON t.user_id = u.id
         LEFT JOIN LATERAL (SELECT max(last_seen_at) AS last_seen_at, (count(*) FILTER (WHERE ended_at IS NULL AND expires_at > ${now}))::int AS live_sessions FROM user_session WHERE user_id = u.id AND viewed_by IS NULL) s ON true
         LEFT JOIN LATERAL (SELECT jsonb_agg(jsonb_build_object('organizationId', o.id, 'organizationName', o.name, 'kind', o.kind, 'teamRole', m.team_role) ORDER BY m.created_at, m.id) AS memberships
                            FROM membership m JOIN organization o ON o.id = m.organization_id WHERE m.user_id = u.id) m ON true
         ${filter.where()} ORDER BY u.id DESC LIMIT ${filter.bind(page.limit + 1)}`,
        filter.parameters,
      );
    });
  }
}
