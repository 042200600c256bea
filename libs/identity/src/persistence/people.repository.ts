import type { Uuid } from '@fairlead/kernel';
import type { Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { SessionUser } from '../application/session-user';

const COLUMNS = `u.id, u.email, u.name, u.email_verified_at IS NOT NULL AS email_verified, t.confirmed_at IS NOT NULL AS has_second_factor,
  o.id AS organization_id, o.name AS organization_name, m.team_role, CASE o.kind WHEN 'network' THEN m.team_role ELSE o.kind END AS role`;
/** People with the organizations that they may enter. */
const MAY_ENTER = `user_account u JOIN membership m ON m.user_id = u.id JOIN organization o ON o.id = m.organization_id
  LEFT JOIN totp_credential t ON t.user_id = u.id WHERE u.status = 'active' AND o.status = 'active'`;

/** A person's credentials, for signing in. */
export interface SignInRow {
  readonly id: Uuid;
  readonly passwordHash: string;
  readonly hasSecondFactor: boolean;
}

/** Reads people as callers. */
@Injectable()
export class PeopleRepository {
  /** An active person by e-mail address, whatever organizations are open to them. */
  async credentials(tx: Tx, email: string): Promise<SignInRow | null> {
    return tx.row<SignInRow>(
      `SELECT u.id, u.password_hash, t.confirmed_at IS NOT NULL AS has_second_factor FROM user_account u LEFT JOIN totp_credential t ON t.user_id = u.id
       WHERE u.email = $1 AND u.status = 'active'`, [email.toLowerCase()],
    );
  }

  /** Whether the password is still the one that was checked. Until the transaction ends it stays so: a new one waits, and then ends what was begun. */
  async hasPassword(tx: Tx, userId: Uuid, passwordHash: string): Promise<boolean> {
    return (await tx.row(`SELECT 1 AS is FROM user_account WHERE id = $1 AND password_hash = $2 AND status = 'active' FOR SHARE`, [userId, passwordHash])) !== null;
  }

  /** The person as a member of one organization, or where sign-in lands: the account's own organization, else the one joined first. */
  async enter(tx: Tx, userId: Uuid, organizationId: Uuid | null): Promise<SessionUser | null> {
    return tx.row<SessionUser>(
      `SELECT ${COLUMNS} FROM ${MAY_ENTER} AND u.id = $1 AND ($2::uuid IS NULL OR o.id = $2) ORDER BY (o.id = u.organization_id) DESC, m.created_at, m.id LIMIT 1`,
      [userId, organizationId],
    );
  }

  /** The person behind an access token: still active, still a member, in a session that has not ended and works for this organization. */
  async ofSession(tx: Tx, sessionId: Uuid, userId: Uuid, organizationId: Uuid): Promise<(SessionUser & { secondFactorAt: Date | null; viewedBy: Uuid | null }) | null> {
    return tx.row(
      `SELECT ${COLUMNS}, s.second_factor_at, s.viewed_by FROM ${MAY_ENTER.replace('WHERE', 'JOIN user_session s ON s.user_id = u.id AND s.organization_id = o.id WHERE')}
       AND s.id = $1 AND u.id = $2 AND o.id = $3 AND s.ended_at IS NULL`, [sessionId, userId, organizationId],
    );
  }

  /** The person that a live API key acts for, as a member of the key's organization. */
  async ofApiKey(tx: Tx, keyHash: string): Promise<(SessionUser & { apiKeyId: Uuid; scopes: string[]; lastUsedAt: Date | null }) | null> {
    return tx.row(
      `SELECT ${COLUMNS}, k.id AS api_key_id, k.scopes, k.last_used_at FROM ${MAY_ENTER.replace('WHERE', 'JOIN api_key k ON k.user_id = u.id AND k.organization_id = o.id WHERE')}
       AND k.key_hash = $1 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > $2)`, [keyHash, tx.now],
    );
  }

  /** Why the person can enter nowhere: the reason of a suspended organization, or null when there is no organization at all. */
  async suspension(tx: Tx, userId: Uuid): Promise<{ reason: string | null } | null> {
    return tx.row(
      `SELECT o.suspended_reason AS reason FROM membership m JOIN organization o ON o.id = m.organization_id WHERE m.user_id = $1 AND o.status = 'suspended' ORDER BY m.created_at LIMIT 1`,
      [userId],
    );
  }
}
