import { readTestEnv, TEST_ENV } from './test-env';

const DATABASES = 16;

/** The shared Redis, with a database number of this Jest worker's own. */
export function testRedisUrl(): string {
  return `${readTestEnv(TEST_ENV.redisUrl)}/${Number(process.env['JEST_WORKER_ID'] ?? '1') % DATABASES}`;
}
