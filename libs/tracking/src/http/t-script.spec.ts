import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { T_SCRIPT } from './t-script';

const CLICK = `clk_${'a'.repeat(60)}`;
const OTHER = `clk_${'b'.repeat(60)}`;

interface Page {
  readonly fairlead: { click(): Promise<string | null>; conversion(report: object): Promise<unknown>; consent(given: boolean): void };
  /** What was sent, as the tracker gets it. */
  readonly sent: Record<string, unknown>[];
  readonly cookies: Map<string, string>;
  readonly stored: Map<string, string>;
}

interface Setting {
  readonly url?: string;
  readonly data?: Record<string, string>;
  readonly cookies?: Map<string, string>;
  readonly stored?: Map<string, string>;
  readonly answer?: { status: number; body: unknown };
  readonly noStorage?: boolean;
}

/** Runs the script on a page, with as much of a browser as it uses. */
function open({ url = 'https://shop.example/', data = {}, cookies = new Map(), stored = new Map(), answer = { status: 200, body: { click_id: CLICK } }, noStorage = false }: Setting = {}): Page {
  const sent: Record<string, unknown>[] = [];
  const storage = { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, value: string) => void stored.set(key, value), removeItem: (key: string) => void stored.delete(key) };
  const document = {
    currentScript: { src: 'https://go.example/t.js', dataset: data }, referrer: 'https://blog.example/post',
    get cookie(): string { return [...cookies].map(([name, value]) => `${name}=${value}`).join('; '); },
    set cookie(text: string) {
      const [pair = '', ...attributes] = text.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (attributes.includes('max-age=0')) cookies.delete(name);
      else cookies.set(name, value);
    },
  };
  const location = new URL(url);
  const fetched = (target: string, request: { body: string; credentials: string }): Promise<unknown> => {
    expect(target).toBe('https://go.example/t/events');
    expect(request.credentials).toBe('omit');
    sent.push(JSON.parse(request.body) as Record<string, unknown>);
    return Promise.resolve({ ok: answer.status < 300, json: () => Promise.resolve(answer.body) });
  };
  const window: Record<string, unknown> = { location, fetch: fetched };
  Object.defineProperty(window, 'localStorage', { get: () => { if (noStorage) throw new Error('denied'); return storage; } });
  runInContext(T_SCRIPT, createContext({ window, document, URL, URLSearchParams, Promise, Date, Object }));
  return { fairlead: window['fairlead'] as Page['fairlead'], sent, cookies, stored };
}

describe('t.js', () => {
  it('is at most two kilobytes when packed', () => expect(gzipSync(T_SCRIPT).length).toBeLessThanOrEqual(2_048));

  it('keeps the click id that the page was opened with, twice', async () => {
    const page = open({ url: `https://shop.example/?fl_click=${CLICK}` });
    expect(await page.fairlead.click()).toBe(CLICK);
    expect(page.cookies.get('fl_click')).toBe(CLICK);
    expect(page.stored.get('fl_click')).toMatch(new RegExp(`^${CLICK} \\d+$`));
    expect(page.sent).toEqual([]);
  });

  it('finds it on a later page, also when the cookie is gone, and not when it is too old', async () => {
    const first = open({ url: `https://shop.example/?fl_click=${CLICK}` });
    await first.fairlead.click();
    expect(await open({ cookies: first.cookies }).fairlead.click()).toBe(CLICK);
    expect(await open({ stored: first.stored }).fairlead.click()).toBe(CLICK);
    expect(await open({ stored: new Map([['fl_click', `${CLICK} ${Date.now() - 1}`]]) }).fairlead.click()).toBeNull();
  });

  it('lets a later click go before an earlier one', async () => {
    expect(await open({ url: `https://shop.example/?fl_click=${OTHER}`, cookies: new Map([['fl_click', CLICK]]) }).fairlead.click()).toBe(OTHER);
  });

  it('takes nothing for a click id that is none', async () => {
    const page = open({ url: 'https://shop.example/?fl_click=%3Cscript%3E', cookies: new Map([['fl_click', 'x']]), stored: new Map([['fl_click', `y ${Date.now() + 1e6}`]]) });
    expect(await page.fairlead.click()).toBeNull();
  });

  it('makes a click where the page is linked to directly', async () => {
    const page = open({ url: 'https://shop.example/p?fl_link=abc&sub1=mail' });
    expect(await page.fairlead.click()).toBe(CLICK);
    expect(page.sent).toEqual([{ type: 'visit', code: 'abc', url: 'https://shop.example/p?fl_link=abc&sub1=mail', referrer: 'https://blog.example/post', consent: true }]);
    expect(page.cookies.get('fl_click')).toBe(CLICK);
  });

  it('goes on with the earlier click when none could be made', async () => {
    const page = open({ url: 'https://shop.example/?fl_link=gone', cookies: new Map([['fl_click', OTHER]]), answer: { status: 422, body: { code: 'event.link_unknown' } } });
    expect(await page.fairlead.click()).toBe(OTHER);
  });

  it('reports a conversion with the click', async () => {
    const page = open({ url: `https://shop.example/?fl_click=${CLICK}`, data: { advertiser: 'adv_1' }, answer: { status: 200, body: { result: 'accepted' } } });
    expect(await page.fairlead.conversion({ order_id: 'A-1', amount: '19.99', currency: 'EUR' })).toEqual({ result: 'accepted' });
    expect(page.sent).toEqual([{ type: 'conversion', advertiser: 'adv_1', click_id: CLICK, order_id: 'A-1', amount: '19.99', currency: 'EUR' }]);
  });

  it('tells the page why a conversion was refused', async () => {
    const page = open({ answer: { status: 422, body: { code: 'conversion.unknown_click' } } });
    await expect(page.fairlead.conversion({ order_id: 'A-1' })).rejects.toEqual({ code: 'conversion.unknown_click' });
  });

  it('stores nothing without consent, yet knows the click while the page lives', async () => {
    const page = open({ url: `https://shop.example/?fl_click=${CLICK}`, data: { consent: 'required' } });
    expect(await page.fairlead.click()).toBe(CLICK);
    expect([page.cookies.size, page.stored.size]).toEqual([0, 0]);
    page.fairlead.consent(true);
    expect([page.cookies.get('fl_click'), page.stored.size]).toEqual([CLICK, 1]);
    page.fairlead.consent(false);
    expect([page.cookies.size, page.stored.size]).toEqual([0, 0]);
  });

  it('says so when it makes a click without consent', async () => {
    const page = open({ url: 'https://shop.example/?fl_link=abc', data: { consent: 'required' } });
    await page.fairlead.click();
    expect(page.sent[0]).toMatchObject({ consent: false });
  });

  it('does without the local copy where the browser denies it', async () => {
    const page = open({ url: `https://shop.example/?fl_click=${CLICK}`, noStorage: true });
    expect(await page.fairlead.click()).toBe(CLICK);
    expect(page.cookies.get('fl_click')).toBe(CLICK);
  });
});
