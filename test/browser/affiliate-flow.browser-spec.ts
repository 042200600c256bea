import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { type Account, type RunningNetwork, startNetwork } from '../support/running-network';
import { type Hands, Keyboard, Mouse } from './support/hands';
import { accessibilityProblems, LAPTOP, PHONE, PortalBrowser, type Watched } from './support/portal-browser';
import { Shop } from './support/shop';

let network: RunningNetwork;
let shop: Shop;
let browser: PortalBrowser;
let advertiser: Account;
let offerId: string;

beforeAll(async () => {
  network = await startNetwork();
  shop = await Shop.open();
  advertiser = await network.signUp('advertiser', { name: 'Northwind Outdoor' });
  offerId = await publish('Tents and packs', 'public');
  await publish('Private sale', 'approval');
  browser = await PortalBrowser.launch(network.apiUrl);
});
afterAll(async () => {
  await browser?.close();
  await network?.close();
  await shop?.close();
});

async function publish(name: string, visibility: string): Promise<string> {
  const offer = await advertiser.client.post('/offers', { name, visibility, landing_url: `${shop.url}/start`, currency: 'EUR', commission: { type: 'percent', rate_bps: 1000 } });
  await advertiser.client.post(`/offers/${offer.id}/publish`);
  return offer.id;
}

let people = 0;
const nextEmail = () => `voice-${(people += 1)}@example.test`;
const PASSWORD = 'tents are for the brave';

async function signUp(page: Page, hands: Hands, email: string): Promise<void> {
  await hands.check(page.getByRole('radio', { name: 'Promote offers' }));
  await hands.fill(page.getByLabel('Name'), 'Trail Notes');
  await hands.fill(page.getByLabel('E-mail'), email);
  await hands.fill(page.getByLabel('Password', { exact: true }), PASSWORD);
  await hands.pick(page.getByRole('combobox', { name: 'Country' }).or(page.getByRole('textbox', { name: 'Country' })), 'Germany');
  await hands.check(page.getByRole('checkbox', { name: /I accept the/ }));
  await hands.press(page.getByRole('button', { name: 'Create account' }));
  await page.getByRole('heading', { level: 1, name: 'Welcome, Trail Notes' }).waitFor();
}

/** From the offers to the link of the open one. */
async function join(page: Page, hands: Hands): Promise<void> {
  await hands.press(page.getByRole('link', { name: 'Browse offers' }).first());
  await hands.press(page.getByRole('article').filter({ hasText: 'Tents and packs' }).getByRole('button', { name: 'Join and get link' }));
  await page.getByRole('heading', { level: 1, name: 'Tents and packs' }).waitFor();
}

/** Words in addresses that lists of trackers and advertisements look for. */
const WATCHED_WORDS = /(^|[/._-])(ads?|adverts?|advertis(er|ing|ement)s?|affiliates?|banners?|beacon|clicks?|conversions?|pixels?|promo|sponsors?|track(er|ing)?|analytics)([/._-]|$)/i;

/** A blocker by words, for the page's own scripts and calls; documents are never blocked. The paths that it stopped. */
async function blockByWords(page: Page): Promise<Set<string>> {
  const stopped = new Set<string>();
  await page.route(/./, (route, request) => {
    const { pathname } = new URL(request.url());
    if (request.resourceType() === 'document' || !WATCHED_WORDS.test(pathname)) return route.continue();
    stopped.add(pathname);
    return route.abort('blockedbyclient');
  });
  return stopped;
}

function openPage(viewport = LAPTOP): Promise<Watched> {
  return browser.open({ viewport, mayVisit: [network.trackerUrl, shop.url] });
}

