import { DomainError, newId, systemContext, type Uuid } from '@fairlead/kernel';
import { Outbox, type Tx, UnitOfWork, violates } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { EMAIL_VERIFICATION_REQUESTED, KIND_OF_ROLE, type OrganizationKind, type Role } from '../contracts';
import { hashPassword } from '../domain/password-hash';
import { AccountOpeners } from './account-openers';
import { AuditLog } from './audit-log';

/** A new organization with its first user. */
export interface Registration {
  readonly role: Role;
  readonly email: string;
  readonly password: string;
  /** Name of the person and, at first, of the organization. */
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Joins this organization instead of opening a new one: colleagues of the network's staff. */
  readonly organizationId?: Uuid;
  /** What the person signs up with; without it the account is the operator's or the demo's own, and its mailbox counts as proven. */
  readonly signUp?: { readonly termsVersion: string };
}

/** Opens an organization, its advertiser or affiliate account and its first user in one transaction. */
@Injectable()
export class RegisterOrganization {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly openers: AccountOpeners, private readonly outbox: Outbox, private readonly audit: AuditLog) {}

  /** @throws DomainError `user.email_taken` (conflict). */
  async run(registration: Registration): Promise<{ userId: Uuid; organizationId: Uuid }> {
    const passwordHash = await hashPassword(registration.password);
    try {
      return await this.unitOfWork.run(systemContext('sign-up'), (tx) => this.register(tx, registration, passwordHash));
    } catch (error) {
      if (violates(error, 'uq_user_account_email')) {
        throw new DomainError('user.email_taken', 'conflict', 'There is an account with this e-mail address; sign in instead');
      }
      throw error;
    }
  }

  /** In a transaction of the caller's, for who has a password hash ready. */
  async register(tx: Tx, registration: Registration, passwordHash: string): Promise<{ userId: Uuid; organizationId: Uuid }> {
    const kind = KIND_OF_ROLE[registration.role];
    const organizationId = registration.organizationId ?? (await this.openOrganization(tx, kind, registration));
    const userId = newId(tx.now.getTime());
    await tx.rows(
      `INSERT INTO user_account (id, organization_id, email, password_hash, name, status, created_at, accepted_terms_at, accepted_terms_version, email_verified_at)
       VALUES ($1, $2, $3, $4, $5, 'active', $6, $6, $7, $8)`,
      [
        userId, organizationId, registration.email.toLowerCase(), passwordHash, registration.name, tx.now, registration.signUp?.termsVersion ?? null,
        registration.signUp ? null : tx.now,
      ],
    );
    await tx.rows(`INSERT INTO membership (id, user_id, organization_id, team_role, created_at) VALUES ($1, $2, $3, $4, $5)`, [
      newId(tx.now.getTime()), userId, organizationId, kind === 'network' ? registration.role : 'owner', tx.now,
    ]);
    if (registration.signUp) await this.outbox.append(tx, { type: EMAIL_VERIFICATION_REQUESTED, aggregateId: userId, payload: { userId } });
    await this.audit.append(tx, { action: 'user.registered', subjectType: 'user', subjectId: userId, details: { role: registration.role, organizationId } });
    return { userId, organizationId };
  }

  private async openOrganization(tx: Tx, kind: OrganizationKind, registration: Registration): Promise<Uuid> {
    const organization = { id: newId(tx.now.getTime()), name: registration.name, country: registration.country };
    await tx.rows(`INSERT INTO organization (id, kind, name, country, status, created_at) VALUES ($1, $2, $3, $4, 'active', $5)`, [
      organization.id, kind, organization.name, organization.country, tx.now,
    ]);
    await this.openers.open(tx, kind, organization);
    return organization.id;
  }
}
