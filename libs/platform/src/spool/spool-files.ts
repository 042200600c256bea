import * as fs from 'node:fs';
import { mkdir, open, unlink } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

export type FileDone = (error: NodeJS.ErrnoException | null) => void;
export type FileWritten = (error: NodeJS.ErrnoException | null, written: number) => void;

/** What the writer asks of the disk; tests put a failing one in its place. Callbacks on the hot path, promises elsewhere. */
export interface SpoolFiles {
  /** Makes a file that must not exist yet, and opens it for writing. `durable`: what is written to it is on disk when `write` calls back. */
  create(path: string, durable: boolean, done: (error: NodeJS.ErrnoException | null, fd: number) => void): void;
  /** May write less than asked. */
  write(fd: number, bytes: Buffer, start: number, length: number, position: number, done: FileWritten): void;
  truncate(fd: number, length: number, done: FileDone): void;
  close(fd: number, done: FileDone): void;
  remove(path: string): Promise<void>;
  /** Makes names in the folder durable. */
  syncDirectory(path: string): Promise<void>;
}

const CREATE = fs.constants.O_WRONLY | fs.constants.O_CREAT | fs.constants.O_EXCL;

/** The machine's own disk. A durable write is one call (O_DSYNC): write and fdatasync would be two ways to the thread pool and back. */
export const DISK: SpoolFiles = {
  create: (path, durable, done) => fs.open(path, CREATE | (durable ? fs.constants.O_DSYNC : 0), 0o640, (error, fd) => done(error, fd)),
  write: (fd, bytes, start, length, position, done) => fs.write(fd, bytes, start, length, position, (error, written) => done(error, written)),
  truncate: (fd, length, done) => fs.ftruncate(fd, length, done),
  close: (fd, done) => fs.close(fd, (error) => done(error ?? null)),
  remove: (path) => unlink(path),
  syncDirectory,
};

/** Makes the folder and those above it, durably. */
export async function makeDirectory(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  const top = dirname(resolve(first));
  for (let folder = resolve(path); folder !== top; folder = dirname(folder)) await syncDirectory(dirname(folder));
}

export async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The system's code of an error, e.g. ENOENT; empty for others. */
export function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
