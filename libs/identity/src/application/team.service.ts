import { DomainError, notFound, type Uuid } from '@fairlead/kernel';
import { type Tx, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { MANAGING_ROLES, type OrganizationKind, type TeamRole } from '../contracts';
import { hasTeamRole, losesLastManager, managesTeam } from '../domain/team';
import { AuditLog } from './audit-log';
import type { Caller } from './caller';

/** A person of a team, as the team sees them. `id` is the user's. */
export interface MemberView {
  readonly id: Uuid;
  readonly email: string;
  readonly name: string;
  readonly teamRole: TeamRole;
  readonly hasSecondFactor: boolean | null;
  readonly joinedAt: Date;
}

/** An organization that a person may enter. */
export interface OwnOrganizationView {
  readonly id: Uuid;
  readonly name: string;
  readonly kind: OrganizationKind;
  readonly status: 'active' | 'suspended';
  readonly teamRole: TeamRole;
}

/** Reads and changes who belongs to an organization. Nobody can leave it without a manager. */
@Injectable()
export class Team {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly audit: AuditLog) {}

  /** The team of the caller's organization, in the order of joining. */
  async list(caller: Caller): Promise<MemberView[]> {
    return this.unitOfWork.run(caller.context, (tx) =>
      tx.rows<MemberView>(
        `SELECT u.id, u.email, u.name, m.team_role, m.created_at AS joined_at, CASE WHEN fairlead_network() THEN t.confirmed_at IS NOT NULL END AS has_second_factor
         FROM membership m JOIN user_account u ON u.id = m.user_id LEFT JOIN totp_credential t ON t.user_id = u.id
         WHERE m.organization_id = $1 ORDER BY m.created_at, m.id LIMIT 500`, [caller.organizationId],
      ),
    );
  }

  /** @throws DomainError `member.not_found`, `team.role_unknown` or `team.last_manager` (conflict). */
  async changeRole(caller: Caller, userId: Uuid, teamRole: TeamRole): Promise<void> {
    await this.unitOfWork.run(caller.context, async (tx) => {
      const { kind, current } = await this.lock(tx, caller.organizationId, userId);
      assertTeamRole(kind, teamRole);
      if (current === teamRole) return;
      await this.assertManaged(tx, caller.organizationId, current, teamRole);
      if (!managesTeam(teamRole)) await this.revokeInvitations(tx, caller.organizationId, userId);
      await tx.rows(`UPDATE membership SET team_role = $3 WHERE organization_id = $1 AND user_id = $2`, [caller.organizationId, userId, teamRole]);
      await this.audit.append(tx, { action: 'member.role_changed', subjectType: 'user', subjectId: userId, details: { from: current, to: teamRole } });
    });
  }

  /** The person's sessions and API keys in this organization end with it. @throws DomainError `member.not_found` or `team.last_manager` (conflict). */
  async remove(caller: Caller, userId: Uuid): Promise<void> {
    await this.unitOfWork.run(caller.context, async (tx) => {
      const { current } = await this.lock(tx, caller.organizationId, userId);
      await this.assertManaged(tx, caller.organizationId, current, null);
      await tx.rows(`UPDATE api_key SET revoked_at = $3 WHERE organization_id = $1 AND user_id = $2 AND revoked_at IS NULL`, [caller.organizationId, userId, tx.now]);
      await this.revokeInvitations(tx, caller.organizationId, userId);
      await tx.rows(`DELETE FROM membership WHERE organization_id = $1 AND user_id = $2`, [caller.organizationId, userId]);
      await this.audit.append(tx, { action: 'member.removed', subjectType: 'user', subjectId: userId, details: { teamRole: current } });
    });
  }

  /** The organizations of a person, in the order of joining. */
  async organizations(userId: Uuid): Promise<OwnOrganizationView[]> {
    return this.unitOfWork.run({ scope: 'network', actor: { kind: 'user', id: userId } }, (tx) =>
      tx.rows<OwnOrganizationView>(
        `SELECT o.id, o.name, o.kind, o.status, m.team_role FROM membership m JOIN organization o ON o.id = m.organization_id WHERE m.user_id = $1 ORDER BY m.created_at, m.id`, [userId],
      ),
    );
  }

  /** Who may no longer invite leaves no open invitation behind, through which to come back. */
  private async revokeInvitations(tx: Tx, organizationId: Uuid, userId: Uuid): Promise<void> {
    await tx.rows(`UPDATE invitation SET revoked_at = $3 WHERE organization_id = $1 AND invited_by = $2 AND accepted_at IS NULL AND revoked_at IS NULL`, [organizationId, userId, tx.now]);
  }

  /** Locks the whole team first: two managers who remove each other at once must not both succeed. */
  private async lock(tx: Tx, organizationId: Uuid, userId: Uuid): Promise<{ kind: OrganizationKind; current: TeamRole }> {
    const members = await tx.rows<{ userId: Uuid; kind: OrganizationKind; current: TeamRole }>(
      `SELECT m.user_id, o.kind, m.team_role AS current FROM membership m JOIN organization o ON o.id = m.organization_id WHERE m.organization_id = $1 ORDER BY m.id FOR UPDATE OF m`,
      [organizationId],
    );
    const member = members.find((one) => one.userId === userId);
    if (!member) throw notFound('member', userId);
    return member;
  }

  private async assertManaged(tx: Tx, organizationId: Uuid, current: TeamRole, next: TeamRole | null): Promise<void> {
    const row = await tx.row<{ managers: bigint }>(
      `SELECT count(*) AS managers FROM membership m JOIN user_account u ON u.id = m.user_id WHERE m.organization_id = $1 AND m.team_role = ANY($2) AND u.status = 'active'`,
      [organizationId, [...MANAGING_ROLES]],
    );
    if (losesLastManager(current, next, row?.managers ?? 0n)) {
      throw new DomainError('team.last_manager', 'conflict', 'The organization would be left without an administrator or owner; make somebody else one first');
    }
  }
}

/** @throws DomainError `team.role_unknown` (unprocessable). */
export function assertTeamRole(kind: OrganizationKind, teamRole: TeamRole): void {
  if (!hasTeamRole(kind, teamRole)) throw new DomainError('team.role_unknown', 'unprocessable', 'Organizations of this kind have no such role');
}
