import { DAY_MS, DomainError, MINUTE_MS, systemContext } from '@fairlead/kernel';
import { FairleadConfig, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { keyedHash } from '../domain/secret-token';

/** What is counted, and how often each may happen within its window. */
const LIMITS = {
  'signup.address': { attempts: 100, windowMs: 15 * MINUTE_MS },
  'reset.email': { attempts: 5, windowMs: 60 * MINUTE_MS },
  'reset.address': { attempts: 50, windowMs: 15 * MINUTE_MS },
  'token.address': { attempts: 60, windowMs: 15 * MINUTE_MS },
  'mail.user': { attempts: 5, windowMs: 60 * MINUTE_MS },
  'second_factor.user': { attempts: 10, windowMs: 15 * MINUTE_MS },
  'password.user': { attempts: 10, windowMs: 15 * MINUTE_MS },
  'invite.organization': { attempts: 50, windowMs: 60 * MINUTE_MS },
} as const;
export type LimitedPurpose = keyof typeof LIMITS;

const CONTEXT = systemContext('limit-attempts');

/** Counts attempts in Postgres, by keyed hash of who tries, in a transaction of its own: what fails later has been counted all the same. */
@Injectable()
export class LimitAttempts {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly config: FairleadConfig) {}

  /** Counts one attempt. @throws DomainError `auth.too_many_attempts` (rate_limited) with the seconds to wait. */
  async count(purpose: LimitedPurpose, subject: string): Promise<void> {
    const { windowMs } = LIMITS[purpose];
    const counted = await this.unitOfWork.run(CONTEXT, async (tx) => {
      const row = await tx.row<{ attempts: number; windowStartedAt: Date }>(
        `INSERT INTO attempt_count AS c (purpose, subject_hash, window_started_at, attempts) VALUES ($1, $2, $3, 1)
         ON CONFLICT (purpose, subject_hash) DO UPDATE SET
           attempts = CASE WHEN c.window_started_at <= $4 THEN 1 ELSE c.attempts + 1 END,
           window_started_at = CASE WHEN c.window_started_at <= $4 THEN excluded.window_started_at ELSE c.window_started_at END
         RETURNING attempts, window_started_at`,
        [purpose, this.hash(subject), tx.now, new Date(tx.now.getTime() - windowMs)],
      );
      return { attempts: row?.attempts ?? 1, endsInMs: (row?.windowStartedAt.getTime() ?? tx.now.getTime()) + windowMs - tx.now.getTime() };
    });
    if (counted.attempts > this.allowed(purpose)) {
      throw new DomainError('auth.too_many_attempts', 'rate_limited', 'Too many attempts; wait a while', { retry_after: Math.ceil(counted.endsInMs / 1_000) });
    }
  }

  /** Forgets the attempts of who has succeeded. */
  async forget(purpose: LimitedPurpose, subject: string): Promise<void> {
    await this.unitOfWork.run(CONTEXT, (tx) => tx.rows(`DELETE FROM attempt_count WHERE purpose = $1 AND subject_hash = $2`, [purpose, this.hash(subject)]));
  }

  /** Removes counts that are over, and sign-in failures and tokens that no longer matter. */
  async removeOld(): Promise<void> {
    await this.unitOfWork.run(CONTEXT, async (tx) => {
      const dayAgo = new Date(tx.now.getTime() - DAY_MS);
      await tx.rows(`DELETE FROM attempt_count WHERE window_started_at < $1`, [dayAgo]);
      await tx.rows(`DELETE FROM login_attempt WHERE attempted_at < $1`, [dayAgo]);
      await tx.rows(`DELETE FROM account_token WHERE expires_at < $1`, [dayAgo]);
    });
  }

  private allowed(purpose: LimitedPurpose): number {
    return purpose === 'signup.address' ? this.config.signupsPerAddress : LIMITS[purpose].attempts;
  }

  private hash(subject: string): string {
    return keyedHash(this.config.encryptionKey, subject.toLowerCase());
  }
}
