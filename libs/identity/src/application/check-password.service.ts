import { DomainError, systemContext, type Uuid } from '@fairlead/kernel';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { verifyPassword } from '../domain/password-hash';
import { LimitAttempts } from './limit-attempts.service';

/** Asks a person who is signed in for the password once more, before something that a thief of the session must not do. */
@Injectable()
export class CheckPassword {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly limit: LimitAttempts) {}

  /** @throws DomainError `auth.wrong_password` (unprocessable) or `auth.too_many_attempts`. */
  async run(userId: Uuid, password: string): Promise<void> {
    await this.limit.count('password.user', userId);
    const user = await this.unitOfWork.run(systemContext('check-password'), (tx) =>
      tx.row<{ passwordHash: string }>(`SELECT password_hash FROM user_account WHERE id = $1`, [userId]),
    );
    if (!(await verifyPassword(user?.passwordHash ?? null, password))) throw new DomainError('auth.wrong_password', 'unprocessable', 'The password is wrong');
    await this.limit.forget('password.user', userId);
  }
}
