import { type AuditContent, auditContentHash } from '@fairlead/identity';
import type { Uuid } from '@fairlead/kernel';
import { verifyLedger } from '@fairlead/ledger';
import { CHAIN_START, nextChainHash, type Tx } from '@fairlead/platform';
import { findingOf, type Invariant } from '../invariant';

const BATCH = 1_000;

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
    const faults: string[] = [];
    const checked = await verifyEntries(tx, faults);
    await verifyLinks(tx, faults);
    faults.push(...(await findUnchained(tx)).map((id) => `entry ${id} is neither in the chain nor waiting for it`));
    return findingOf(checked, faults);
  },
};

async function verifyEntries(tx: Tx, faults: string[]): Promise<number> {
  let seen = 0;
  let after: Uuid | null = null;
  do {
    const batch: (AuditContent & { contentHash: string })[] = await tx.rows(
      `SELECT id, occurred_at, actor, organization_id, action, subject_type, subject_id, details, content_hash FROM audit_event
       WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT ${BATCH}`,
      [after],
    );
    faults.push(...batch.filter((entry) => auditContentHash(entry) !== entry.contentHash).map((entry) => `entry ${entry.id} does not match its content hash`));
    seen += batch.length;
    after = batch.at(-1)?.id ?? null;
  } while (after !== null);
  return seen;
}

async function verifyLinks(tx: Tx, faults: string[]): Promise<void> {
  let seq = 0n;
  let hash = CHAIN_START;
  for (let links = await readLinks(tx, seq); links.length > 0; links = await readLinks(tx, seq)) {
    for (const link of links) {
      if (link.seq !== seq + 1n) faults.push(`chain link ${seq + 1n} is missing`);
      if (link.chainHash !== nextChainHash(hash, link.contentHash)) faults.push(`chain link ${link.seq} does not follow the one before it`);
      if (link.entryHash === null) faults.push(`entry ${link.rowId} of chain link ${link.seq} is missing`);
      else if (link.entryHash !== link.contentHash) faults.push(`entry ${link.rowId} was sealed with another content hash`);
      seq = link.seq;
      hash = link.chainHash;
    }
  }
}

async function readLinks(tx: Tx, after: bigint): Promise<{ seq: bigint; rowId: Uuid; contentHash: string; chainHash: string; entryHash: string | null }[]> {
  return tx.rows(
    `SELECT l.seq, l.row_id, l.content_hash, l.chain_hash, e.content_hash AS entry_hash FROM chain_link l LEFT JOIN audit_event e ON e.id = l.row_id
     WHERE l.chain = 'audit' AND l.seq > $1 ORDER BY l.seq LIMIT ${BATCH}`,
    [after.toString()],
  );
}

async function findUnchained(tx: Tx): Promise<Uuid[]> {
  const rows = await tx.rows<{ id: Uuid }>(
    `SELECT e.id FROM audit_event e WHERE NOT EXISTS (SELECT 1 FROM chain_link l WHERE l.chain = 'audit' AND l.row_id = e.id)
       AND NOT EXISTS (SELECT 1 FROM chain_pending w WHERE w.chain = 'audit' AND w.row_id = e.id AND w.content_hash = e.content_hash) ORDER BY e.id`,
  );
  return rows.map((row) => row.id);
}
