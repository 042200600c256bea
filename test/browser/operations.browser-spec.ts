import { PASSWORD, type RunningNetwork, startNetwork } from '../support/running-network';
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

describe('the operations page', () => {
  it.each([['on a laptop', LAPTOP], ['on a phone', PHONE]])('shows what was given up, and tries it again: %s', async (_, viewport) => {
    const [advertiser, affiliate] = [await network.signUp('advertiser'), await network.signUp('affiliate')];
    const offer = await advertiser.client.post('/offers', { name: 'Boots', landing_url: 'https://shop.example/', currency: 'USD', commission: { type: 'percent', rate_bps: 1000 }, visibility: 'approval' });
    await advertiser.client.post(`/offers/${offer.id}/publish`);
    const application = await affiliate.client.post(`/offers/${offer.id}/applications`);
    await network.settle();
    await network.sql(`UPDATE inbox_event SET state = 'dead', attempts = 12, done_at = NULL, last_error = 'the disk was full' WHERE consumer = 'notifications.write-notices'`);
    await network.sql('DELETE FROM notice');
    const { page, complaints } = await browser.open({ as: { email: 'admin@network.test', password: PASSWORD }, viewport });

    await page.goto(`${network.apiUrl}/operations`);
    await page.getByText('the disk was full').first().waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    while ((await page.getByRole('button', { name: /^Try again: enrolment/ }).count()) > 0) {
      const [before] = await network.sql<{ dead: number }>(`SELECT count(*)::int AS dead FROM inbox_event WHERE state = 'dead'`);
      await page.getByRole('button', { name: /^Try again: enrolment/ }).first().click();
      await page.waitForFunction((count) => document.querySelectorAll('button[aria-label^="Try again: enrolment"]').length < count, before?.dead ?? 0);
    }

    await network.settle();
    expect((await advertiser.client.get('/notices')).data[0]).toMatchObject({ subject: application.id });
    await page.getByText('the disk was full').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  }, 60_000);
});
