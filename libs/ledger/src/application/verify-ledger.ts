import { CHAIN_START, nextChainHash, type Tx } from '@fairlead/platform';
import { findJournalFaults } from '../domain/journal-proof';
import { findUnchained, readLinksAfter, type StoredLink } from '../persistence/chain-reader';
import { JournalsRepository } from '../persistence/journals.repository';
import { assertNetworkScope } from './network-scope';

const BATCH = 1_000;
/** A broken ledger could name every row; the first ones are enough to start from. */
const MAX_FAULTS = 100;

/** How many journals were looked at and what is wrong with them, in words; no faults is the proof. */
export interface LedgerProof {
  readonly journals: number;
  readonly faults: string[];
}

/**
 * Proves the whole ledger from its rows: every journal is balanced, complete and matches its hash; the chain links each of them
 * without a gap from the first. Rows cut off at the very end together with their links show only beside an earlier chain hash.
 */
export async function verifyLedger(tx: Tx): Promise<LedgerProof> {
  assertNetworkScope(tx.context);
  const faults: string[] = [];
  const journals = await verifyJournals(tx, faults);
  await verifyChain(tx, faults);
  const unchained = await findUnchained(tx, MAX_FAULTS);
  faults.push(...unchained.map((id) => `journal ${id} is neither in the chain nor waiting for it`));
  return { journals, faults: faults.slice(0, MAX_FAULTS) };
}

async function verifyJournals(tx: Tx, faults: string[]): Promise<number> {
  const repository = new JournalsRepository();
  let seen = 0;
  let after: string | null = null;
  do {
    const batch = await repository.readAfter(tx, after, BATCH); // one batch in memory at a time
    faults.push(...batch.flatMap(findJournalFaults).slice(0, MAX_FAULTS));
    seen += batch.length;
    after = batch.at(-1)?.id ?? null;
  } while (after !== null);
  return seen;
}

async function verifyChain(tx: Tx, faults: string[]): Promise<void> {
  let seq = 0n;
  let hash = CHAIN_START;
  for (let links = await readLinksAfter(tx, seq, BATCH); links.length > 0; links = await readLinksAfter(tx, seq, BATCH)) {
    for (const link of links) {
      faults.push(...findLinkFaults(link, seq + 1n, hash));
      seq = link.seq;
      hash = link.chainHash;
    }
    if (faults.length >= MAX_FAULTS) return;
  }
}

function findLinkFaults(link: StoredLink, expectedSeq: bigint, previousHash: string): string[] {
  const faults: string[] = [];
  if (link.seq !== expectedSeq) faults.push(`chain link ${expectedSeq} is missing`);
  if (link.chainHash !== nextChainHash(previousHash, link.contentHash)) faults.push(`chain link ${link.seq} does not follow the one before it`);
  if (link.journalHash === null) faults.push(`journal ${link.rowId} of chain link ${link.seq} is missing`);
  else if (link.journalHash !== link.contentHash) faults.push(`journal ${link.rowId} was sealed with another content hash`);
  return faults;
}
