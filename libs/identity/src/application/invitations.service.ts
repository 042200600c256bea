import { DAY_MS, DomainError, newId, notFound, systemContext, type Uuid } from '@fairlead/kernel';
import { FairleadConfig, Outbox, SqlFilter, type Tx, UnitOfWork, violates } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { INVITATION_MADE, type OrganizationKind, type TeamRole } from '../contracts';
import { hashPassword } from '../domain/password-hash';
import { hashToken } from '../domain/secret-token';
import { PeopleRepository } from '../persistence/people.repository';
import { AuditLog } from './audit-log';
import type { Caller } from './caller';
import { IssueSession } from './issue-session.service';
import { LimitAttempts } from './limit-attempts.service';
import { linkInvalid } from './passwords.service';
import type { Device, Session } from './session-user';
import { assertTeamRole } from './team.service';

const INVITATION_MS = 7 * DAY_MS;
const OPEN = 'accepted_at IS NULL AND revoked_at IS NULL';

/** An open invitation, as the team sees it. */
export interface InvitationView {
  readonly id: Uuid;
  readonly email: string;
  readonly teamRole: TeamRole;
  readonly invitedBy: Uuid;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** An invitation as the holder of its link sees it. */
export interface ShownInvitation {
  readonly id: Uuid;
  readonly organizationId: Uuid;
  readonly organizationName: string;
  readonly kind: OrganizationKind;
  readonly email: string;
  readonly teamRole: TeamRole;
  /** Whether there is an account with this address, which then has to sign in to accept. */
  readonly hasAccount: boolean;
}

/** Invites people to an organization, and takes them in. */
@Injectable()
export class Invitations {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly config: FairleadConfig,
    private readonly people: PeopleRepository,
    private readonly issueSession: IssueSession,
    private readonly limit: LimitAttempts,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  /** Replaces an earlier invitation of the same address. @throws DomainError `team.already_member` (conflict), `team.role_unknown` or `auth.too_many_attempts`. */
  async make(caller: Caller, address: string, teamRole: TeamRole): Promise<InvitationView> {
    await this.limit.count('invite.organization', caller.organizationId);
    const email = address.toLowerCase();
    return this.unitOfWork.run(caller.context, async (tx) => {
      const organization = await tx.row<{ kind: OrganizationKind }>(`SELECT kind FROM organization WHERE id = $1 FOR NO KEY UPDATE`, [caller.organizationId]);
      if (!organization) throw notFound('organization', caller.organizationId);
      assertTeamRole(organization.kind, teamRole);
      const member = await tx.row(`SELECT 1 AS is FROM membership m JOIN user_account u ON u.id = m.user_id WHERE m.organization_id = $1 AND u.email = $2`, [caller.organizationId, email]);
      if (member) throw new DomainError('team.already_member', 'conflict', 'This person belongs to the organization already');
      await tx.rows(`UPDATE invitation SET revoked_at = $3 WHERE organization_id = $1 AND email = $2 AND ${OPEN}`, [caller.organizationId, email, tx.now]);
      const view = { id: newId(tx.now.getTime()), email, teamRole, invitedBy: caller.userId, createdAt: tx.now, expiresAt: new Date(tx.now.getTime() + INVITATION_MS) };
      await tx.rows(`INSERT INTO invitation (id, organization_id, email, team_role, invited_by, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`, [
        view.id, caller.organizationId, email, teamRole, caller.userId, tx.now, view.expiresAt,
      ]);
      await this.outbox.append(tx, { type: INVITATION_MADE, aggregateId: view.id, payload: { invitationId: view.id } });
      await this.audit.append(tx, { action: 'invitation.made', subjectType: 'invitation', subjectId: view.id, details: { teamRole } });
      return view;
    });
  }

  /** Open invitations of the caller's organization, newest first; those that are over stay until replaced or revoked. */
  async list(caller: Caller, page: { before: Uuid | null; limit: number }): Promise<InvitationView[]> {
    const filter = new SqlFilter().and('organization_id = ?', caller.organizationId).and('id < ?', page.before);
    return this.unitOfWork.run(caller.context, (tx) =>
      tx.rows<InvitationView>(
        `SELECT id, email, team_role, invited_by, created_at, expires_at FROM invitation ${filter.where()} AND ${OPEN} ORDER BY id DESC LIMIT ${filter.bind(page.limit + 1)}`, filter.parameters,
      ),
    );
  }

  /** @throws DomainError `invitation.not_found`. */
  async revoke(caller: Caller, id: Uuid): Promise<void> {
    await this.unitOfWork.run(caller.context, async (tx) => {
      const revoked = await tx.affected(`UPDATE invitation SET revoked_at = $3 WHERE id = $1 AND organization_id = $2 AND ${OPEN}`, [id, caller.organizationId, tx.now]);
      if (revoked === 0) throw notFound('invitation', id);
      await this.audit.append(tx, { action: 'invitation.revoked', subjectType: 'invitation', subjectId: id });
    });
  }

