import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Journal } from './journal';
import type { Change } from './journal';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
  path = join(folder, 'state.jsonl');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function contents(): Change[] {
  const read: Change[] = [];
  Journal.open(path, (changes) => read.push(...changes)).close();
  return read;
}

describe('journal', () => {
  it('appends after the last whole line when a crash left half of one', () => {
    writeFileSync(path, '[["a","ü1",1]]\n[["a","ü2"');
    const journal = Journal.open(path, () => undefined);

    journal.append([['a', '3', 3]]);
    journal.close();

    expect(contents()).toEqual([['a', 'ü1', 1], ['a', '3', 3]]);
  });

  it('replaces its history and goes on appending', () => {
    const journal = Journal.open(path, () => undefined);
    journal.append([['a', '1', 1]]);
    journal.append([['a', '1', 2]]);

    journal.compact([[['a', '1', 2]]]);
    journal.append([['a', '2', 1]]);
    journal.close();

    expect(readFileSync(path, 'utf8')).toBe('[["a","1",2]]\n[["a","2",1]]\n');
  });

  it('writes nothing once it is closed', () => {
    const journal = Journal.open(path, () => undefined);
    journal.close();

    expect(() => journal.append([['a', '1', 1]])).toThrow('closed');
  });
});
