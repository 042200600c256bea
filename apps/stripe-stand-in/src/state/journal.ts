import { closeSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** One change: collection, id, new value or null for a deletion. */
export type Change = readonly [collection: string, id: string, value: unknown];

/** Append-only file of JSON lines, one line per committed request; on disk before the answer leaves. */
export class Journal {
  private closed = false;

  private constructor(
    private readonly path: string,
    private descriptor: number,
  ) {}

  /** Opens or creates the file, hands over every whole line, and cuts off a line that a crash left unfinished. */
  static open(path: string, apply: (changes: readonly Change[]) => void): Journal {
    mkdirSync(dirname(path), { recursive: true });
    const descriptor = openSync(path, 'a+');
    const text = readFileSync(path, 'utf8');
    const wholeLength = text.lastIndexOf('\n') + 1;
    for (const line of text.slice(0, wholeLength).split('\n')) {
      if (line !== '') apply(parseLine(path, line));
    }
    if (wholeLength < text.length) ftruncateSync(descriptor, Buffer.byteLength(text.slice(0, wholeLength)));
    return new Journal(path, descriptor);
  }

  /** Refuses after `close`: by then the descriptor's number may belong to another file. */
  append(changes: readonly Change[]): void {
    if (this.closed) throw new Error(`state file ${this.path} is closed`);
    writeSync(this.descriptor, `${JSON.stringify(changes)}\n`);
    fsyncSync(this.descriptor);
  }

  /** Replaces the history by the given state, so that the file does not grow without end over restarts. */
  compact(batches: Iterable<readonly Change[]>): void {
    const temporary = `${this.path}.tmp`;
    const lines = [...batches].map((changes) => `${JSON.stringify(changes)}\n`);
    writeFileSync(temporary, lines.join(''), { flush: true });
    renameSync(temporary, this.path);
    const folder = openSync(dirname(this.path), 'r');
    fsyncSync(folder);
    closeSync(folder);
    closeSync(this.descriptor);
    this.descriptor = openSync(this.path, 'a+');
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    closeSync(this.descriptor);
  }
}

function parseLine(path: string, line: string): readonly Change[] {
  try {
    return JSON.parse(line) as readonly Change[];
  } catch (cause) {
    throw new Error(`state file ${path} is damaged before its last line`, { cause });
  }
}
