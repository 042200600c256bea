import { DAY_MS, MINUTE_MS, newId, type Uuid } from '@fairlead/kernel';
import type { Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { hashToken, mintToken } from '../domain/secret-token';

export type AccountTokenKind = 'verify_email' | 'reset_password' | 'second_factor' | 'setup';

/** How long a token of each kind is good for. */
export const TOKEN_LIFE_MS: Record<AccountTokenKind, number> = {
  verify_email: 3 * DAY_MS, reset_password: 30 * MINUTE_MS, second_factor: 5 * MINUTE_MS, setup: DAY_MS,
};

/** A token that was good, and is used up now. */
export interface TakenToken {
  readonly id: Uuid;
  readonly userId: Uuid | null;
}

/** Mints and takes single-use tokens; stored are their hashes. */
@Injectable()
export class AccountTokens {
  async mint(tx: Tx, kind: AccountTokenKind, userId: Uuid | null, given?: string): Promise<string> {
    const token = given ?? mintToken('flm_');
    await tx.rows(
      `INSERT INTO account_token (id, user_id, kind, token_hash, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (token_hash) DO UPDATE SET expires_at = excluded.expires_at WHERE account_token.kind = 'setup' AND account_token.used_at IS NULL`,
      [newId(tx.now.getTime()), userId, kind, hashToken(token), tx.now, new Date(tx.now.getTime() + TOKEN_LIFE_MS[kind])],
    );
    return token;
  }

  /** Uses a token up. One of two at once gets it; null for the other and for tokens that are unknown, used or over. */
  async take(tx: Tx, kind: AccountTokenKind, token: string): Promise<TakenToken | null> {
    return tx.row<TakenToken>(
      `UPDATE account_token SET used_at = $3 WHERE token_hash = $1 AND kind = $2 AND used_at IS NULL AND expires_at > $3 RETURNING id, user_id`,
      [hashToken(token), kind, tx.now],
    );
  }

  /** A token that is good, without using it up. */
  async peek(tx: Tx, kind: AccountTokenKind, token: string): Promise<TakenToken | null> {
    return tx.row<TakenToken>(
      `SELECT id, user_id FROM account_token WHERE token_hash = $1 AND kind = $2 AND used_at IS NULL AND expires_at > $3`, [hashToken(token), kind, tx.now],
    );
  }

  /** Ends all open tokens of a person of one kind. */
  async endAll(tx: Tx, kind: AccountTokenKind, userId: Uuid): Promise<void> {
    await tx.rows(`UPDATE account_token SET used_at = $3 WHERE user_id = $1 AND kind = $2 AND used_at IS NULL`, [userId, kind, tx.now]);
  }
}
