import type { Uuid } from '@fairlead/kernel';
import { CHAIN_START, nextChainHash, type Tx } from '@fairlead/platform';
import { type AuditContent, auditContentHash } from './audit-log';

const BATCH = 1_000;
/** A broken log could name every entry; the first ones are enough to start from. */
const MOST_FAULTS = 100;

/** How many entries were looked at and what is wrong with them, in words; no faults is the proof. */
export interface AuditProof {
  readonly entries: number;
  /** The number of the last link and its hash: kept elsewhere, it shows later that nothing was cut off. Null before the first seal. */
  readonly head: { readonly seq: bigint; readonly chainHash: string } | null;
  readonly faults: readonly string[];
}

/** Proves the whole log from its rows: every entry matches its hash, and the chain links each of them without a gap from the first. Needs the network's scope. */
export async function verifyAuditLog(tx: Tx): Promise<AuditProof> {
  const faults: string[] = [];
  const entries = await verifyEntries(tx, faults);
  const head = await verifyLinks(tx, faults);
  faults.push(...(await findUnchained(tx)).map((id) => `entry ${id} is neither in the chain nor waiting for it`));
  return { entries, head, faults: faults.slice(0, MOST_FAULTS) };
}

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

async function verifyLinks(tx: Tx, faults: string[]): Promise<AuditProof['head']> {
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
  return seq === 0n ? null : { seq, chainHash: hash };
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
