import { openPortal } from './support/open-portal';
import { accessibilityProblems, LAPTOP, PHONE } from './support/portal-browser';

const portal = openPortal();

describe('the bell', () => {
  it.each([['on a laptop', LAPTOP], ['on a phone', PHONE]])('counts what is new, leads to where it can be acted on, and is quiet afterwards, %s', async (_, viewport) => {
    const [advertiser, affiliate] = [await portal.network.signUp('advertiser'), await portal.network.signUp('affiliate', { name: 'Trail Notes' })];
    const offer = await advertiser.client.post('/offers', { name: 'Boots', landing_url: 'https://shop.example/', currency: 'USD', commission: { type: 'percent', rate_bps: 1000 }, visibility: 'approval' });
    await advertiser.client.post(`/offers/${offer.id}/publish`);
    await affiliate.client.post(`/offers/${offer.id}/applications`);
    await portal.network.settle();
    const { page, complaints } = await portal.browser.open({ as: advertiser, viewport });
    await page.goto(`${portal.network.apiUrl}/tracking`);

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
