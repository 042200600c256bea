import { DAY_MS } from '@fairlead/kernel';
import { type Tx } from '../database/unit-of-work';

/** Removes the places of spools that were finished long ago. Returns how many. @param keepMs default seven days. */
export async function forgetFinishedSpools(tx: Tx, keepMs: number = 7 * DAY_MS): Promise<number> {
  return tx.affected('DELETE FROM spool_position WHERE finished_at < $1', [new Date(tx.now.getTime() - keepMs)]);
}
