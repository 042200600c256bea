import fastifyCompress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/** Less than this fits into one packet as it is. */
const WORTH_IT_BYTES = 1_400;

/**
 * Packs answers of routes that are declared after this, for callers that can read it: a page of a list shrinks to a tenth, a CSV file while it streams.
 * No cookie signs anybody in here, so nobody can have another's browser ask and guess an answer by its packed size.
 */
export async function compressAnswers(fastify: FastifyInstance): Promise<void> {
  await fastify.register(fastifyCompress, { threshold: WORTH_IT_BYTES, encodings: ['gzip'], globalDecompression: false });
}
