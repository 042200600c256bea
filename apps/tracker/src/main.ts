import { FairleadConfig } from '@fairlead/platform';
import { createTrackerApp } from './create-tracker-app';

async function main(): Promise<void> {
  const config = new FairleadConfig(process.env);
  const app = await createTrackerApp(config);
  await app.listen({ port: config.trackerPort, host: config.host });
  process.stdout.write(`tracker ready on ${await app.getUrl()}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`tracker: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
