import { PASSWORD } from '../support/running-network';
import { openPortal } from './support/open-portal';
import { accessibilityProblems, LAPTOP, PHONE } from './support/portal-browser';

const portal = openPortal();

describe('the operations page', () => {
  it.each([['on a laptop', LAPTOP], ['on a phone', PHONE]])('shows what was given up, and tries it again: %s', async (_, viewport) => {
    const [advertiser, affiliate] = [await portal.network.signUp('advertiser'), await portal.network.signUp('affiliate')];
    const offer = await advertiser.client.post('/offers', { name: 'Boots', landing_url: 'https://shop.example/', currency: 'USD', commission: { type: 'percent', rate_bps: 1000 }, visibility: 'approval' });
    await advertiser.client.post(`/offers/${offer.id}/publish`);
    const application = await affiliate.client.post(`/offers/${offer.id}/applications`);
    await portal.network.settle();
    await portal.network.sql(`UPDATE inbox_event SET state = 'dead', attempts = 12, done_at = NULL, last_error = 'the disk was full' WHERE consumer = 'notifications.write-notices'`);
    await portal.network.sql('DELETE FROM notice');
    const { page, complaints } = await portal.browser.open({ as: { email: 'admin@network.test', password: PASSWORD }, viewport });

    await page.goto(`${portal.network.apiUrl}/operations`);
    await page.getByText('the disk was full').first().waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    while ((await page.getByRole('button', { name: /^Try again: enrolment/ }).count()) > 0) {
      const [before] = await portal.network.sql<{ dead: number }>(`SELECT count(*)::int AS dead FROM inbox_event WHERE state = 'dead'`);
      await page.getByRole('button', { name: /^Try again: enrolment/ }).first().click();
      await page.waitForFunction((count) => document.querySelectorAll('button[aria-label^="Try again: enrolment"]').length < count, before?.dead ?? 0);
    }

    await portal.network.settle();
    expect((await advertiser.client.get('/notices')).data[0]).toMatchObject({ subject: application.id });
    await page.getByText('the disk was full').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  }, 60_000);
});