describe('from sign-up to a live click, through the screens only', () => {
  it.each([
    ['with a mouse', LAPTOP, Mouse],
    ['by keyboard alone', LAPTOP, Keyboard],
    ['on a phone', PHONE, Mouse],
  ])('%s', async (_, viewport, HandsOf) => {
    const { page, complaints } = await openPage(viewport);
    const hands = new HandsOf(page);
    const started = Date.now();

    await page.goto(`${network.apiUrl}/sign-up`);
    await signUp(page, hands, nextEmail());
    await page.getByText('0 of 4 done').waitFor();
    await join(page, hands);
    await hands.press(page.getByRole('button', { name: 'Copy Link' }));
    await page.getByRole('button', { name: 'Copied Link' }).waitFor();
    const url = await page.evaluate(() => navigator.clipboard.readText());
    expect(url).toBe(await page.getByLabel('Link', { exact: true }).inputValue());
    const [visitor] = await Promise.all([page.context().waitForEvent('page'), hands.press(page.getByRole('link', { name: 'Test your link' }))]);
    await visitor.getByText('Welcome to the shop').waitFor();
    await page.bringToFront();
    await page.getByRole('list', { name: 'Latest clicks' }).getByText('Counted', { exact: true }).waitFor();

    expect(Date.now() - started).toBeLessThan(90_000);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.goto(`${network.apiUrl}/`);
    await page.getByText('3 of 4 done').waitFor();
  });
});

