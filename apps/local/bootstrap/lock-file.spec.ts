import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

interface Entry {
  optionalDependencies?: Record<string, string>;
}

describe('package-lock.json', () => {
  it('has an entry for the packages of every platform, without which npm ci refuses on a bare clone', () => {
    const lock = JSON.parse(readFileSync(resolve(__dirname, '../../../package-lock.json'), 'utf8')) as { packages: Record<string, Entry> };
    const locked = new Set(Object.keys(lock.packages).map((path) => path.replace(/^.*node_modules\//, '')));

    const missing = Object.values(lock.packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}).filter((name) => !locked.has(name)));

    expect(missing).toEqual([]);
  });
});
