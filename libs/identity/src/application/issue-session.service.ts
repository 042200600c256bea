import { DAY_MS, newId, type Uuid } from '@fairlead/kernel';
import { Outbox, type Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { NEW_DEVICE_SEEN } from '../contracts';
import { hashToken, mintToken } from '../domain/secret-token';
import type { Session, SessionUser, ViewingSession } from './session-user';

/** Seconds that an access token lives. */
export const ACCESS_TOKEN_SECONDS = 600;
const REFRESH_TOKEN_MS = 30 * DAY_MS;
const LONGEST_USER_AGENT = 300;

/** Opens sessions and mints their tokens: an access token of 10 minutes and the next single-use refresh token. */
@Injectable()
export class IssueSession {
  constructor(private readonly jwt: JwtService, private readonly outbox: Outbox) {}

  /** A new session. Tells the person when the browser is one that they never used here. */
  async open(tx: Tx, user: SessionUser, userAgent: string, withSecondFactor = false): Promise<Session> {
    const id = newId(tx.now.getTime());
    const device = userAgent.slice(0, LONGEST_USER_AGENT);
    // Without the digits: a browser that was updated is the same browser.
    const seen = await tx.row<{ any: boolean | null; same: boolean | null }>(
      `SELECT count(*) > 0 AS any, bool_or(regexp_replace(user_agent, '[0-9._]+', '', 'g') = regexp_replace($2, '[0-9._]+', '', 'g')) AS same FROM user_session WHERE user_id = $1 AND viewed_by IS NULL`,
      [user.id, device],
    );
    await tx.rows(
      `INSERT INTO user_session (id, user_id, organization_id, user_agent, created_at, last_seen_at, expires_at, second_factor_at) VALUES ($1, $2, $3, $4, $5, $5, $6, $7)`,
      [id, user.id, user.organizationId, device, tx.now, this.expiry(tx), withSecondFactor ? tx.now : null],
    );
    if (seen?.any === true && seen.same !== true) await this.outbox.append(tx, { type: NEW_DEVICE_SEEN, aggregateId: user.id, payload: { userId: user.id, sessionId: id } });
    return this.mint(tx, user, id);
  }

  /** A session in which somebody else looks: without a refresh token, so it ends with its access token. */
  async view(tx: Tx, user: SessionUser, viewerId: Uuid): Promise<ViewingSession> {
    const id = newId(tx.now.getTime());
    await tx.rows(
      `INSERT INTO user_session (id, user_id, organization_id, user_agent, created_at, last_seen_at, expires_at, viewed_by) VALUES ($1, $2, $3, 'The network looked', $4, $4, $5, $6)`,
      [id, user.id, user.organizationId, tx.now, new Date(tx.now.getTime() + ACCESS_TOKEN_SECONDS * 1_000), viewerId],
    );
    return { accessToken: await this.accessToken(user, id), expiresIn: ACCESS_TOKEN_SECONDS, user };
  }

  /** The next tokens of a session, for the organization that the user is given with. */
  async renew(tx: Tx, user: SessionUser, sessionId: Uuid): Promise<Session> {
    await tx.rows(`UPDATE user_session SET organization_id = $2, last_seen_at = $3, expires_at = $4 WHERE id = $1`, [sessionId, user.organizationId, tx.now, this.expiry(tx)]);
    return this.mint(tx, user, sessionId);
  }

  private async mint(tx: Tx, user: SessionUser, sessionId: Uuid): Promise<Session> {
    const refreshToken = mintToken('flr_');
    await tx.rows(
      `INSERT INTO refresh_token (id, family_id, user_id, organization_id, token_hash, issued_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [newId(tx.now.getTime()), sessionId, user.id, user.organizationId, hashToken(refreshToken), tx.now, this.expiry(tx)],
    );
    return { accessToken: await this.accessToken(user, sessionId), expiresIn: ACCESS_TOKEN_SECONDS, refreshToken, user };
  }

  private accessToken(user: SessionUser, sessionId: Uuid): Promise<string> {
    return this.jwt.signAsync({ sub: user.id, org: user.organizationId, sid: sessionId });
  }

  private expiry(tx: Tx): Date {
    return new Date(tx.now.getTime() + REFRESH_TOKEN_MS);
  }
}
