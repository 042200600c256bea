import { DAY_MS, newId, type Uuid } from '@fairlead/kernel';
import type { Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import type { Role } from '../contracts';
import { hashToken, mintToken } from '../domain/secret-token';

/** Seconds that an access token lives. */
export const ACCESS_TOKEN_SECONDS = 600;
const REFRESH_TOKEN_MS = 30 * DAY_MS;

/** A user as sign-in shows it. */
export interface SessionUser {
  readonly id: Uuid;
  readonly organizationId: Uuid;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

/** What a client holds after signing in. */
export interface Session {
  readonly accessToken: string;
  readonly expiresIn: number;
  readonly refreshToken: string;
  readonly user: SessionUser;
}

/** Mints an access token of 10 minutes and the next single-use refresh token of a family. */
@Injectable()
export class IssueSession {
  constructor(private readonly jwt: JwtService) {}

  async run(tx: Tx, user: SessionUser, familyId: Uuid = newId(tx.now.getTime())): Promise<Session> {
    const refreshToken = mintToken('flr_');
    await tx.rows(
      `INSERT INTO refresh_token (id, family_id, user_id, organization_id, token_hash, issued_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [newId(tx.now.getTime()), familyId, user.id, user.organizationId, hashToken(refreshToken), tx.now, new Date(tx.now.getTime() + REFRESH_TOKEN_MS)],
    );
    const accessToken = await this.jwt.signAsync({ sub: user.id, org: user.organizationId, role: user.role });
    return { accessToken, expiresIn: ACCESS_TOKEN_SECONDS, refreshToken, user };
  }
}
