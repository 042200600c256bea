import { type RunningNetwork, startNetwork } from '../support/running-network';
import { accessibilityProblems, LAPTOP, PHONE, PortalBrowser } from './support/portal-browser';

let network: RunningNetwork;
let browser: PortalBrowser;

beforeAll(async () => {
  network = await startNetwork();
  browser = await PortalBrowser.launch(network.apiUrl);
});
afterAll(async () => {
  await browser?.close();
  await network?.close();
});

describe('the bell', () => {
  it.each([['on a laptop', LAPTOP], ['on a phone', PHONE]])('counts what is new, leads to where it can be acted on, and is quiet afterwards, %s', async (_, viewport) => {
    const [advertiser, affiliate] = [await network.signUp('advertiser'), await network.signUp('affiliate', { name: 'Trail Notes' })];
    const offer = await advertiser.client.post('/offers', { name: 'Boots', landing_url: 'https://shop.example/', currency: 'USD', commission: { type: 'percent', rate_bps: 1000 }, visibility: 'approval' });
    await advertiser.client.post(`/offers/${offer.id}/publish`);
    await affiliate.client.post(`/offers/${offer.id}/applications`);
    await network.settle();
    const { page, complaints } = await browser.open({ as: advertiser, viewport });
    await page.goto(`${network.apiUrl}/tracking`);

    await page.getByRole('link', { name: 'Notices, 1 new' }).click();
    await page.getByText('New', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Notices', exact: true }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('link', { name: 'Trail Notes asks to promote Boots' }).click();
    await page.getByRole('heading', { level: 1, name: 'Applications' }).waitFor();
    await page.getByText('Trail Notes').first().waitFor();

    await page.reload();
    await page.getByRole('link', { name: 'Notices', exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });
});
