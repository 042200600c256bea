import cluster from 'node:cluster';
import { availableParallelism } from 'node:os';
import { FairleadConfig } from '@fairlead/platform';
import { createTrackerApp } from './create-tracker-app';
import { startLoader } from './start-loader';
import { Supervisor } from './supervisor';

/** Set by the supervisor: which of its processes this one is. */
const PART = 'FAIRLEAD_TRACKER_PART';

async function main(): Promise<void> {
  const config = new FairleadConfig(process.env);
  const part = process.env[PART];
  if (part === 'loader') return startLoader(config);
  const workers = config.trackerWorkers === 0 ? availableParallelism() : config.trackerWorkers;
  if (part !== undefined) return serve(config, Number(part), workers > 1);
  // One process takes its connections itself; among several, the first process deals them out evenly.
  cluster.schedulingPolicy = workers === 1 ? cluster.SCHED_NONE : cluster.SCHED_RR;
  await new Supervisor(PART, __filename, process.env, workers).run();
  process.stdout.write(`tracker ready on http://${config.host}:${config.trackerPort} with ${workers} ${workers === 1 ? 'process' : 'processes'} and a loader\n`);
}

/** One of the processes that serve. */
async function serve(config: FairleadConfig, worker: number, hasSiblings: boolean): Promise<void> {
  const app = await createTrackerApp(config, { role: { writer: String(worker), drains: false, worker, hasSiblings, savesSnapshot: false } });
  await app.listen({ port: config.trackerPort, host: config.host });
}

main().catch((error: unknown) => {
  process.stderr.write(`tracker: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
