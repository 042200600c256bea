import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findFreePort } from '../../apps/local/src/processes/free-port';

const ROOT = join(__dirname, '../..');

describe('a tracker whose processes and database are killed under load', () => {
  it('has every acknowledged click stored once', async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath, ['test/faults/tracker-kills.mjs', '--kills', '6', '--seed', '11', '--port', String(await findFreePort())], { cwd: ROOT, timeout: 240_000 },
    );
    expect(stdout).toMatch(/acknowledged [1-9]\d*, stored \d+, lost 0, doubled 0, rollup \d+, rejected 0/);
  }, 250_000);
});
