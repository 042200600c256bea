import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FairleadConfig } from '@fairlead/platform';
import { createApiApp } from '../../apps/api/src/create-api-app';
import { type Account, type RunningNetwork, startNetwork } from '../support/running-network';
import { createTestDatabase } from '../support/test-database';
import { accessibilityProblems, PHONE, PortalBrowser } from './support/portal-browser';

const SETUP_TOKEN = 'the operator’s own token of more than 32';

describe('the invitation page of an offer', () => {
  let network: RunningNetwork;
  let browser: PortalBrowser;
  let advertiser: Account;

  beforeAll(async () => {
    network = await startNetwork();
    advertiser = await network.signUp('advertiser', { name: 'Northwind Outdoor' });
    browser = await PortalBrowser.launch(network.apiUrl);
  });
  afterAll(async () => {
    await browser?.close();
    await network?.close();
  });

  const publish = async (visibility: string): Promise<string> => {
    const offer = await advertiser.client.post('/offers', { name: `Tents ${visibility}`, landing_url: 'https://shop.example/secret-path', currency: 'USD', commission: { type: 'percent', rate_bps: 1000 }, network_fee_bps: 2000, approval: 'auto', visibility });
    await advertiser.client.post(`/offers/${offer.id}/publish`);
    return offer.id;
  };

  it('leads a stranger to an account and on to the offer', async () => {
    const id = await publish('public');
    const { page, complaints } = await browser.open({ viewport: PHONE });
    await page.goto(`${network.apiUrl}/join/${id}`);
    await page.getByText('Pays 10% of every sale').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);

    await page.getByRole('link', { name: 'Join this offer' }).click();
    await page.getByLabel('Name').fill('Trail Notes');
    await page.getByLabel('E-mail').fill('joining@example.test');
    await page.getByLabel('Password', { exact: true }).fill('tents are for the brave');
    await page.getByRole('combobox', { name: 'Country' }).or(page.getByRole('textbox', { name: 'Country' })).fill('Germany');
    await page.getByRole('option', { name: 'Germany' }).click();
    await page.getByRole('checkbox', { name: /I accept the/ }).check();
    await page.getByRole('button', { name: 'Create account' }).click();

    await page.getByRole('heading', { level: 1, name: 'Tents public' }).waitFor();
    await page.getByRole('button', { name: 'Join and get link' }).first().waitFor();
    expect(complaints).toEqual([]);
  });

  it('leads somebody with an account there too, and does not say that a session ended', async () => {
    const id = await publish('approval');
    const affiliate = await network.signUp('affiliate');
    const { page } = await browser.open();
    await page.goto(`${network.apiUrl}/join/${id}`);
    await page.getByRole('link', { name: 'I have an account' }).click();
    await page.getByLabel('E-mail').fill(affiliate.email);
    expect(await page.getByText('Your session has ended').count()).toBe(0);
    await page.getByLabel('Password', { exact: true }).fill(affiliate.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Apply' }).first().waitFor();
  });

  it('tells strangers neither of private and closed offers, nor what concerns the advertiser alone', async () => {
    const stranger = (id: string) => fetch(`${network.apiUrl}/api/v1/public-offers/${id}`);
    const open = await publish('public');
    const shown = await (await stranger(open)).json() as Record<string, unknown>;
    expect(shown).toMatchObject({ id: open, advertiser_name: 'Northwind Outdoor', commission: { type: 'percent', rate_bps: 1000 } });
    expect(JSON.stringify(shown)).not.toMatch(/secret-path|network_fee|adv_/);
    await advertiser.client.post(`/offers/${open}/pause`);
    for (const id of [open, await publish('private')]) expect((await stranger(id)).status).toBe(404);
    const draft = await advertiser.client.post('/offers', { name: 'Draft', landing_url: 'https://shop.example/', currency: 'USD', commission: { type: 'flat', amount: 100 } });
    expect((await stranger(draft.id)).status).toBe(404);
    const suspended = await publish('public');
    await network.admin.post(`/advertisers/${advertiser.id}/suspend`, { reason: 'Unpaid' });
    expect((await stranger(suspended)).status).toBe(404);
  });
});

describe('the first start', () => {
  it('leads from the sign-in to the set-up, and into the network', async () => {
    const [database, spoolDir] = [await createTestDatabase(), await mkdtemp(join(tmpdir(), 'fairlead-spool-'))];
    const app = await createApiApp(new FairleadConfig({
      NODE_ENV: 'test', DATABASE_APP_URL: database.appUrl, JWT_SECRET: 'j'.repeat(32), ENCRYPTION_KEY: 'e'.repeat(32), STRIPE_SECRET_KEY: 'sk_test_setup', STRIPE_API_URL: 'http://127.0.0.1:1',
      STRIPE_WEBHOOK_SECRET: 'whsec_setup', SPOOL_DIR: spoolDir, SETUP_TOKEN,
    }), { logger: false });
    await app.listen({ port: 0, host: '127.0.0.1' });
    const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
    const browser = await PortalBrowser.launch(url);
    try {
      const { page } = await browser.open();
      await page.goto(`${url}/sign-in`);
      await page.getByRole('link', { name: 'Set up this network' }).click();
      await page.getByRole('button', { name: 'Set up and sign in' }).click();
      await page.getByText('Enter the token: at least 20 characters').waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);

      await page.getByLabel('Set-up token').fill('not the token of the log at all');
      await page.getByLabel('Name of the network').fill('Example Network');
      await page.getByLabel('Your name').fill('Ann Operator');
      await page.getByLabel('E-mail').fill('first@example.test');
      await page.getByLabel('Password', { exact: true }).fill('a long enough password');
      await page.getByRole('combobox', { name: 'Country' }).or(page.getByRole('textbox', { name: 'Country' })).fill('Germany');
      await page.getByRole('option', { name: 'Germany' }).click();
      await page.getByRole('button', { name: 'Set up and sign in' }).click();
      await page.getByText('This is not the set-up token of the log').waitFor();
      await page.getByLabel('Set-up token').fill(SETUP_TOKEN);
      await page.getByRole('button', { name: 'Set up and sign in' }).click();
      await page.getByRole('heading', { level: 1, name: 'Network' }).waitFor();

      const later = await browser.open();
      await later.page.goto(`${url}/set-up`);
      await later.page.getByText('This network is set up').waitFor();
      expect(later.complaints).toEqual([]);
    } finally {
      await browser.close();
      await app.close();
      await database.drop();
      await rm(spoolDir, { recursive: true, force: true });
    }
  }, 60_000);
});
