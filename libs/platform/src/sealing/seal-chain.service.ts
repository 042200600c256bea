import { createHash } from 'node:crypto';
import { systemContext } from '@fairlead/kernel';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work';

/** What the first link of every chain follows. */
export const CHAIN_START = '0'.repeat(64);

const BATCH = 1_000;

/** SHA-256 over the previous link's hash and the row's content hash, both as hex text. */
export function nextChainHash(previous: string, contentHash: string): string {
  return createHash('sha256').update(previous).update(contentHash).digest('hex');
}

/**
 * Links waiting rows into their chain, one sealer at a time (advisory lock), behind the writers' backs:
 * two writers never wait for each other.
 */
@Injectable()
export class SealChain {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Seals up to 1,000 rows and returns how many. */
  async run(chain: string): Promise<number> {
    return this.unitOfWork.run(systemContext('chain-sealer'), async (tx) => {
      await tx.rows(`SELECT pg_advisory_xact_lock(hashtext($1))`, [`chain:${chain}`]);
      const pending = await tx.rows<{ rowId: string; contentHash: string }>(
        `DELETE FROM chain_pending WHERE (chain, row_id) IN
           (SELECT chain, row_id FROM chain_pending WHERE chain = $1 ORDER BY row_id LIMIT ${BATCH})
         RETURNING row_id, content_hash`,
        [chain],
      );
      if (pending.length === 0) return 0;
      const last = await tx.row<{ seq: bigint; chainHash: string }>(
        `SELECT seq, chain_hash FROM chain_link WHERE chain = $1 ORDER BY seq DESC LIMIT 1`, [chain],
      );
      let hash = last?.chainHash ?? CHAIN_START;
      const ordered = pending.sort((a, b) => (a.rowId < b.rowId ? -1 : 1));
      const hashes = ordered.map((row) => (hash = nextChainHash(hash, row.contentHash)));
      const firstSeq = (last?.seq ?? 0n) + 1n;
      await tx.rows(
        `INSERT INTO chain_link (chain, seq, row_id, content_hash, chain_hash, sealed_at)
         SELECT $1, seq, row_id, content_hash, chain_hash, $6 FROM unnest($2::bigint[], $3::uuid[], $4::text[], $5::text[]) AS link(seq, row_id, content_hash, chain_hash)`,
        [
          chain, ordered.map((_row, index) => (firstSeq + BigInt(index)).toString()), ordered.map((row) => row.rowId),
          ordered.map((row) => row.contentHash), hashes, tx.now,
        ],
      );
      return pending.length;
    });
  }
}
