import { FairleadConfig } from '@fairlead/platform';
import { startWorker } from './start-worker';

async function main(): Promise<void> {
  const worker = await startWorker(new FairleadConfig(process.env));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      worker.stop().then(() => process.exit(0), fail);
    });
  }
  process.stdout.write('worker ready\n');
}

function fail(error: unknown): void {
  process.stderr.write(`worker: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}

main().catch(fail);
