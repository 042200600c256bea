import { type Tx } from '../database/unit-of-work';

/** Puts records of one stream where they belong. */
export interface SpoolHandler {
  /**
   * Loads the records in this transaction, all of them or by throwing none. Touches nothing but the database, and may be run again.
   * An error of the data (SQLSTATE classes 22, 23, P0, or one that is not the database's) condemns the record that causes it: it is
   * found by halving, kept in `spool_reject`, and the others are loaded. After any other error the batch is tried again later.
   * The buffers are views: what is kept of them after the promise must be copied.
   */
  load(tx: Tx, records: readonly Buffer[]): Promise<void>;
}
