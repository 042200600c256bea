import { DomainError, newId, systemContext, type Uuid } from '@fairlead/kernel';
import { FairleadConfig, Outbox, SecretBox, type Tx, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { SECURITY_CHANGED, type SecurityChange } from '../contracts';
import { mintRecoveryCodes, mintTotpSecret, otpauthUri, readRecoveryCode, stepOfCode } from '../domain/one-time-code';
import { keyedHash } from '../domain/secret-token';
import { AuditLog } from './audit-log';
import type { Caller } from './caller';
import { CheckPassword } from './check-password.service';
import { LimitAttempts } from './limit-attempts.service';

interface Credential {
  readonly secretSealed: Buffer;
  readonly confirmedAt: Date | null;
}

/** Sets up, checks and removes the second factor of a person: one-time codes of an authenticator, and recovery codes for when it is lost. */
@Injectable()
export class SecondFactor {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly config: FairleadConfig,
    private readonly secretBox: SecretBox,
    private readonly limit: LimitAttempts,
    private readonly checkPassword: CheckPassword,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  /** A secret to enter into an authenticator; in force once confirmed. Started again, the earlier one is void. @throws DomainError `auth.wrong_password` or `second_factor.already_on`. */
  async begin(caller: Caller, password: string): Promise<{ secret: string; uri: string }> {
    await this.checkPassword.run(caller.userId, password); // else a stolen session could shut its owner out
    const secret = mintTotpSecret();
    const begun = await this.unitOfWork.run(asSelf(caller.userId), (tx) =>
      tx.affected(
        `INSERT INTO totp_credential AS c (user_id, secret_sealed, created_at) VALUES ($1, $2, $3)
         ON CONFLICT (user_id) DO UPDATE SET secret_sealed = excluded.secret_sealed, created_at = excluded.created_at, last_used_step = NULL WHERE c.confirmed_at IS NULL`,
        [caller.userId, this.secretBox.seal(secret, placeOf(caller.userId)), tx.now],
      ),
    );
    if (begun === 0) throw alreadyOn();
    return { secret, uri: otpauthUri(secret, 'Fairlead', caller.email) };
  }

  /** Turns it on with a first code and gives the recovery codes, this once. @throws DomainError `second_factor.not_begun`, `.already_on` or `.wrong_code`. */
  async confirm(caller: Caller, code: string): Promise<string[]> {
    await this.limit.count('second_factor.user', caller.userId);
    const codes = await this.unitOfWork.run(asSelf(caller.userId), async (tx) => {
      const credential = await this.lock(tx, caller.userId);
      if (!credential) throw new DomainError('second_factor.not_begun', 'conflict', 'Ask for a secret first');
      if (credential.confirmedAt) throw alreadyOn();
      if (!(await this.takeTotp(tx, caller.userId, credential, code))) throw wrongCode();
      await tx.rows(`UPDATE totp_credential SET confirmed_at = $2 WHERE user_id = $1`, [caller.userId, tx.now]);
      await this.noteFresh(tx, caller);
      await this.tell(tx, caller.userId, 'second_factor_on');
      return this.replaceRecoveryCodes(tx, caller.userId);
    });
    await this.limit.forget('second_factor.user', caller.userId);
    return codes;
  }

  /** New recovery codes; the earlier ones are void. @throws DomainError `auth.wrong_password`, `second_factor.off` or `.wrong_code`. */
  async renewRecoveryCodes(caller: Caller, password: string, code: string): Promise<string[]> {
    await this.checkPassword.run(caller.userId, password);
    return this.withCode(caller.userId, code, async (tx) => {
      await this.tell(tx, caller.userId, 'recovery_codes_made');
      return this.replaceRecoveryCodes(tx, caller.userId);
    });
  }

  /** Turns it off. @throws DomainError `auth.wrong_password`, `second_factor.off` or `.wrong_code`. */
  async disable(caller: Caller, password: string, code: string): Promise<void> {
    await this.checkPassword.run(caller.userId, password);
    await this.withCode(caller.userId, code, async (tx) => {
      await tx.rows(`DELETE FROM totp_credential WHERE user_id = $1`, [caller.userId]);
      await tx.rows(`DELETE FROM recovery_code WHERE user_id = $1`, [caller.userId]);
      await this.tell(tx, caller.userId, 'second_factor_off');
    });
  }

  /** Notes that the person of this session has just given a code. @throws DomainError `second_factor.off` or `.wrong_code`. */
  async freshen(caller: Caller, code: string): Promise<void> {
    await this.withCode(caller.userId, code, (tx) => this.noteFresh(tx, caller));
  }

  /** Runs `work` in the transaction that uses the code up. Wrong codes count. @throws DomainError `second_factor.off`, `.wrong_code` or `auth.too_many_attempts`. */
  async withCode<Result>(userId: Uuid, code: string, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    await this.limit.count('second_factor.user', userId);
    const result = await this.unitOfWork.run(asSelf(userId), async (tx) => {
      const credential = await this.lock(tx, userId);
      if (!credential?.confirmedAt) throw new DomainError('second_factor.off', 'conflict', 'There is no second factor; set it up first');
      if (!(await this.takeTotp(tx, userId, credential, code)) && !(await this.takeRecoveryCode(tx, userId, code))) throw wrongCode();
      return work(tx);
    });
    await this.limit.forget('second_factor.user', userId);
    return result;
  }

  /** The row lock makes a second use of the same code wait, and then find its step taken. */
  private lock(tx: Tx, userId: Uuid): Promise<Credential | null> {
    return tx.row<Credential>(`SELECT secret_sealed, confirmed_at FROM totp_credential WHERE user_id = $1 FOR NO KEY UPDATE`, [userId]);
  }

  private async takeTotp(tx: Tx, userId: Uuid, credential: Credential, code: string): Promise<boolean> {
    const step = stepOfCode(this.secretBox.open(credential.secretSealed, placeOf(userId)), code.replaceAll(' ', ''), tx.now);
    if (step === null) return false;
    return (await tx.affected(`UPDATE totp_credential SET last_used_step = $2 WHERE user_id = $1 AND (last_used_step IS NULL OR last_used_step < $2)`, [userId, step.toString()])) === 1;
  }

  private async takeRecoveryCode(tx: Tx, userId: Uuid, text: string): Promise<boolean> {
    const code = readRecoveryCode(text);
    if (code === null) return false;
    const taken = await tx.affected(`UPDATE recovery_code SET used_at = $3 WHERE user_id = $1 AND code_hash = $2 AND used_at IS NULL`, [userId, this.hashOf(userId, code), tx.now]);
    if (taken === 1) await this.tell(tx, userId, 'recovery_code_used');
    return taken === 1;
  }

  private async replaceRecoveryCodes(tx: Tx, userId: Uuid): Promise<string[]> {
    const codes = mintRecoveryCodes();
    await tx.rows(`DELETE FROM recovery_code WHERE user_id = $1`, [userId]);
    await tx.rows(
      `INSERT INTO recovery_code (id, user_id, code_hash, created_at) SELECT id, $3, code_hash, $4 FROM unnest($1::uuid[], $2::text[]) AS made(id, code_hash)`,
      [codes.map(() => newId(tx.now.getTime())), codes.map((code) => this.hashOf(userId, code)), userId, tx.now],
    );
    return codes;
  }

  private async noteFresh(tx: Tx, caller: Caller): Promise<void> {
    await tx.rows(`UPDATE user_session SET second_factor_at = $2 WHERE id = $1`, [caller.session?.id ?? null, tx.now]);
  }

  private async tell(tx: Tx, userId: Uuid, change: SecurityChange): Promise<void> {
    await this.audit.append(tx, { action: `user.${change}`, subjectType: 'user', subjectId: userId });
    await this.outbox.append(tx, { type: SECURITY_CHANGED, aggregateId: userId, payload: { userId, change } });
  }

  private hashOf(userId: Uuid, code: string): string {
    return keyedHash(this.config.encryptionKey, `recovery:${userId}:${code}`);
  }
}

function asSelf(userId: Uuid): ReturnType<typeof systemContext> {
  return { scope: 'network', actor: { kind: 'user', id: userId } };
}

function placeOf(userId: Uuid): string {
  return `totp_credential.secret:${userId}`;
}

function wrongCode(): DomainError {
  return new DomainError('second_factor.wrong_code', 'unprocessable', 'The code is wrong, over, or was used before');
}

function alreadyOn(): DomainError {
  return new DomainError('second_factor.already_on', 'conflict', 'The second factor is on already; turn it off first');
}
