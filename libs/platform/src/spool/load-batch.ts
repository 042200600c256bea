import { newId, systemContext, type Uuid } from '@fairlead/kernel';
import { QueryFailedError } from 'typeorm';
import { sqlState, type Tx, type UnitOfWork } from '../database/unit-of-work';
import { isConnectionFailure } from '../http/problem-filter';
import { type SpoolHandler } from './spool-handler';

const CONTEXT = systemContext('spool');

/** A byte of a spool: the next one to load. */
export interface SpoolPlace {
  readonly segment: number;
  readonly position: number;
}

export interface SpoolBatch {
  readonly spoolId: Uuid;
  readonly stream: string;
  readonly tracker: string;
  /** Where the database must stand for the records to be its next. */
  readonly begin: SpoolPlace;
  /** Where the first record was read: after `begin` when nothing could be loaded in between. */
  readonly from: SpoolPlace;
  readonly end: SpoolPlace;
  readonly records: readonly Buffer[];
}

/** `elsewhere`: the database stands there, so nothing was loaded: another drain, or a commit whose answer was lost, did it before. */
export type BatchOutcome = { readonly result: 'loaded'; readonly rejected: number } | { readonly result: 'elsewhere'; readonly place: SpoolPlace };

/** Where the database stands in a spool; null when nothing of it was loaded yet. */
export async function findPlace(unitOfWork: UnitOfWork, spoolId: Uuid): Promise<SpoolPlace | null> {
  return unitOfWork.run(CONTEXT, async (tx) => {
    const row = await tx.row<PlaceRow>('SELECT segment, position FROM spool_position WHERE spool_id = $1', [spoolId]);
    return row && toPlace(row);
  });
}

/** Loads the batch and moves the spool's place in one transaction: both happen or neither, and nobody can do it twice. */
export async function loadBatch(unitOfWork: UnitOfWork, handler: SpoolHandler, batch: SpoolBatch): Promise<BatchOutcome> {
  try {
    return await attempt(unitOfWork, batch, async (tx) => {
      await handler.load(tx, batch.records);
      return 0;
    });
  } catch (error) {
    if (!condemnsRecord(error)) throw error;
    return attempt(unitOfWork, batch, (tx) => loadOrReject(tx, handler, batch, batch.records));
  }
}

/** Remembers that all of a spool is loaded and gone from disk. */
export async function markFinished(unitOfWork: UnitOfWork, spoolId: Uuid): Promise<void> {
  await unitOfWork.run(CONTEXT, (tx) =>
    tx.affected('UPDATE spool_position SET finished_at = $2, updated_at = $2 WHERE spool_id = $1 AND finished_at IS NULL', [spoolId, tx.now]));
}

async function attempt(unitOfWork: UnitOfWork, batch: SpoolBatch, load: (tx: Tx) => Promise<number>): Promise<BatchOutcome> {
  return unitOfWork.run(CONTEXT, async (tx) => {
    const { begin, end } = batch;
    const place = await lockPlace(tx, batch);
    if (place.segment !== begin.segment || place.position !== begin.position) return { result: 'elsewhere', place };
    const rejected = await load(tx);
    await tx.affected('UPDATE spool_position SET segment = $2, position = $3 WHERE spool_id = $1', [batch.spoolId, end.segment, end.position]);
    return { result: 'loaded', rejected };
  });
}

async function lockPlace(tx: Tx, { spoolId, stream, tracker, begin }: SpoolBatch): Promise<SpoolPlace> {
  const row = await tx.row<PlaceRow>(
    `INSERT INTO spool_position (spool_id, stream, tracker, segment, position, updated_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (spool_id) DO UPDATE SET updated_at = excluded.updated_at RETURNING segment, position`,
    [spoolId, stream, tracker, begin.segment, begin.position, tx.now],
  );
  if (row === null) throw new Error('the place of a spool cannot be locked');
  return toPlace(row);
}

/** Returns how many records were rejected. Halves until each that cannot be loaded stands alone. */
async function loadOrReject(tx: Tx, handler: SpoolHandler, batch: SpoolBatch, records: readonly Buffer[]): Promise<number> {
  await tx.affected('SAVEPOINT spool_records');
  try {
    await handler.load(tx, records);
    await tx.affected('RELEASE SAVEPOINT spool_records');
    return 0;
  } catch (error) {
    if (!condemnsRecord(error)) throw error;
    await tx.affected('ROLLBACK TO SAVEPOINT spool_records');
    await tx.affected('RELEASE SAVEPOINT spool_records');
    const [only] = records;
    if (records.length === 1 && only) return reject(tx, batch, only, error);
    const middle = Math.ceil(records.length / 2);
    const first = await loadOrReject(tx, handler, batch, records.slice(0, middle));
    return first + (await loadOrReject(tx, handler, batch, records.slice(middle)));
  }
}

async function reject(tx: Tx, batch: SpoolBatch, payload: Buffer, error: unknown): Promise<number> {
  const message = error instanceof Error ? error.message : String(error);
  return tx.affected(
    'INSERT INTO spool_reject (id, spool_id, segment, position, stream, error, payload, rejected_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
    [newId(tx.now.getTime()), batch.spoolId, batch.from.segment, batch.from.position, batch.stream, message.replaceAll('\0', ''), payload, tx.now],
  );
}

/** Whether the error is the fault of a record and would come again. */
export function condemnsRecord(error: unknown): boolean {
  if (!(error instanceof Error) || isConnectionFailure(error)) return false;
  if (!(error instanceof QueryFailedError)) return !('syscall' in error); // an outage has many names
  return /^(22|23|P0)/.test(sqlState(error) ?? '');
}

interface PlaceRow {
  readonly segment: bigint;
  readonly position: bigint;
}

function toPlace(row: PlaceRow): SpoolPlace {
  return { segment: Number(row.segment), position: Number(row.position) };
}
