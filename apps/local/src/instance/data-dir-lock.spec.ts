import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockDataDir } from './data-dir-lock';

describe('lockDataDir', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fairlead-lock-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('refuses a folder that a live process holds, and names the process', () => {
    lockDataDir(folder);

    expect(() => lockDataDir(folder)).toThrow(`Fairlead already runs on ${folder} (process ${process.pid})`);
  });

  it('takes over from a process that is gone, though its number lives again', () => {
    writeFileSync(join(folder, 'launcher.lock'), JSON.stringify({ pid: process.pid, startedAt: 'an earlier boot' }));

    lockDataDir(folder);

    expect(readFileSync(join(folder, 'launcher.lock'), 'utf8')).not.toContain('an earlier boot');
    expect(readdirSync(folder)).toEqual(['launcher.lock']);
  });

  it('gives the folder back', () => {
    lockDataDir(folder)();

    expect(readdirSync(folder)).toEqual([]);
    expect(() => lockDataDir(folder)).not.toThrow();
  });
});
