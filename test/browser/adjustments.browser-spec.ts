import { PASSWORD, type RunningNetwork, startNetwork } from '../support/running-network';
import { type Hands, Keyboard, Mouse } from './support/hands';
import { accessibilityProblems, LAPTOP, PHONE, PortalBrowser } from './support/portal-browser';

let network: RunningNetwork;
let browser: PortalBrowser;
const staff = (name: string) => ({ email: `${name}@network.test`, password: PASSWORD });

beforeAll(async () => {
  network = await startNetwork();
  browser = await PortalBrowser.launch(network.apiUrl);
});
afterAll(async () => {
  await browser?.close();
  await network?.close();
});

describe('an adjustment, through the screens only', () => {
  it.each([
    ['with a mouse', LAPTOP, Mouse], ['by keyboard alone', LAPTOP, Keyboard], ['on a phone', PHONE, Mouse],
  ])('is asked for by one person, approved by another, and told to the owner: %s', async (how, viewport, HandsOf) => {
    const advertiser = await network.signUp('advertiser', { name: `Shop ${how}` });
    await network.finance.post('/fundings', { advertiser_id: advertiser.id, amount: 10_000, currency: 'EUR', reference: `wire ${how}` });
    const asking = await browser.open({ viewport, as: staff('finance') });
    const deciding = await browser.open({ viewport, as: staff('finance2') });
    let page = asking.page;
    let hands: Hands = new HandsOf(page);

    await page.goto(`${network.apiUrl}/adjustments`);
    await hands.press(page.getByRole('button', { name: 'Request an adjustment' }).first());
    const dialog = page.getByRole('dialog', { name: 'Request an adjustment' });
    await hands.press(dialog.getByRole('button', { name: 'Request an adjustment' }));
    await dialog.getByText('Choose whose account it is').waitFor();
    await hands.pick(dialog.getByRole('combobox', { name: 'Advertiser' }).or(dialog.getByRole('textbox', { name: 'Advertiser' })), `Shop ${how}`);
    await hands.fill(dialog.getByLabel('Amount'), '25.00');
    await hands.fill(dialog.getByLabel('Reason'), 'The bank fee was ours to bear');
    await dialog.getByText('€125.00').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await hands.press(dialog.getByRole('button', { name: 'Request an adjustment' }));
    await dialog.waitFor({ state: 'detached' });
    const [request] = (await network.finance.get('/adjustments?status=requested')).data;
    await page.goto(`${network.apiUrl}/adjustments/${request.id}`);
    await page.getByText('finance2 can approve it').waitFor();
    expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    expect((await advertiser.client.get('/balances')).data[0].funds).toBe(10_000);

    page = deciding.page;
    hands = new HandsOf(page);
    await page.goto(`${network.apiUrl}/`);
    await hands.press(page.getByRole('listitem').filter({ hasText: `Shop ${how}` }).getByRole('link', { name: 'Look at it' }));
    await hands.press(page.getByRole('button', { name: 'Approve' }));
    await hands.press(page.getByRole('dialog').getByRole('button', { name: 'Approve' }));
    await page.getByRole('link', { name: 'Open the entry' }).waitFor();
    expect((await advertiser.client.get('/balances')).data[0].funds).toBe(12_500);

    const owner = await browser.open({ viewport, as: advertiser });
    await owner.page.goto(`${network.apiUrl}/funds`);
    await owner.page.getByText('The bank fee was ours to bear').waitFor();
    expect([...asking.complaints, ...deciding.complaints, ...owner.complaints]).toEqual([]);
  }, 60_000);
});
