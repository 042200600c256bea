import type { Uuid } from '@fairlead/kernel';
import type { Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { MANAGING_ROLES, type TeamRole } from '../contracts';
import { hashToken, mintToken } from '../domain/secret-token';
import { AccountTokens } from './account-tokens.service';

/** Whom to write to. */
export interface Addressee {
  readonly email: string;
  readonly name: string;
}

/** An invitation, ready to be written. */
export interface InvitationFacts {
  readonly email: string;
  readonly organizationName: string;
  readonly inviterName: string;
  readonly teamRole: TeamRole;
  readonly expiresAt: Date;
  readonly token: string;
}

/**
 * What mails and notices say of people and organizations. The secrets of links are minted here, when the mail is written, so that no event and no row of ours carries one in
 * the clear.
 */
@Injectable()
export class MailFacts {
  constructor(private readonly tokens: AccountTokens) {}

  /** Null when the person is gone or the mailbox is proven by now. */
  async emailVerification(tx: Tx, userId: Uuid): Promise<(Addressee & { token: string }) | null> {
    const person = await tx.row<Addressee>(`SELECT email, name FROM user_account WHERE id = $1 AND status = 'active' AND email_verified_at IS NULL`, [userId]);
    return person && { ...person, token: await this.tokens.mint(tx, 'verify_email', userId) };
  }

  async passwordReset(tx: Tx, userId: Uuid): Promise<(Addressee & { token: string }) | null> {
    const person = await this.person(tx, userId);
    return person && { ...person, token: await this.tokens.mint(tx, 'reset_password', userId) };
  }

  /** Null when it was accepted, revoked or replaced by now. */
  async invitation(tx: Tx, id: Uuid): Promise<InvitationFacts | null> {
    const facts = await tx.row<Omit<InvitationFacts, 'token'>>(
      `SELECT i.email, i.team_role, i.expires_at, o.name AS organization_name, u.name AS inviter_name
       FROM invitation i JOIN organization o ON o.id = i.organization_id JOIN user_account u ON u.id = i.invited_by
       WHERE i.id = $1 AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > $2 FOR NO KEY UPDATE OF i`, [id, tx.now],
    );
    if (!facts) return null;
    const token = mintToken('fli_');
    await tx.rows(`UPDATE invitation SET token_hash = $2 WHERE id = $1`, [id, hashToken(token)]);
    return { ...facts, token };
  }

  async person(tx: Tx, userId: Uuid): Promise<Addressee | null> {
    return tx.row<Addressee>(`SELECT email, name FROM user_account WHERE id = $1 AND status = 'active'`, [userId]);
  }

  async session(tx: Tx, sessionId: Uuid): Promise<{ userAgent: string; createdAt: Date } | null> {
    return tx.row(`SELECT user_agent, created_at FROM user_session WHERE id = $1`, [sessionId]);
  }

  /** Null when there is none. */
  async organizationName(tx: Tx, organizationId: Uuid): Promise<string | null> {
    return (await tx.row<{ name: string }>(`SELECT name FROM organization WHERE id = $1`, [organizationId]))?.name ?? null;
  }

  /** The organization of the network's staff; null before the first set-up. */
  async network(tx: Tx): Promise<Uuid | null> {
    return (await tx.row<{ id: Uuid }>(`SELECT id FROM organization WHERE kind = 'network' ORDER BY id LIMIT 1`))?.id ?? null;
  }

  /** Everybody in an organization: for what a thief with one of their accounts would keep from the others. */
  async members(tx: Tx, organizationId: Uuid): Promise<Addressee[]> {
    return tx.rows<Addressee>(
      `SELECT u.email, u.name FROM membership m JOIN user_account u ON u.id = m.user_id WHERE m.organization_id = $1 AND u.status = 'active' ORDER BY m.id LIMIT 100`, [organizationId],
    );
  }

  /** Those who manage an organization: mail about its business goes to them. */
  async managers(tx: Tx, organizationId: Uuid): Promise<Addressee[]> {
    return tx.rows<Addressee>(
      `SELECT u.email, u.name FROM membership m JOIN user_account u ON u.id = m.user_id WHERE m.organization_id = $1 AND m.team_role = ANY($2) AND u.status = 'active' ORDER BY m.id LIMIT 20`,
      [organizationId, [...MANAGING_ROLES]],
    );
  }
}
