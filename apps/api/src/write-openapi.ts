import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createHttpApp, FairleadConfig } from '@fairlead/platform';
import { ApiModule } from './api.module';
import { createOpenApiDocument } from './openapi-document';

/** Nothing of it is used: the modules are only looked at. */
const PREVIEW_ENV = {
  DATABASE_APP_URL: 'postgres://preview', JWT_SECRET: 'preview'.repeat(5), ENCRYPTION_KEY: 'preview'.repeat(5), STRIPE_SECRET_KEY: 'preview', STRIPE_WEBHOOK_SECRET: 'preview',
};

/** Writes the OpenAPI document without a database. The file is named by the first argument. */
async function main(): Promise<void> {
  const app = await createHttpApp(ApiModule.forRoot(new FairleadConfig(PREVIEW_ENV)), { preview: true, logger: false });
  const text = `${JSON.stringify(sortKeys(createOpenApiDocument(app)), null, 2)}\n`;
  writeFileSync(resolve(process.argv[2] ?? 'openapi.json'), text);
}

/** The order of declaration in the sources must not show in the file; lists keep theirs. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, entry]) => [key, sortKeys(entry)]));
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`write-openapi: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
