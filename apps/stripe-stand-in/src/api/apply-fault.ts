import type { FaultKind, FaultRule } from '../control/control-types';
import { errors } from '../wire/errors';
import type { StripeError } from '../wire/stripe-error';
import type { Answer, Outcome } from './outcome';

type Refusal = (fault: FaultRule, key: string | null) => StripeError;

/** Faults that refuse before anything happens. */
const REFUSALS: Partial<Readonly<Record<FaultKind, Refusal>>> = {
  '429': () => errors.rateLimit(),
  lock_timeout: () => errors.lockTimeout(),
  '409': (_fault, key) => errors.idempotencyKeyInUse(key ?? ''),
  account_invalid: (fault) => errors.noAccessAsAccount(fault.destination ?? 'acct_unknown'),
  '500_before': () => errors.serverError(),
};

/** Faults that strike before anything happens: an outcome, a thrown refusal, or null to go on. */
export function beforeEffect(fault: FaultRule | null, key: string | null): Outcome | null {
  if (fault === null) return null;
  const refusal = REFUSALS[fault.kind];
  if (refusal !== undefined) throw refusal(fault, key);
  if (fault.kind === 'reset_before') return { kind: 'reset' };
  return fault.kind === 'timeout_before' ? { kind: 'silence' } : null;
}

/** Faults that strike when all has happened. */
export function afterEffect(fault: FaultRule | null, answer: Answer): Outcome {
  switch (fault?.kind) {
    case 'reset_after':
      return { kind: 'reset' };
    case 'timeout_after':
      return { kind: 'silence' };
    case 'truncate_body':
      return { ...answer, truncated: true };
    default:
      return answer;
  }
}
