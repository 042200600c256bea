import { newId, notFound, type TenantContext, type Uuid } from '@fairlead/kernel';
import { SecretBox, type Tx, UnitOfWork } from '@fairlead/platform';
import { AuditLog, hashToken, mintToken } from '@fairlead/identity';
import { Injectable } from '@nestjs/common';

/** A credential without its secrets. */
export interface PostbackCredentialView {
  readonly id: Uuid;
  readonly advertiserId: Uuid;
  readonly tokenLastFour: string;
  readonly createdAt: Date;
}

/** Makes, lists and revokes postback credentials. Several may be live at once, so that they can be rotated. */
@Injectable()
export class PostbackCredentials {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly secretBox: SecretBox, private readonly audit: AuditLog) {}

  /** Token and secret are in the answer, this once. */
  async create(context: TenantContext, advertiserId: Uuid): Promise<PostbackCredentialView & { token: string; secret: string }> {
    const token = mintToken('flt_');
    const secret = mintToken('fls_');
    return this.unitOfWork.run(context, async (tx) => {
      const view = { id: newId(tx.now.getTime()), advertiserId, tokenLastFour: token.slice(-4), createdAt: tx.now };
      await tx.rows(
        `INSERT INTO postback_credential (id, advertiser_id, token_hash, secret_sealed, token_last_four, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
        [view.id, advertiserId, hashToken(token), this.secretBox.seal(secret, placeOf(view.id)), view.tokenLastFour, tx.now],
      );
      await this.audit.append(tx, { action: 'postback_credential.created', subjectType: 'postback_credential', subjectId: view.id });
      return { ...view, token, secret };
    });
  }

  async list(context: TenantContext, advertiserId: Uuid): Promise<PostbackCredentialView[]> {
    return this.unitOfWork.run(context, (tx) =>
      tx.rows<PostbackCredentialView>(
        `SELECT id, advertiser_id, token_last_four, created_at FROM postback_credential WHERE advertiser_id = $1 AND revoked_at IS NULL ORDER BY id DESC`,
        [advertiserId],
      ),
    );
  }

  /** @throws DomainError `postback_credential.not_found`. */
  async revoke(context: TenantContext, advertiserId: Uuid, id: Uuid): Promise<void> {
    await this.unitOfWork.run(context, async (tx) => {
      const revoked = await tx.affected(`UPDATE postback_credential SET revoked_at = $3 WHERE id = $1 AND advertiser_id = $2 AND revoked_at IS NULL`, [
        id, advertiserId, tx.now,
      ]);
      if (revoked === 0) throw notFound('postback_credential', id);
      await this.audit.append(tx, { action: 'postback_credential.revoked', subjectType: 'postback_credential', subjectId: id });
    });
  }

  /** Whether a live credential of this advertiser has this token. */
  async hasToken(tx: Tx, advertiserId: Uuid, token: string): Promise<boolean> {
    const found = await tx.row(
      `SELECT 1 AS found FROM postback_credential c JOIN advertiser a ON a.id = c.advertiser_id
       WHERE c.token_hash = $2 AND c.advertiser_id = $1 AND c.revoked_at IS NULL AND a.status = 'active'`,
      [advertiserId, hashToken(token)],
    );
    return found !== null;
  }

  /** The live signing secrets of an advertiser, newest first. */
  async signingSecrets(tx: Tx, advertiserId: Uuid): Promise<string[]> {
    const rows = await tx.rows<{ id: Uuid; secretSealed: Buffer }>(
      `SELECT c.id, c.secret_sealed FROM postback_credential c JOIN advertiser a ON a.id = c.advertiser_id
       WHERE c.advertiser_id = $1 AND c.revoked_at IS NULL AND a.status = 'active' ORDER BY c.id DESC`,
      [advertiserId],
    );
    return rows.map((row) => this.secretBox.open(row.secretSealed, placeOf(row.id)));
  }
}

function placeOf(id: Uuid): string {
  return `postback_credential.secret:${id}`;
}
