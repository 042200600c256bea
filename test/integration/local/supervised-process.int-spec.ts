import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { RunFile, readLiveRun, stopLeftovers } from '../../../apps/local/src/instance/run-file';
import { identifyProcess } from '../../../apps/local/src/processes/process-identity';
import { SupervisedProcess } from '../../../apps/local/src/processes/supervised-process';
import { eventually } from '../../support/eventually';

const STUBBORN = `process.on('SIGTERM', () => console.log('no')); setInterval(() => {}, 1000); console.log('up ' + process.pid);`;
const POLITE = `process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1000); console.log('up ' + process.pid);`;

describe('a supervised process', () => {
  let folder: string;
  let said: string[];
  let pids: number[];
  const open: SupervisedProcess[] = [];

  const supervise = (script: string): SupervisedProcess => {
    const child = new SupervisedProcess(
      { name: 'child', command: process.execPath, args: ['-e', script], env: process.env, cwd: folder, logFile: join(folder, 'child.log') },
      { say: (line) => said.push(line), spawned: (_, pid) => pids.push(pid), ended: () => undefined },
    );
    open.push(child);
    return child;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fairlead-supervised-'));
    said = [];
    pids = [];
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map((child) => child.stop(AbortSignal.abort())));
    rmSync(folder, { recursive: true, force: true });
  });

  it('comes back after it was killed, and says so', async () => {
    const child = supervise(POLITE);
    const seen = child.lineSeen(/^up /);
    child.start();
    await seen;
    child.markReady();

    process.kill(pids[0]!, 'SIGKILL');
    await eventually(() => pids.length === 2);

    expect(said).toEqual([expect.stringMatching(/^child ended \(SIGKILL\): up \d+; starting it again in 1 s$/)]);
  });

  it('gives up when it never gets ready, with the reason that the process gave', async () => {
    const child = supervise(`console.error('no such table'); process.exit(3);`);
    child.start();

    await expect(child.failure).rejects.toThrow(/^child ended \(exit code 3\): no such table \(see .*child\.log\)$/);

    expect(pids).toHaveLength(3);
  });

  it('stops politely and does not come back', async () => {
    const child = supervise(POLITE);
    const seen = child.lineSeen(/^up /);
    child.start();
    await seen;

    await child.stop(new AbortController().signal);

    expect(identifyProcess(pids[0]!)).toBeUndefined();
    expect(readFileSync(join(folder, 'child.log'), 'utf8')).toBe(`up ${pids[0]}\n`);
    expect(said).toEqual([]);
  });

  it('is killed when it will not stop and somebody is in a hurry', async () => {
    const child = supervise(STUBBORN);
    const seen = child.lineSeen(/^up /);
    const refused = child.lineSeen(/^no$/);
    child.start();
    await seen;
    const hurry = new AbortController();

    const stopped = child.stop(hurry.signal);
    await refused;
    hurry.abort();
    await stopped;

    expect(identifyProcess(pids[0]!)).toBeUndefined();
  });

  it('is found and stopped by the next start when its launcher was killed', async () => {
    const left = spawn(process.execPath, ['-e', POLITE], { stdio: 'ignore' });
    new RunFile(folder).add('worker', left.pid!);
    const record = join(folder, 'run.json');
    writeFileSync(record, readFileSync(record, 'utf8').replace(/("launcher": \{[^}]*"startedAt": ")/, '$1gone '));

    expect(readLiveRun(folder)).toBeUndefined();
    expect(await stopLeftovers(folder)).toEqual(['worker']);

    expect(identifyProcess(left.pid!)).toBeUndefined();
  });
});
