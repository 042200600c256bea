import { stopServices } from './running-services';

/** Stops what the global set-up of this run started. */
export default async function teardown(): Promise<void> {
  await stopServices();
}
