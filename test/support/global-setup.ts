import { keepServices, stopServices } from './running-services';
import { TEST_ENV } from './test-env';
import { startTestServices } from './test-services';

/** Runs once per Jest run, whichever of the projects that share it come first. */
export default async function setup(): Promise<void> {
  if (process.env[TEST_ENV.ownerUrl]) return;
  keepServices(await startTestServices());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // Jest does not run its teardown when it is interrupted.
    process.once(signal, () => void stopServices().finally(() => process.exit(130)));
  }
}
