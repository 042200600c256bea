export { createFairleadClient, type FairleadClient, type FairleadClientOptions, idempotencyKey } from './client';
export { FairleadProblem, type Problem } from './problem';
export type { components, operations, paths } from './schema';
