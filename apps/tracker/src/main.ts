import cluster from 'node:cluster';
import { availableParallelism } from 'node:os';
import { FairleadConfig } from '@fairlead/platform';
import { createTrackerApp } from './create-tracker-app';
import { startLoader } from './start-loader';
import { Supervisor } from './supervisor';
import { WHOLE_TRACKER } from './tracker.module';

/** Set by the supervisor: which of its processes this one is. */
const PART = 'FAIRLEAD_TRACKER_PART';

async function main(): Promise<void> {
  const config = new FairleadConfig(process.env);
  const part = process.env[PART];
  if (part === 'loader') return startLoader(config);
  if (part !== undefined) return serve(config, Number(part));
  const workers = config.trackerWorkers === 0 ? availableParallelism() : config.trackerWorkers;
  if (workers === 1) return serve(config, null);
  cluster.schedulingPolicy = cluster.SCHED_RR;
  await new Supervisor(PART, __filename, process.env, workers).run();
  process.stdout.write(`tracker ready on http://${config.host}:${config.trackerPort} with ${workers} processes\n`);
}

/** One process of several, or the whole tracker. */
async function serve(config: FairleadConfig, worker: number | null): Promise<void> {
  const role = worker === null ? WHOLE_TRACKER : { writer: String(worker), drains: false, worker, savesSnapshot: false };
  const app = await createTrackerApp(config, { role });
  await app.listen({ port: config.trackerPort, host: config.host });
  if (worker === null) process.stdout.write(`tracker ready on ${await app.getUrl()}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`tracker: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
