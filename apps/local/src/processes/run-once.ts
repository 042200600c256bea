import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { LaunchError } from './launch-error';

export interface OneOff {
  name: string;
  command: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  cwd: string;
  say(line: string): void;
}

const QUOTED_LINES = 5;

/** Runs a command to its end and passes its output on line by line; an abort ends it. */
export async function runOnce(task: OneOff, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const errors: string[] = [];
  const child = spawn(task.command, task.args, { cwd: task.cwd, env: task.env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const stop = (): boolean => child.kill('SIGTERM');
  signal.addEventListener('abort', stop);
  createInterface({ input: child.stdout }).on('line', (line) => task.say(line));
  createInterface({ input: child.stderr }).on('line', (line) => errors.push(line));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  signal.removeEventListener('abort', stop);
  signal.throwIfAborted();
  if (code !== 0) throw new LaunchError([`${task.name} failed (exit code ${code})`, ...errors.slice(-QUOTED_LINES)].join('\n  '));
}
