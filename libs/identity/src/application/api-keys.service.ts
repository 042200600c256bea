import { DomainError, MINUTE_MS, newId, notFound, systemContext, type Uuid } from '@fairlead/kernel';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { hashToken, mintToken } from '../domain/secret-token';
import type { Caller } from './caller';
import { AuditLog } from './audit-log';
import { PeopleRepository } from '../persistence/people.repository';
import type { SessionUser } from './session-user';

export const API_KEY_PREFIX = 'fl_live_';

/** An API key without its secret. */
export interface ApiKeyView {
  readonly id: Uuid;
  readonly name: string;
  readonly lastFour: string;
  readonly scopes: string[];
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
}

/** Makes, lists, revokes and checks the API keys of an organization. */
@Injectable()
export class ApiKeys {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly people: PeopleRepository, private readonly audit: AuditLog) {}

  /** The key itself is in the answer, this once. */
  async create(caller: Caller, input: { name: string; scopes: string[]; expiresAt: Date | null }): Promise<ApiKeyView & { key: string }> {
    if (caller.apiKeyId) throw new DomainError('api_key.needs_sign_in', 'forbidden', 'An API key cannot make API keys; sign in');
    const key = mintToken(API_KEY_PREFIX);
    return this.unitOfWork.run(caller.context, async (tx) => {
      const view = { id: newId(tx.now.getTime()), name: input.name, lastFour: key.slice(-4), scopes: input.scopes, createdAt: tx.now, expiresAt: input.expiresAt, lastUsedAt: null };
      await tx.rows(
        `INSERT INTO api_key (id, organization_id, user_id, name, key_hash, last_four, scopes, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [view.id, caller.organizationId, caller.userId, view.name, hashToken(key), view.lastFour, view.scopes, tx.now, view.expiresAt],
      );
      await this.audit.append(tx, { action: 'api_key.created', subjectType: 'api_key', subjectId: view.id, details: { scopes: view.scopes } });
      return { ...view, key };
    });
  }

  async list(caller: Caller): Promise<ApiKeyView[]> {
    return this.unitOfWork.run(caller.context, (tx) =>
      tx.rows<ApiKeyView>(
        `SELECT id, name, last_four, scopes, created_at, expires_at, last_used_at FROM api_key WHERE organization_id = $1 AND revoked_at IS NULL ORDER BY id DESC LIMIT 100`,
        [caller.organizationId],
      ),
    );
  }

  /** @throws DomainError `api_key.not_found`. */
  async revoke(caller: Caller, id: Uuid): Promise<void> {
    await this.unitOfWork.run(caller.context, async (tx) => {
      const revoked = await tx.affected(`UPDATE api_key SET revoked_at = $3 WHERE id = $1 AND organization_id = $2 AND revoked_at IS NULL`, [
        id, caller.organizationId, tx.now,
      ]);
      if (revoked === 0) throw notFound('api_key', id);
      await this.audit.append(tx, { action: 'api_key.revoked', subjectType: 'api_key', subjectId: id });
    });
  }

  /** The user that a presented key acts for and the key's scopes, or null. Notes its use, at most once a minute. */
  async authenticate(key: string): Promise<{ user: SessionUser; apiKeyId: Uuid; scopes: string[] } | null> {
    return this.unitOfWork.run(systemContext('api-key'), async (tx) => {
      const found = await this.people.ofApiKey(tx, hashToken(key));
      if (!found) return null;
      if (!found.lastUsedAt || tx.now.getTime() - found.lastUsedAt.getTime() > MINUTE_MS) {
        await tx.rows(`UPDATE api_key SET last_used_at = $2 WHERE id = $1`, [found.apiKeyId, tx.now]);
      }
      const { apiKeyId, scopes, lastUsedAt: _, ...user } = found;
      return { user, apiKeyId, scopes };
    });
  }
}
