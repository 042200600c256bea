import { closeSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { expectCode } from './error-code';

const FILE_LIMIT_BYTES = 20_000_000;
const LINE_LIMIT = 16_384;
const RECENT_LINES = 20;

/** Keeps what a process prints in a file of bounded size, and hands its lines to listeners. */
export class OutputLog {
  private descriptor: number;
  private size: number;
  private readonly recent: string[] = [];
  private readonly listeners = new Set<(line: string) => void>();

  constructor(readonly file: string) {
    this.descriptor = openSync(file, 'a', 0o600);
    this.size = fstatSync(this.descriptor).size;
  }

  /** The line that best says why the process ended: the last that speaks of an error, else the last. */
  get reason(): string {
    return this.recent.findLast((line) => /error|fatal/i.test(line)) ?? this.recent.at(-1) ?? '';
  }

  /** Forgets the lines of an earlier process. */
  startOver(): void {
    this.recent.length = 0;
  }

  /** Calls back for each line; returns what stops that. */
  onLine(listener: (line: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Takes over a stream of a child process. */
  attach(stream: NodeJS.ReadableStream | null): void {
    if (stream === null) return;
    const decoder = new StringDecoder('utf8');
    let rest = '';
    stream.on('data', (chunk: Buffer) => {
      this.write(chunk);
      const lines = (rest + decoder.write(chunk)).split('\n');
      rest = (lines.pop() ?? '').slice(-LINE_LIMIT);
      for (const line of lines) this.emit(line);
    });
    stream.on('end', () => this.emit(rest));
  }

  private emit(line: string): void {
    if (line.trim() === '') return;
    // Frames of a stack trace name files, not reasons.
    if (!/^\s+at /.test(line)) this.recent.push(line.trim());
    if (this.recent.length > RECENT_LINES) this.recent.shift();
    for (const listener of this.listeners) listener(line);
  }

  private write(chunk: Buffer): void {
    try {
      this.append(chunk);
    } catch (error) {
      // A full disk costs these lines, not the process that wrote them.
      expectCode(error, 'ENOSPC', 'EDQUOT');
    }
  }

  // Synchronous, so that the file is complete when we are killed; it ends in the page cache.
  private append(chunk: Buffer): void {
    if (this.size > FILE_LIMIT_BYTES) {
      closeSync(this.descriptor);
      renameSync(this.file, `${this.file}.1`);
      this.descriptor = openSync(this.file, 'a', 0o600);
      this.size = 0;
    }
    this.size += writeSync(this.descriptor, chunk);
  }
}
