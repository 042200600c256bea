import { conversionOf, ReceiveReport, signParameters } from '@fairlead/conversions';
import { encodeId, type Uuid } from '@fairlead/kernel';
import type { ConversionReport } from '@fairlead/conversions';
import { NetworkInProcess, type Person } from '../../support/network-in-process';

const BOT = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';

describe('receiving reports of conversions', () => {
  let network: NetworkInProcess;
  let advertiser: Person;
  let affiliate: Person;
  let token: string;
  let secret: string;
  let offerId: Uuid;
  let code: string;

  beforeAll(async () => {
    network = await NetworkInProcess.start();
    [advertiser, affiliate] = await Promise.all([network.person('advertiser'), network.person('affiliate')]);
    ({ token, secret } = await network.credentials(advertiser));
  });

  beforeEach(async () => {
    offerId = await network.offer(advertiser);
    code = await network.link(affiliate, offerId);
  });

  afterAll(() => network.close());

  const report = (clickId: string | null, orderId: string, change: Partial<ConversionReport> = {}): ConversionReport => ({
    clickId, coupon: null, goal: null, orderId, amount: { decimal: '80.00' }, currency: 'USD', customerId: null, customerNew: null, status: null, adv: {}, ...change,
  });

  const post = (parameters: Record<string, string>, aReport: ConversionReport, sender = advertiser) =>
    network.app.get(ReceiveReport).postback(sender.organizationId, { advertiser: encodeId('advertiser', sender.organizationId), ...parameters }, aReport);

  const rows = (orderId: string): Promise<{ conversions: string; outcomes: string[] }[]> => network.sql(
    `SELECT (SELECT count(*) FROM conversion WHERE order_id = $1) AS conversions,
            (SELECT array_agg(outcome ORDER BY outcome) FROM inbound_event WHERE parameters ->> 'order_id' = $1) AS outcomes`, [orderId],
  );

  it('makes one conversion of a hundred identical reports at once, and answers all the same', async () => {
    const clickId = await network.click(code);

    const answers = await Promise.all(Array.from({ length: 100 }, () => post({ token, order_id: 'C-100' }, report(clickId, 'C-100'))));

    expect(new Set(answers.map((answer) => `${conversionOf(answer).id} ${conversionOf(answer).intakeStatus}`)).size).toBe(1);
    expect(answers.filter((answer) => answer.result === 'accepted')).toHaveLength(1);
    const [stored] = await rows('C-100');
    expect(stored?.conversions).toBe('1');
    expect(stored?.outcomes).toHaveLength(100);
    await network.settle();
    expect(await network.sql(`SELECT count(*)::int AS commissions FROM commission m JOIN conversion c ON c.id = m.conversion_id WHERE c.order_id = 'C-100'`)).toEqual([{ commissions: 1 }]);
  });

  it('lets the first of two different reports of an order stand', async () => {
    const clickId = await network.click(code);

    const answers = await Promise.allSettled([post({ token }, report(clickId, 'C-2')), post({ token }, report(clickId, 'C-2', { amount: { decimal: '90.00' } }))]);

    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(answers.find((answer) => answer.status === 'rejected')).toMatchObject({ reason: { code: 'conversion.duplicate_order', kind: 'conflict' } });
    expect((await rows('C-2'))[0]?.conversions).toBe('1');
  });

  it('refuses a second commission for an order that another click claims', async () => {
    const other = await network.person('affiliate');
    const otherClick = await network.click(await network.link(other, offerId));
    await post({ token }, report(await network.click(code), 'C-3'));

    await expect(post({ token }, report(otherClick, 'C-3'))).rejects.toMatchObject({ code: 'conversion.duplicate_order' });
  });

  it.each<[string, (clickId: string) => ConversionReport]>([
    ['conversion.order_id_missing', (clickId) => report(clickId, '')], ['conversion.attribution_missing', () => report(null, 'R-1')],
    ['conversion.unknown_click', () => report('clk_nonsense', 'R-2')], ['conversion.unknown_click', (clickId) => report(`${clickId.slice(0, -1)}${clickId.endsWith('0') ? '1' : '0'}`, 'R-3')],
    ['conversion.unknown_coupon', () => report(null, 'R-4', { coupon: 'NOBODY' })], ['conversion.unknown_goal', (clickId) => report(clickId, 'R-5', { goal: 'install' })],
    ['conversion.currency_mismatch', (clickId) => report(clickId, 'R-6', { currency: 'EUR' })], ['conversion.amount_malformed', (clickId) => report(clickId, 'R-7', { amount: { decimal: '1,5' } })],
    ['conversion.amount_missing', (clickId) => report(clickId, 'R-8', { amount: null })],
  ])('refuses with %s and keeps the call, not a conversion', async (refusal, build) => {
    const bad = build(await network.click(code));

    await expect(post({ token, order_id: bad.orderId }, bad)).rejects.toMatchObject({ code: refusal });
    expect(await rows(bad.orderId)).toEqual([{ conversions: '0', outcomes: expect.arrayContaining(['refused']) as string[] }]);
  });

  it('refuses a click of another advertiser as unknown', async () => {
    const other = await network.person('advertiser');
    const { token: otherToken } = await network.credentials(other);
    const clickId = await network.click(code);

    await expect(post({ token: otherToken }, report(clickId, 'C-4'), other)).rejects.toMatchObject({ code: 'conversion.unknown_click' });
  });

  it('stores what is out of the window or paused as rejected, with the reason, and refuses replays the same', async () => {
    const lateClick = await network.click(code);
    network.days(31);
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await expect(post({ token }, report(lateClick, 'C-5'))).rejects.toMatchObject({ code: 'conversion.out_of_window', kind: 'unprocessable' });
    }
    const clickId = await network.click(code);
    await network.pause(advertiser, offerId);
    await expect(post({ token }, report(clickId, 'C-6'))).rejects.toMatchObject({ code: 'conversion.offer_paused' });

    expect(await network.sql(`SELECT order_id, status, reason FROM conversion WHERE order_id IN ('C-5', 'C-6') ORDER BY order_id`)).toEqual([
      { order_id: 'C-5', status: 'rejected', reason: 'out_of_window' }, { order_id: 'C-6', status: 'rejected', reason: 'offer_paused' },
    ]);
  });

  it('holds a conversion of a filtered click for a person', async () => {
    const clickId = await network.click(code, BOT);

    const conversion = conversionOf(await post({ token }, report(clickId, 'C-7')));

    expect([conversion.status, conversion.reason]).toEqual(['held', 'filtered_click']);
  });

  describe('with a signature', () => {
    const signed = (change: Record<string, string> = {}, signWith = secret): Record<string, string> => {
      const parameters = {
        advertiser: encodeId('advertiser', advertiser.organizationId), ts: String(Math.floor(network.clock.now().getTime() / 1_000)), nonce: 'nonce-0001', order_id: 'S-1', ...change,
      };
      return { ...parameters, sig: signParameters(parameters, signWith) };
    };

    it('accepts it, and the same request again', async () => {
      const clickId = await network.click(code);

      expect((await post(signed(), report(clickId, 'S-1'))).result).toBe('accepted');
      expect((await post(signed(), report(clickId, 'S-1'))).result).toBe('duplicate');
    });

    it.each<[string, () => Record<string, string>]>([
      ['postback.nonce_reused', () => signed({ order_id: 'S-2' })], ['postback.unauthenticated', () => signed({ nonce: 'nonce-0002' }, 'fls_other')],
      ['postback.unauthenticated', () => ({ ...signed({ nonce: 'nonce-0003' }), order_id: 'S-9' })], ['postback.timestamp_out_of_range', () => signed({ ts: '1', nonce: 'nonce-0004' })],
      ['postback.nonce_malformed', () => signed({ nonce: 'x' })], ['postback.unauthenticated', () => ({ order_id: 'S-3' })],
      ['postback.unauthenticated', () => ({ order_id: 'S-4', token: 'flt_wrong' })], ['postback.unauthenticated', () => ({ order_id: 'S-5', token: '' })],
    ])('refuses with %s', async (refusal, build) => {
      const clickId = await network.click(code);

      await expect(post(build(), report(clickId, 'S-x'))).rejects.toMatchObject({ code: refusal, kind: 'unauthenticated' });
    });

    it('keeps no secret in the inbound log', async () => {
      const [leaks] = await network.sql<{ leaks: string }>(`SELECT count(*) AS leaks FROM inbound_event WHERE parameters::text LIKE '%' || $1 || '%'`, [token]);

      expect(leaks?.leaks).toBe('0');
    });
  });
});
