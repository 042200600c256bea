import { systemContext } from '@fairlead/kernel';
import { type UnitOfWork } from '../database/unit-of-work';
import { condemnsRecord } from './load-batch';
import { type SpoolHandler } from './spool-handler';

/**
 * Loads what was rejected of a stream again, each record in a transaction of its own: after the cause was corrected.
 * Returns how many went in; the others stay.
 */
export async function retryRejectedRecords(unitOfWork: UnitOfWork, stream: string, handler: SpoolHandler): Promise<number> {
  const context = systemContext('spool');
  const rejects = await unitOfWork.run(context, (tx) => tx.rows<{ id: string }>('SELECT id FROM spool_reject WHERE stream = $1 ORDER BY id', [stream]));
  let loaded = 0;
  for (const { id } of rejects) {
    try {
      loaded += await unitOfWork.run(context, async (tx) => {
        const reject = await tx.row<{ payload: Buffer }>('DELETE FROM spool_reject WHERE id = $1 RETURNING payload', [id]);
        if (reject === null) return 0; // someone else has done it
        await handler.load(tx, [reject.payload]);
        return 1;
      });
    } catch (error) {
      if (!condemnsRecord(error)) throw error;
    }
  }
  return loaded;
}
