import { verifyAuditLog } from '@fairlead/identity';
import { verifyLedger } from '@fairlead/ledger';
import { findingOf, type Invariant } from '../invariant';

/** Every journal is whole and linked into the chain from the first, or waits to be. */
export const ledgerChain: Invariant = {
  number: 10,
  title: 'The hash chain of the ledger verifies from the first journal',
  check: async (tx) => {
    const proof = await verifyLedger(tx);
    return findingOf(proof.journals, proof.faults);
  },
};

/** The same of the audit log. */
export const auditChain: Invariant = {
  number: 10,
  title: 'The hash chain of the audit log verifies from the first entry',
  check: async (tx) => {
    const proof = await verifyAuditLog(tx);
    return findingOf(proof.entries, proof.faults);
  },
};
