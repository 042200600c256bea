import type { Page } from 'playwright-core';
import { type Account, type RunningNetwork, startNetwork } from '../support/running-network';
import { type Hands, Keyboard, Mouse } from './support/hands';
import { accessibilityProblems, LAPTOP, PHONE, PortalBrowser } from './support/portal-browser';
import { Shop } from './support/shop';

let network: RunningNetwork;
let shop: Shop;
let browser: PortalBrowser;
let affiliate: Account;

beforeAll(async () => {
  network = await startNetwork({ env: { OUTBOUND_PRIVATE_ADDRESSES: 'allowed' } });
  shop = await Shop.open();
  affiliate = await network.signUp('affiliate', { name: 'Trail Notes' });
  browser = await PortalBrowser.launch(network.apiUrl);
});
afterAll(async () => {
  await browser?.close();
  await network?.close();
  await shop?.close();
});

let brands = 0;

async function signUp(page: Page, hands: Hands): Promise<void> {
  brands += 1;
  await hands.check(page.getByRole('radio', { name: 'Advertise' }));
  await hands.fill(page.getByLabel('Name'), 'Northwind Outdoor');
  await hands.fill(page.getByLabel('E-mail'), `brand-${brands}@example.test`);
  await hands.fill(page.getByLabel('Password', { exact: true }), 'tents are for the brave');
  await hands.pick(page.getByRole('combobox', { name: 'Country' }).or(page.getByRole('textbox', { name: 'Country' })), 'Germany');
  await hands.check(page.getByRole('checkbox', { name: /I accept the/ }));
  await hands.press(page.getByRole('button', { name: 'Create account' }));
  await page.getByRole('heading', { level: 1, name: 'Welcome, Northwind Outdoor' }).waitFor();
}

/** Four steps; each says what affiliates will see. */
async function createOffer(page: Page, hands: Hands, name: string): Promise<void> {
  await hands.press(page.getByRole('link', { name: 'Create your first offer' }));
  await hands.press(page.getByRole('button', { name: 'Next' }));
  await page.getByText('Enter a name').waitFor();
  await hands.fill(page.getByLabel('Name'), name);
  await hands.fill(page.getByLabel('Landing page'), `${shop.url}/start`);
  await hands.press(page.getByRole('button', { name: 'Next' }));
  await hands.fill(page.getByLabel('Share of the order value (%)'), '12.5');
  await page.getByText('Pays 12.5% of every sale').waitFor();
  await hands.press(page.getByRole('button', { name: 'Next' }));
  await hands.check(page.getByRole('radio', { name: 'I review each purchase' }));
  await hands.press(page.getByRole('button', { name: 'Next' }));
  await hands.press(page.getByRole('button', { name: 'Create and publish' }));
  await page.getByRole('heading', { level: 1, name: `Tracking of ${name}` }).waitFor();
}

/** Four lights, before anybody has visited the shop. */
async function tryTracking(page: Page, hands: Hands): Promise<void> {
  await hands.press(page.getByRole('button', { name: 'Start a test' }));
  await page.getByText('the click id is still in the address').waitFor();
  await hands.press(page.getByRole('button', { name: 'Send it for me' }));
  await page.getByText('would be pending').waitFor();
  await page.getByText('would pay the affiliate $10.00').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
}

/** A visitor follows the affiliate's link to the shop. */
async function visitShop(offerId: string): Promise<void> {
  await affiliate.client.post(`/offers/${offerId}/applications`);
  const { code } = await affiliate.client.post('/links', { offer_id: offerId });
  const { location } = await network.tracker.visit(code);
  await fetch(location ?? '');
  await network.settle();
}

describe('from an offer to an approved conversion, through the screens only', () => {
  it.each([
    ['with a mouse', LAPTOP, Mouse],
    ['by keyboard alone', LAPTOP, Keyboard],
    ['on a phone', PHONE, Mouse],
  ])('%s', async (how, viewport, HandsOf) => {
    const { page, complaints } = await browser.open({ viewport });
    const hands = new HandsOf(page);
    await page.goto(`${network.apiUrl}/sign-up`);
    await signUp(page, hands);
    await createOffer(page, hands, `Tents ${how}`);

    await page.getByText('Waiting for the first call').waitFor();
    await tryTracking(page, hands);
    await hands.press(page.getByRole('button', { name: 'Create token' }));
    await page.getByText('The token is filled in below').waitFor();
    const postbackUrl = await page.getByRole('textbox', { name: 'Postback URL' }).inputValue();
    await visitShop(/offers\/(off_\w+)/.exec(page.url())?.[1] ?? '');
    expect(await shop.report(postbackUrl, { orderId: `N-${how}-0`, amount: '1.249,90' })).toBe(422);
    await page.getByText('Use a point for decimals and no thousands separator').waitFor();
    expect(await shop.report(postbackUrl, { orderId: `N-${how}-1`, amount: '80.00' })).toBe(200);
    await page.getByText('Your shop is connected').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);

    await page.goto(`${network.apiUrl}/conversions?status=pending`);
    await hands.check(page.getByRole('checkbox', { name: `Select order N-${how}-1` }));
    await hands.press(page.getByRole('button', { name: 'Approve', exact: true }));
    const dialog = page.getByRole('dialog', { name: 'Approve 1 conversion?' });
    await dialog.getByText('$80.00').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await hands.press(dialog.getByRole('button', { name: 'Approve' }));
    await page.getByText('1 conversion decided').waitFor();
    await page.getByText('Nothing to review').waitFor();

    await page.goto(`${network.apiUrl}/conversions`);
    await hands.press(page.getByRole('link', { name: `N-${how}-1` }));
    await page.getByText('8000 × 1250 ÷ 10000 = 1000').waitFor();
    expect(complaints).toEqual([]);
  });
});