describe('signing in with a second factor', () => {
  it('asks for a code after the password, and takes a recovery code', async () => {
    const account = await network.signUp('affiliate', { name: 'Careful Pages' });
    const { secret } = await account.client.post('/me/second-factor', { password: account.password });
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
    const { recovery_codes: recoveryCodes } = await account.client.post('/me/second-factor/confirm', { code });
    const { page } = await openPage();
    await page.goto(`${network.apiUrl}/sign-in`);
    await page.getByLabel('E-mail').fill(account.email);
    await page.getByLabel('Password', { exact: true }).fill(account.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Enter your code' }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);

    await page.getByLabel('Code').fill(code); // it was used already
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('That code is not right, or was used before').waitFor();
    await page.getByLabel('Code').fill(recoveryCodes[0]);
    await page.getByRole('button', { name: 'Continue' }).click();

    await page.getByText('0 of 4 done').waitFor();
  });
});

describe('when something is in the way', () => {
  it('joining twice changes nothing, and going back leads to the offers', async () => {
    const { page } = await openPage();
    const hands = new Mouse(page);
    await page.goto(`${network.apiUrl}/sign-up`);
    await signUp(page, hands, nextEmail());
    await join(page, hands);

    await page.goBack();
    await page.getByRole('article').filter({ hasText: 'Tents and packs' }).getByText('Joined').waitFor();
    await page.getByRole('article').filter({ hasText: 'Tents and packs' }).getByRole('link', { name: 'Get link' }).click();

    expect(await page.getByLabel('Link', { exact: true }).inputValue()).toContain(`${network.trackerUrl}/c/`);
  });

  it('says what an application waits for, and shows the answer by itself', async () => {
    const affiliate = await network.signUp('affiliate', { name: 'Slow Luggage' });
    const { page } = await browser.open({ as: affiliate });
    await page.goto(`${network.apiUrl}/offers`);
    await page.getByRole('article').filter({ hasText: 'Private sale' }).getByRole('button', { name: 'Apply' }).click();
    await page.getByText('Your application waits for the advertiser').waitFor();

    const [application] = (await advertiser.client.get('/applications', { query: { status: 'pending' } })).data;
    await advertiser.client.post(`/applications/${application.id}/reject`, { reason: 'We look for outdoor sites' });

    await page.getByText('We look for outdoor sites').waitFor();
  });

  it('says that an offer was paused meanwhile', async () => {
    const affiliate = await network.signUp('affiliate');
    await affiliate.client.post(`/offers/${offerId}/applications`);
    await advertiser.client.post(`/offers/${offerId}/pause`);
    const { page } = await browser.open({ as: affiliate });

    await page.goto(`${network.apiUrl}/offers/${offerId}`);

    await page.getByText('This offer is paused').waitFor();
    await advertiser.client.post(`/offers/${offerId}/publish`);
  });

  it('says that an ad blocker stops it, lets the link be copied all the same, and goes on by itself without the blocker', async () => {
    const { page } = await openPage();
    const hands = new Mouse(page);
    const stopped = await blockByWords(page);
    await page.goto(`${network.apiUrl}/sign-up`);
    await signUp(page, hands, nextEmail());
    await join(page, hands);
    await hands.press(page.getByRole('button', { name: 'Copy Link' }));
    const link = await page.getByLabel('Link', { exact: true }).inputValue();
    const live = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Live clicks' }) });
    await live.getByRole('alert').getByText('Your browser stopped this, most often by an ad blocker').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    expect([...stopped].filter((path) => path.startsWith('/assets/'))).toEqual([]);
    expect([...stopped]).toContain('/api/v1/clicks');

    await network.tracker.visit(new URL(link).pathname.replace('/c/', ''));
    await page.unroute(/./);

    await page.getByRole('list', { name: 'Latest clicks' }).getByText('Counted', { exact: true }).waitFor();
  });

  it('says that the server cannot be reached when nothing gets through', async () => {
    const { page } = await browser.open({ as: await network.signUp('affiliate') });
    await page.goto(`${network.apiUrl}/links`);
    const offers = page.getByRole('link', { name: 'Offers' }).first();
    await offers.waitFor(); // the frame is there
    await page.route(/./, (route) => route.abort('internetdisconnected'));

    await offers.click();

    await page.getByText('The server cannot be reached').first().waitFor();
  });

  it('shows the visitor a friendly page at the day’s limit, and the affiliate the reason', async () => {
    const offer = await advertiser.client.post('/offers', { name: 'One a day', visibility: 'public', landing_url: `${shop.url}/start`, currency: 'EUR', commission: { type: 'percent', rate_bps: 1000 }, daily_click_cap: 1 });
    await advertiser.client.post(`/offers/${offer.id}/publish`);
    const affiliate = await network.signUp('affiliate', { name: 'Late Crowd' });
    await affiliate.client.post(`/offers/${offer.id}/applications`);
    const link = await affiliate.client.post('/links', { offer_id: offer.id });
    const { page, complaints } = await browser.open({ as: affiliate, mayVisit: [network.trackerUrl] });
    await page.goto(`${network.apiUrl}/offers/${offer.id}`);
    expect((await network.tracker.visit(link.code)).location?.href).toContain(shop.url);
    await page.getByRole('list', { name: 'Latest clicks' }).getByText('Counted', { exact: true }).waitFor(); // the cap knows of it

    const [visitor] = await Promise.all([page.context().waitForEvent('page'), page.getByRole('link', { name: 'Test your link' }).click()]);
    await visitor.getByRole('heading', { level: 1 }).waitFor();

    expect(await visitor.innerText('body')).toContain('not available');
    await page.bringToFront();
    await page.getByRole('list', { name: 'Latest clicks' }).getByText('The daily click limit of the offer was reached').waitFor();
    expect(complaints).toEqual([]);
  });

  it('leads back to the step when the session has ended', async () => {
    const affiliate = await network.signUp('affiliate', { name: 'Long Break' });
    const { page } = await browser.open();
    const hands = new Mouse(page);
    await page.goto(`${network.apiUrl}/earnings?status=payable`);
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    await page.getByText('Your session has ended').waitFor();

    await hands.fill(page.getByLabel('E-mail'), affiliate.email);
    await hands.fill(page.getByLabel('Password', { exact: true }), affiliate.password);
    await hands.press(page.getByRole('button', { name: 'Sign in' }));

    await page.getByRole('heading', { level: 1, name: 'Earnings' }).waitFor();
    expect(new URL(page.url()).search).toBe('?status=payable');
  });
});
