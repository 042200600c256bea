import { batchDigests } from './checks/batch-digests';
import { auditChain, ledgerChain } from './checks/hash-chains';
import { recomputedCommissions, recomputedReversals } from './checks/recompute-commissions';
import { tenantSweep } from './checks/tenant-sweep';
import { type StripeAccess, transfersAtStripe } from './checks/transfers-at-stripe';
import type { Invariant } from './invariant';
import { ADJUSTMENTS } from './sql/adjustments';
import { BOOKS } from './sql/books';
import { EARNINGS } from './sql/earnings';
import { HISTORIES } from './sql/histories';
import { INTAKE } from './sql/intake';
import { PAYOUTS } from './sql/payouts';
import { REVERSALS } from './sql/reversals';
import { TENANCY } from './sql/tenancy';
import { type SqlInvariant, sqlInvariant } from './sql-invariant';

/** What SQL alone can check. */
export const SQL_INVARIANTS: readonly SqlInvariant[] = [...BOOKS, ...ADJUSTMENTS, ...INTAKE, ...EARNINGS, ...HISTORIES, ...PAYOUTS, ...REVERSALS, ...TENANCY];

/** Everything that must hold, in the order of its numbers. */
export function allInvariants(stripe: StripeAccess | null): Invariant[] {
  return [
    ...SQL_INVARIANTS.map(sqlInvariant), recomputedCommissions, recomputedReversals, transfersAtStripe(stripe), batchDigests, tenantSweep, ledgerChain, auditChain,
  ].sort((a, b) => a.number - b.number);
}
