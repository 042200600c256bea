import { resolve } from 'node:path';
import { Launcher } from './launcher/launcher';
import { readLaunchConfig } from './launcher/launch-config';
import { errorCode } from './processes/error-code';
import { LaunchError } from './processes/launch-error';

const ROOT = resolve(__dirname, '../../../..');
/** Terminal, npm and shell may each pass on one and the same Ctrl-C. */
const SAME_SIGNAL_MS = 1_000;

/** Starts the whole of Fairlead on this machine; see `npm start`. */
async function main(): Promise<number> {
  const launcher = new Launcher(readLaunchConfig(process.env, ROOT), (text) => process.stdout.write(`${text}\n`));
  let firstAt: number | undefined;
  const onSignal = (): void => {
    const now = Date.now();
    if (firstAt === undefined) launcher.stop();
    else if (now - firstAt > SAME_SIGNAL_MS) launcher.hurry();
    firstAt ??= now;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  let exitCode = 0;
  process.on('uncaughtException', (error) => {
    // Whatever went wrong in here, the parts must not be left behind.
    process.stderr.write(`fairlead: ${explain(error)}\n`);
    exitCode = 1;
    launcher.stop();
  });
  await launcher.run();
  return exitCode;
}

function explain(error: unknown): string {
  if (error instanceof LaunchError) return error.message;
  if (error instanceof Error && ['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error) ?? '')) {
    return `${error.message}: this user may not do that; start as the owner of the folder, or set FAIRLEAD_DATA_DIR.`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

// Whoever read our output may be gone (a pipe into `head`); the parts still have to be stopped in order.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`fairlead: ${explain(error)}\n`);
    process.exit(1);
  },
);
