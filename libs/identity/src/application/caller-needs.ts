import { Clock, DomainError, MINUTE_MS } from '@fairlead/kernel';
import { FairleadConfig } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { CallerNeed } from '../contracts';
import { managesTeam } from '../domain/team';
import type { Caller } from './caller';

/** How old a code may be for what asks for a fresh one. */
export const FRESH_CODE_MS = 5 * MINUTE_MS;

/** Refuses callers who lack what a route needs beside the role. */
@Injectable()
export class CallerNeeds {
  constructor(private readonly config: FairleadConfig, private readonly clock: Clock) {}

  assertMet(caller: Caller, needs: readonly CallerNeed[]): void {
    if (needs.includes('sign_in') && !caller.session) throw new DomainError('api_key.needs_sign_in', 'forbidden', 'An API key cannot do this; sign in');
    if (!needs.includes('no_second_factor_yet')) this.assertSecondFactor(caller);
    if (needs.includes('manager') && !managesTeam(caller.teamRole)) {
      throw new DomainError('team.needs_manager', 'forbidden', 'Only administrators and owners of the organization may do this');
    }
    if (needs.includes('verified_email') && !caller.emailVerified && this.config.emailVerification === 'required') {
      throw new DomainError('auth.email_unverified', 'forbidden', 'Follow the link in the mail to your address first');
    }
    if (needs.includes('fresh_code')) this.assertFreshCode(caller);
  }

  private assertSecondFactor(caller: Caller): void {
    if (caller.hasSecondFactor || !this.config.secondFactorRoles.some((role) => role === caller.role)) return;
    throw new DomainError('second_factor.required', 'forbidden', 'This network wants a second factor of its staff; set it up first');
  }

  /** An API key gives no codes: what asks for them is closed to the keys of people with a second factor. */
  private assertFreshCode(caller: Caller): void {
    if (!caller.hasSecondFactor) return;
    const givenAt = caller.session?.secondFactorAt ?? null;
    if (givenAt !== null && this.clock.now().getTime() - givenAt.getTime() <= FRESH_CODE_MS) return;
    throw new DomainError('second_factor.code_needed', 'forbidden', 'Give a code of your authenticator first, then call again', { fresh_for: FRESH_CODE_MS / 1_000 });
  }
}
