import { type RunningNetwork, startNetwork } from '../../support/running-network';
import { PortalBrowser } from './portal-browser';

/** A network of its own and a browser, for all of a spec file. They are there once its `beforeAll` has run. */
export interface OpenPortal {
  readonly network: RunningNetwork;
  readonly browser: PortalBrowser;
}

/** Opens both before the tests of the file that calls it, and closes them after. */
export function openPortal(): OpenPortal {
  let network: RunningNetwork | undefined;
  let browser: PortalBrowser | undefined;
  beforeAll(async () => {
    network = await startNetwork();
    browser = await PortalBrowser.launch(network.apiUrl);
  });
  afterAll(async () => {
    await browser?.close();
    await network?.close();
  });
  return {
    get network() { return opened(network); },
    get browser() { return opened(browser); },
  };
}

function opened<Part>(part: Part | undefined): Part {
  if (part === undefined) throw new Error('the portal is opened before the tests of a file, not before its beforeAll');
  return part;
}
