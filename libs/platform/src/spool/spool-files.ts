import * as fs from 'node:fs';
import { mkdir, open, unlink } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

export type FileDone = (error: NodeJS.ErrnoException | null) => void;
export type FileWritten = (error: NodeJS.ErrnoException | null, written: number) => void;

/** What the writer asks of the disk; tests put a failing one in its place. Callbacks on the hot path, promises elsewhere. */
export interface SpoolFiles {
  /** Makes a file that must not exist yet, and opens it for writing. */
  create(path: string, done: (error: NodeJS.ErrnoException | null, fd: number) => void): void;
  /** May write less than asked. */
  write(fd: number, bytes: Buffer, start: number, length: number, position: number, done: FileWritten): void;
  fdatasync(fd: number, done: FileDone): void;
  truncate(fd: number, length: number, done: FileDone): void;
  close(fd: number, done: FileDone): void;
  remove(path: string): Promise<void>;
  /** Makes names in the folder durable. */
  syncDirectory(path: string): Promise<void>;
}

/** The machine's own disk. */
export const DISK: SpoolFiles = {
  create: (path, done) => fs.open(path, 'wx', 0o640, (error, fd) => done(error, fd)),
  write: (fd, bytes, start, length, position, done) => fs.write(fd, bytes, start, length, position, (error, written) => done(error, written)),
  fdatasync: (fd, done) => fs.fdatasync(fd, done),
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