describe('a decision that takes money back', () => {
  it('shows before what it does, and gives the affiliate the reason', async () => {
    const advertiser = await network.signUp('advertiser');
    const offer = await advertiser.client.post('/offers', { name: 'Refunds', landing_url: `${shop.url}/`, currency: 'JPY', commission: { type: 'percent', rate_bps: 1000 }, approval: 'auto', visibility: 'public' });
    await advertiser.client.post(`/offers/${offer.id}/publish`);
    await affiliate.client.post(`/offers/${offer.id}/applications`);
    const { clickId } = await network.tracker.visit((await affiliate.client.post('/links', { offer_id: offer.id })).code);
    const conversion = await advertiser.client.post('/conversions', { click_id: clickId, order_id: 'R-1', amount: 10_005, currency: 'JPY' });
    await network.settle();
    const { page } = await browser.open({ as: advertiser });
    await page.goto(`${network.apiUrl}/conversions/${conversion.id}`);

    await page.getByRole('button', { name: 'Reverse' }).click();
    const dialog = page.getByRole('dialog', { name: 'Take back a purchase' });
    await dialog.getByLabel('Amount that was returned (JPY)').fill('5000.5');
    await dialog.getByText('Enter an amount up to ¥10,005').waitFor();
    await dialog.getByLabel('Amount that was returned (JPY)').fill('5005');
    await dialog.getByText('¥5,000').waitFor();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('One of two tents came back');
    await dialog.getByRole('button', { name: 'Reverse' }).click();
    await page.getByText('One of two tents came back').waitFor();

    await network.settle();
    const [commission] = (await affiliate.client.get('/commissions', { query: { conversion_id: conversion.id } })).data;
    expect([commission.amount, commission.reversed_amount]).toEqual([{ amount: 1000, currency: 'JPY' }, { amount: 500, currency: 'JPY' }]);
  });
});

describe('the traffic of an offer', () => {
  it('is set on one page, which leaves alone what it does not show', async () => {
    const advertiser = await network.signUp('advertiser');
    const offer = await advertiser.client.post('/offers', { name: 'Only here', landing_url: `${shop.url}/`, currency: 'EUR', commission: { type: 'percent', rate_bps: 1000 }, visibility: 'public' });
    const before = { targeting: [{ dimension: 'language', mode: 'deny', values: ['xx'] }], banned_referrers: ['bad.example'], time_zone: 'Europe/Berlin' };
    expect((await advertiser.client.call('PUT', `/offers/${offer.id}/routing`, before)).status).toBe(200);
    const { page, complaints } = await browser.open({ as: advertiser });
    await page.goto(`${network.apiUrl}/offers/${offer.id}`);

    await page.getByRole('link', { name: 'Traffic' }).click();
    await page.getByRole('combobox', { name: 'Only these countries' }).or(page.getByRole('textbox', { name: 'Only these countries' })).fill('Germany');
    await page.getByRole('option', { name: 'Germany' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Add landing page' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Autumn page');
    await page.getByRole('button', { name: 'Put in force' }).click();
    await page.getByText('Enter an address that starts with http:// or https://').waitFor();
    await page.getByRole('textbox', { name: 'Address', exact: true }).fill(`${shop.url}/autumn`);
    await page.getByRole('button', { name: 'Put in force' }).click();
    await page.getByText('Version 2 is in force').waitFor();

    expect(await accessibilityProblems(page)).toEqual([]);
    expect(complaints).toEqual([]);
    const routing = await advertiser.client.get(`/offers/${offer.id}/routing`);
    expect(routing).toMatchObject({ version: 2, banned_referrers: ['bad.example'], time_zone: 'Europe/Berlin', landing_pages: [expect.objectContaining({ name: 'Autumn page', url: `${shop.url}/autumn`, weight: 100 })] });
    expect(routing.targeting).toEqual([...before.targeting, { dimension: 'country', mode: 'allow', values: ['DE'] }]);
  });
});
