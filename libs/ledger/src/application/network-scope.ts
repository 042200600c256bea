import { DomainError, type TenantContext } from '@fairlead/kernel';

/**
 * Postings, locks and proofs concern all sides at once, so they run in the network's scope; tenants only read.
 * @throws DomainError `ledger.network_scope_required` (forbidden).
 */
export function assertNetworkScope(context: TenantContext): void {
  if (context.scope !== 'network') {
    throw new DomainError('ledger.network_scope_required', 'forbidden', 'Only the network may do this on the ledger', { scope: context.scope });
  }
}
