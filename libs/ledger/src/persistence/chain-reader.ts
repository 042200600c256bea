import type { Uuid } from '@fairlead/kernel';
import type { Tx } from '@fairlead/platform';

/** The hash chain that journals are sealed into. */
export const LEDGER_CHAIN = 'ledger';

/** A link of the chain beside the hash that its journal has now; null when the journal is gone. */
export interface StoredLink {
  readonly seq: bigint;
  readonly rowId: Uuid;
  readonly contentHash: string;
  readonly chainHash: string;
  readonly journalHash: string | null;
}

/** Up to `limit` links after `seq`, in order. */
export async function readLinksAfter(tx: Tx, seq: bigint, limit: number): Promise<StoredLink[]> {
  return tx.rows<StoredLink>(
    `SELECT l.seq, l.row_id, l.content_hash, l.chain_hash, j.content_hash AS journal_hash
     FROM chain_link l LEFT JOIN journal j ON j.id = l.row_id WHERE l.chain = $1 AND l.seq > $2 ORDER BY l.seq LIMIT $3`,
    [LEDGER_CHAIN, seq.toString(), limit],
  );
}

/** Journals that are neither sealed nor waiting for it: something took them out of the chain. */
export async function findUnchained(tx: Tx, limit: number): Promise<Uuid[]> {
  const rows = await tx.rows<{ id: Uuid }>(
    `SELECT j.id FROM journal j
     WHERE NOT EXISTS (SELECT 1 FROM chain_link l WHERE l.chain = $1 AND l.row_id = j.id)
       AND NOT EXISTS (SELECT 1 FROM chain_pending w WHERE w.chain = $1 AND w.row_id = j.id AND w.content_hash = j.content_hash)
     ORDER BY j.id LIMIT $2`,
    [LEDGER_CHAIN, limit],
  );
  return rows.map((row) => row.id);
}
