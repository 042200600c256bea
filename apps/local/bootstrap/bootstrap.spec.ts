import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countJest } from '../../../tools/count-jest.mjs';
import { matchesLock } from './install.mjs';
import { nodeProblem } from './node-version.mjs';
import { lockStamp, portalStamp, readStamp, sourceStamp } from './stamps.mjs';

describe('nodeProblem', () => {
  it.each(['20.19.0', '20.20.2', '22.12.0', '23.0.0', '24.1.0'])('accepts %s', (version) => {
    expect(nodeProblem(version)).toBeUndefined();
  });

  it.each(['18.20.0', '20.18.3', '21.7.0', '22.11.0'])('refuses %s in one line that names it', (version) => {
    expect(nodeProblem(version)).toMatch(new RegExp(`^[^\\n]*20\\.19[^\\n]*${version.replaceAll('.', '\\.')}\\.$`));
  });
});

describe('stamps', () => {
  let root: string;
  const write = (path: string, text: string): void => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'fairlead-stamps-'));
    write('package-lock.json', '{}');
    write('apps/api/src/main.ts', 'one');
    write('libs/kernel/src/index.ts', 'two');
    write('migrations/1-A.ts', 'three');
    write('apps/portal/src/main.tsx', 'four');
    write('libs/client/src/index.ts', 'five');
  });

  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('stays the same when only times change', () => {
    const before = sourceStamp(root);

    utimesSync(join(root, 'apps/api/src/main.ts'), new Date(0), new Date(0));

    expect(sourceStamp(root)).toBe(before);
  });

  it('stays the same for specs and for what is not compiled', () => {
    const before = sourceStamp(root);

    write('apps/api/src/main.spec.ts', 'x');
    write('libs/kernel/README.md', 'x');

    expect(sourceStamp(root)).toBe(before);
  });

  it.each([
    ['a screen', 'apps/portal/src/main.tsx'],
    ['a style', 'apps/portal/src/theme/styles.css'],
    ['the page', 'apps/portal/index.html'],
    ['the client of the API', 'libs/client/src/index.ts'],
    ['dependencies', 'package-lock.json'],
  ])('of the portal changes with %s', (_, path) => {
    const before = portalStamp(root);

    write(path, 'changed');

    expect(portalStamp(root)).not.toBe(before);
  });

  it('of servers and portal do not change with each other', () => {
    const [servers, portal] = [sourceStamp(root), portalStamp(root)];

    write('apps/portal/src/main.tsx', 'changed');
    write('apps/portal/src/strings/en.ts', 'new');
    expect(sourceStamp(root)).toBe(servers);

    write('apps/portal/src/main.tsx', 'four');
    rmSync(join(root, 'apps/portal/src/strings'), { recursive: true });
    write('apps/api/src/main.ts', 'changed');
    write('apps/portal/src/main.spec.ts', 'x');
    expect(portalStamp(root)).toBe(portal);
  });

  it.each([
    ['an edited file', 'apps/api/src/main.ts', 'changed'],
    ['a new file', 'libs/kernel/src/money.ts', 'two'],
    ['a new migration', 'migrations/2-B.ts', 'three'],
    ['other compiler settings', 'tsconfig.json', '{}'],
    ['other dependencies', 'package-lock.json', '{"x":1}'],
  ])('changes with %s', (_, path, text) => {
    const before = sourceStamp(root);

    write(path, text);

    expect(sourceStamp(root)).not.toBe(before);
  });

  it('tells lock files apart, and reads a stamp back', () => {
    const before = lockStamp(root);
    write('stamp', `${before}\n`);
    write('package-lock.json', '{"x":1}');

    expect(readStamp(join(root, 'stamp'))).toBe(before);
    expect(lockStamp(root)).not.toBe(before);
    expect(readStamp(join(root, 'none'))).toBeUndefined();
  });
});

describe('matchesLock', () => {
  const lock = {
    packages: {
      '': {},
      'node_modules/a': { version: '1.0.0', integrity: 'sha-a' },
      'node_modules/b': { version: '1.0.0', integrity: 'sha-b', optional: true },
    },
  };
  const a = { 'node_modules/a': { version: '1.0.0', integrity: 'sha-a' } };

  it('accepts what npm installed, without packages of other platforms', () => {
    expect(matchesLock(lock, { packages: a })).toBe(true);
  });

  it.each([
    ['nothing installed', undefined],
    ['a missing package', { packages: {} }],
    ['another version', { packages: { 'node_modules/a': { version: '1.0.1', integrity: 'sha-a' } } }],
    ['other contents', { packages: { 'node_modules/a': { version: '1.0.0', integrity: 'sha-x' } } }],
    ['a package too many', { packages: { ...a, 'node_modules/c': { version: '1.0.0' } } }],
  ])('refuses %s', (_, installed) => {
    expect(matchesLock(lock, installed)).toBe(false);
  });
});

describe('countJest', () => {
  const results = { numPassedTests: 5, numFailedTests: 0, numRuntimeErrorTestSuites: 0 };

  it.each([
    ['a green run', 0, results, { passed: 5, failed: 0 }],
    ['failed tests and a suite that did not load', 1, { ...results, numFailedTests: 2, numRuntimeErrorTestSuites: 1 }, { passed: 5, failed: 3 }],
    ['a bad end without a failed test', 1, results, { passed: 5, failed: 1 }],
    ['a run that left no results', 1, undefined, { passed: 0, failed: 1 }],
  ])('counts %s', (_, exitCode, given, counts) => {
    expect(countJest(exitCode, given)).toEqual(counts);
  });
});
