import type { TestServices } from './test-services';

const holder = globalThis as { fairleadTestServices?: TestServices };

/** Keeps the services of this Jest run from its set-up to its teardown, which are loaded separately. */
export function keepServices(services: TestServices): void {
  holder.fairleadTestServices = services;
}

/** Stops them, once. */
export async function stopServices(): Promise<void> {
  const services = holder.fairleadTestServices;
  delete holder.fairleadTestServices;
  await services?.stop();
}
