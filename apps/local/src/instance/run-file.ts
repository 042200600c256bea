import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identifyProcess, isStillAlive, type ProcessIdentity } from '../processes/process-identity';
import { terminate } from '../processes/terminate';

/** A process of a run, with the signal that ends it cleanly. */
export interface RunningPart extends ProcessIdentity {
  name: string;
  stopSignal: NodeJS.Signals;
}

/** What `run.json` in the data folder says while an instance runs, and after it was killed. */
export interface RunRecord {
  launcher: ProcessIdentity;
  /** Of the embedded Postgres; null when DATABASE_URL is set. */
  postgresPort: number | null;
  /** In the order of their start. */
  parts: RunningPart[];
}

const STOP_DEADLINE_MS = 10_000;
/** Others need these to stop cleanly; by themselves they may have been restarted last. */
const STOPPED_LAST = ['redis', 'postgres'];

/** The list of our processes on disk, so that the next start finds what a killed launcher left. */
export class RunFile {
  private readonly file: string;
  private record: RunRecord;

  constructor(dataDir: string) {
    this.file = fileIn(dataDir);
    this.record = { launcher: identifyProcess(process.pid) ?? { pid: process.pid, startedAt: '' }, postgresPort: null, parts: [] };
  }

  add(name: string, pid: number, stopSignal: NodeJS.Signals = 'SIGTERM'): void {
    const identity = identifyProcess(pid);
    // It may have ended already; then there is nothing to remember.
    if (identity) this.save({ ...this.record, parts: [...this.record.parts, { name, stopSignal, ...identity }] });
  }

  remove(pid: number): void {
    this.save({ ...this.record, parts: this.record.parts.filter((part) => part.pid !== pid) });
  }

  setPostgresPort(port: number): void {
    this.save({ ...this.record, postgresPort: port });
  }

  delete(): void {
    rmSync(this.file, { force: true });
  }

  private save(record: RunRecord): void {
    this.record = record;
    writeFileSync(`${this.file}.new`, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${this.file}.new`, this.file);
  }
}

/** The record of the run that uses this data folder now, or undefined. */
export function readLiveRun(dataDir: string): RunRecord | undefined {
  const record = readRecord(dataDir);
  return record && isStillAlive(record.launcher) ? record : undefined;
}

/** Stops what an earlier launcher left running when it was killed, last started first. Returns their names. */
export async function stopLeftovers(dataDir: string): Promise<string[]> {
  const left = inStopOrder((readRecord(dataDir)?.parts ?? []).filter(isStillAlive));
  for (const part of left) {
    // One after the other, because each may need those that are still to come.
    await terminate(part, part.stopSignal, STOP_DEADLINE_MS);
  }
  return left.map((part) => part.name);
}

/** Last started first, but the queue and the database after all that use them. */
export function inStopOrder<T extends { name: string }>(parts: T[]): T[] {
  return parts.toReversed().sort((one, other) => STOPPED_LAST.indexOf(one.name) - STOPPED_LAST.indexOf(other.name));
}

function readRecord(dataDir: string): RunRecord | undefined {
  const file = fileIn(dataDir);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as RunRecord) : undefined;
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'run.json');
}