  /** @throws DomainError `auth.link_invalid` (unprocessable). */
  async show(token: string, ip: string): Promise<ShownInvitation> {
    await this.limit.count('token.address', ip);
    const found = await this.unitOfWork.run(systemContext('invitation'), (tx) => this.find(tx, token));
    if (!found) throw linkInvalid();
    return found;
  }

  /** Makes the account of a new person, whose mailbox the link proves, and signs in. @throws DomainError `auth.link_invalid` or `invitation.sign_in_first` (conflict). */
  async acceptAsNew(token: string, person: { name: string; password: string }, device: Device): Promise<Session> {
    const shown = await this.show(token, device.ip);
    if (shown.hasAccount) throw signInFirst();
    const passwordHash = await hashPassword(person.password);
    try {
      return await this.unitOfWork.run(systemContext('accept-invitation'), async (tx) => {
        const invitation = await this.take(tx, token);
        const userId = newId(tx.now.getTime());
        await tx.rows(
          `INSERT INTO user_account (id, organization_id, email, password_hash, name, status, created_at, accepted_terms_at, accepted_terms_version, email_verified_at)
           VALUES ($1, $2, $3, $4, $5, 'active', $6, $6, $7, $6)`,
          [userId, invitation.organizationId, invitation.email, passwordHash, person.name, tx.now, this.config.termsVersion],
        );
        await this.join(tx, userId, invitation);
        const user = await this.people.enter(tx, userId, invitation.organizationId);
        if (!user) throw linkInvalid(); // the organization is suspended
        return this.issueSession.open(tx, user, device.userAgent);
      });
    } catch (error) {
      if (violates(error, 'uq_user_account_email')) throw signInFirst();
      throw error;
    }
  }

  /** Takes in the caller, who must have the address that was invited. @throws DomainError `auth.link_invalid`, `invitation.other_address` or `team.already_member`. */
  async accept(caller: Caller, token: string, ip: string): Promise<ShownInvitation> {
    await this.limit.count('token.address', ip);
    try {
      return await this.unitOfWork.run({ scope: 'network', actor: caller.context.actor }, async (tx) => {
        const invitation = await this.take(tx, token);
        if (invitation.email !== caller.email) throw new DomainError('invitation.other_address', 'forbidden', 'The invitation is for another e-mail address');
        await tx.rows(`UPDATE user_account SET email_verified_at = coalesce(email_verified_at, $2) WHERE id = $1`, [caller.userId, tx.now]);
        await this.join(tx, caller.userId, invitation);
        return invitation;
      });
    } catch (error) {
      if (violates(error, 'uq_membership_user_id_organization_id')) throw new DomainError('team.already_member', 'conflict', 'This person belongs to the organization already');
      throw error;
    }
  }

  private find(tx: Tx, token: string): Promise<ShownInvitation | null> {
    return tx.row<ShownInvitation>(
      `SELECT i.id, i.organization_id, o.name AS organization_name, o.kind, i.email, i.team_role, EXISTS (SELECT FROM user_account u WHERE u.email = i.email) AS has_account
       FROM invitation i JOIN organization o ON o.id = i.organization_id WHERE i.token_hash = $1 AND ${OPEN} AND i.expires_at > $2 AND o.status = 'active'`,
      [hashToken(token), tx.now],
    );
  }

  /** One of two at once gets it. */
  private async take(tx: Tx, token: string): Promise<ShownInvitation> {
    const invitation = await this.find(tx, token);
    const taken = invitation && (await tx.affected(`UPDATE invitation SET accepted_at = $2 WHERE id = $1 AND ${OPEN}`, [invitation.id, tx.now]));
    if (!invitation || taken !== 1) throw linkInvalid();
    return invitation;
  }

  private async join(tx: Tx, userId: Uuid, invitation: ShownInvitation): Promise<void> {
    await tx.rows(`INSERT INTO membership (id, user_id, organization_id, team_role, created_at) VALUES ($1, $2, $3, $4, $5)`, [
      newId(tx.now.getTime()), userId, invitation.organizationId, invitation.teamRole, tx.now,
    ]);
    await this.audit.append(tx, { action: 'invitation.accepted', subjectType: 'invitation', subjectId: invitation.id, details: { userId }, organizationId: invitation.organizationId });
  }
}

function signInFirst(): DomainError {
  return new DomainError('invitation.sign_in_first', 'conflict', 'There is an account with this e-mail address; sign in, then accept');
}
