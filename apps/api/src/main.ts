import { FairleadConfig, TaskLoop } from '@fairlead/platform';
import { createApiApp } from './create-api-app';

async function main(): Promise<void> {
  const config = new FairleadConfig(process.env);
  const app = await createApiApp(config);
  await app.listen({ port: config.apiPort, host: config.host });
  app.get(TaskLoop).start();
  process.stdout.write(`api ready on ${await app.getUrl()}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`api: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
