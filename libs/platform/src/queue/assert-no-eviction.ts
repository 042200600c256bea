import Redis from 'ioredis';

/**
 * Bull's locks carry an expiry, so any eviction policy but `noeviction` may drop work silently.
 * @throws Error when the server evicts, or does not answer within 5 s.
 */
export async function assertNoEviction(redisUrl: string): Promise<void> {
  const client = new Redis(redisUrl, { lazyConnect: true, connectTimeout: 5_000, maxRetriesPerRequest: 1, retryStrategy: () => null });
  try {
    await client.connect();
    const policy = /maxmemory_policy:(\S+)/.exec(await client.info('memory'))?.[1];
    if (policy !== 'noeviction') throw new Error(`Redis evicts keys (maxmemory-policy ${policy ?? 'unknown'}); set it to noeviction`);
  } finally {
    client.disconnect();
  }
}
