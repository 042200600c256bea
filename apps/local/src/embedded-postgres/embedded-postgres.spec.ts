import { lstatSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgePidFile, parsePostmasterFile } from './postmaster-pid';
import { parsePasswd } from './run-as';
import { reasonOf } from './server-process';
import { hydrateSymlinks } from './symlinks';

const RUNNING = '4711\n/data/pgdata\n1795460000\n5432\n\n127.0.0.1\n  1234 5\nready   \n';

describe('postmaster.pid', () => {
  it('gives the process and whether it takes connections', () => {
    expect(parsePostmasterFile(RUNNING)).toEqual({ pid: 4711, status: 'ready' });
    expect(parsePostmasterFile('4711\n/data/pgdata\n')).toEqual({ pid: 4711, status: '' });
    expect(parsePostmasterFile('')).toBeUndefined();
  });

  const file = parsePostmasterFile(RUNNING);
  const isOurs = (path: string): boolean => path === '/data/pgdata';

  it.each([
    ['none without a file', undefined, ['postgres', '-D', '/data/pgdata'], 'none'],
    ['dead when no process has the number', file, undefined, 'dead'],
    ['live for a server on our folder', file, ['/x/bin/postgres', '-D', '/data/pgdata', '-p', '5432'], 'live'],
    ['reused for a server on another folder', file, ['/x/bin/postgres', '-D', '/other'], 'reused'],
    ['reused for another program', file, ['node', '-D', '/data/pgdata'], 'reused'],
    ['reused for a process that waits to be reaped', file, [], 'reused'],
  ])('is judged %s', (_, given, args, verdict) => {
    expect(judgePidFile(given, args, isOurs)).toBe(verdict);
  });
});

describe('parsePasswd', () => {
  it('finds users with their groups and leaves out root and broken lines', () => {
    const users = parsePasswd('root:x:0:0::/root:/bin/sh\nnobody:x:65534:65533::/:/bin/false\nbroken\n\n');

    expect([...users]).toEqual([['nobody', { uid: 65534, gid: 65533 }]]);
  });
});

describe('reasonOf', () => {
  it('quotes the fatal line, else the last one', () => {
    expect(reasonOf('LOG: a\n2026-01-01 UTC [1] FATAL:  data directory has wrong ownership\nHINT: x\n')).toBe('data directory has wrong ownership');
    expect(reasonOf('postgres: error while loading shared libraries: libicu\n\n')).toBe('postgres: error while loading shared libraries: libicu');
    expect(reasonOf('')).toBe('it said nothing');
  });
});

describe('hydrateSymlinks', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fairlead-links-'));
    mkdirSync(join(folder, 'native/lib'), { recursive: true });
    writeFileSync(join(folder, 'native/lib/liba.so.1.2'), '');
    writeFileSync(
      join(folder, 'native/pg-symlinks.json'),
      JSON.stringify([{ source: 'native/lib/liba.so.1.2', target: 'native/lib/liba.so' }]),
    );
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('makes missing links relative, and may run again', () => {
    expect(hydrateSymlinks(join(folder, 'native'))).toBe(true);
    expect(hydrateSymlinks(join(folder, 'native'))).toBe(true);

    const link = join(folder, 'native/lib/liba.so');
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readlinkSync(link)).toBe('liba.so.1.2');
  });
});
