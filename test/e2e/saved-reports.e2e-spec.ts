import { DAY_MS, HOUR_MS, MovableClock } from '@fairlead/kernel';
import { eventually } from '../support/eventually';
import { mailTo, tokenIn } from '../support/mailbox';
import { type Account, ApiClient, PASSWORD, type RunningNetwork, startNetwork } from '../support/running-network';

let network: RunningNetwork;
let advertiser: Account;
let affiliate: Account;
let offerId: string;
const clock = new MovableClock(new Date('2026-03-30T21:30:00Z'));

beforeAll(async () => {
  network = await startNetwork({ clock });
  [advertiser, affiliate] = [await network.signUp('advertiser'), await network.signUp('affiliate')];
  const offer = await advertiser.client.post('/offers', { name: 'Tents', landing_url: 'https://shop.example/', currency: 'USD', commission: { type: 'percent', rate_bps: 1000 }, approval: 'auto', visibility: 'public', hold_days: 7 });
  offerId = offer.id;
  await advertiser.client.post(`/offers/${offerId}/publish`);
  await affiliate.client.post(`/offers/${offerId}/applications`);
  const link = await affiliate.client.post('/links', { offer_id: offerId });
  await network.tracker.visit(link.code, { query: { sub1: 'footer' } });
  await network.settle();
  await eventually(async () => {
    await network.runTask('reporting.take-changes');
    expect((await advertiser.client.get('/reports/performance', { query: { from: '2026-03-30', to: '2026-03-30', metrics: 'clicks' } })).totals).toEqual({ clicks: 1 });
    return true;
  });
});
afterAll(() => network?.close());

const outcome = ({ status, body }: { status: number; body: { code?: string } | null }) => [status, body?.code];
const QUERY = { group_by: ['offer'], metrics: ['clicks'], period: 'this_month', timezone: 'Europe/Berlin' };

describe('a saved report', () => {
  it('keeps what was asked for and answers it anew, of the days that its period has by then', async () => {
    const query = { ...QUERY, sub1: ['footer', ''], sort: '-clicks', compare: 'previous_period' };
    const made = await advertiser.client.post('/saved-reports', { name: '  By offer ', query });

    expect(made).toMatchObject({ name: 'By offer', visibility: 'private', made_by: advertiser.userId, is_own: true, can_change: true, version: 1, query });
    expect(Object.keys(made.query).toSorted()).toEqual(Object.keys(query).toSorted());
    expect(await advertiser.client.get(`/saved-reports/${made.id}`)).toEqual(made);
    expect((await advertiser.client.get('/saved-reports')).data).toEqual([made]);
    const now = await advertiser.client.get(`/saved-reports/${made.id}/performance`);
    expect(now).toMatchObject({ data: [{ dimensions: { offer: offerId }, metrics: { clicks: 1 } }], total_rows: 1, starts_at: '2026-02-28T23:00:00.000Z', ends_at: '2026-03-30T22:00:00.000Z', timezone: 'Europe/Berlin' });
    expect(now.previous_totals).toEqual({ clicks: 0 });

    await network.advance(DAY_MS + HOUR_MS); // it is April in Berlin
    expect(await advertiser.client.get(`/saved-reports/${made.id}/performance`)).toMatchObject({ data: [], starts_at: '2026-03-31T22:00:00.000Z', ends_at: '2026-04-01T22:00:00.000Z' });
    await advertiser.client.delete(`/saved-reports/${made.id}`);
  });

  it('is changed in parts, and not over the change of somebody else', async () => {
    const made = await advertiser.client.post('/saved-reports', { name: 'Parts', query: QUERY });
    const days = { group_by: ['day'], timezone: 'UTC', from: '2026-03-01', to: '2026-03-31' };

    expect(await advertiser.client.patch(`/saved-reports/${made.id}`, { name: 'Whole', if_version: 1 })).toMatchObject({ name: 'Whole', query: QUERY, version: 2 });
    expect(await advertiser.client.patch(`/saved-reports/${made.id}`, { query: days, visibility: 'shared' })).toMatchObject({ name: 'Whole', visibility: 'shared', query: days, version: 3 });
    expect(outcome(await advertiser.client.call('PATCH', `/saved-reports/${made.id}`, { name: 'Late', if_version: 2 }))).toEqual([409, 'saved_report.changed']);
    await advertiser.client.delete(`/saved-reports/${made.id}`);
    expect(outcome(await advertiser.client.call('GET', `/saved-reports/${made.id}`))).toEqual([404, 'saved_report.not_found']);
  });

  it('is read by colleagues once it is shared, and changed by those who manage the team', async () => {
    await advertiser.client.post('/invitations', { email: 'colleague@example.test', team_role: 'member' });
    const { body } = await network.anonymous.call('POST', '/auth/invitation/accept', { token: tokenIn(await mailTo(network, 'colleague@example.test', 'invitation')), name: 'Ada', password: PASSWORD, accept_terms: true });
    const member = new ApiClient(network.apiUrl, body.access_token);
    const made = await advertiser.client.post('/saved-reports', { name: 'Team', query: QUERY });
    expect(outcome(await member.call('GET', `/saved-reports/${made.id}`))).toEqual([404, 'saved_report.not_found']);

    await advertiser.client.patch(`/saved-reports/${made.id}`, { visibility: 'shared' });
    expect(await member.get(`/saved-reports/${made.id}`)).toMatchObject({ name: 'Team', is_own: false, can_change: false, maker_name: 'Test advertiser' });
    expect((await member.get(`/saved-reports/${made.id}/performance`)).total_rows).toBe(0);
    for (const method of ['PATCH', 'DELETE']) expect(outcome(await member.call(method, `/saved-reports/${made.id}`, method === 'PATCH' ? { name: 'Mine' } : undefined))).toEqual([403, 'saved_report.not_yours']);

    const theirs = await member.post('/saved-reports', { name: 'Team', visibility: 'shared', query: QUERY });
    expect(await advertiser.client.get(`/saved-reports/${theirs.id}`)).toMatchObject({ is_own: false, can_change: true, maker_name: 'Ada' });
    await advertiser.client.delete(`/saved-reports/${theirs.id}`);
    await advertiser.client.delete(`/saved-reports/${made.id}`);
  });

  it.each([
    [{ ...QUERY, metrics: ['margin'] }, 403, 'report.metric_not_allowed'],
    [{ ...QUERY, sort: '-margin' }, 403, 'report.metric_not_allowed'],
    [{ ...QUERY, sort: 'sub4' }, 422, 'report.unknown_sort'],
    [{ ...QUERY, timezone: 'Mars/Olympus' }, 422, 'report.unknown_time_zone'],
    [{ ...QUERY, period: undefined, from: '2026-02-30', to: '2026-03-01' }, 422, 'report.invalid_period'],
    [{ ...QUERY, offer: ['off_nonsense'] }, 400, 'request.invalid_id'],
    [{ ...QUERY, group_by: ['colour'] }, 400, 'validation_failed'],
    [{ ...QUERY, group_by: [] }, 400, 'validation_failed'],
    [{ ...QUERY, colour: ['red'] }, 400, 'validation_failed'],
    [{ ...QUERY, sub1: ['a\u0000'] }, 400, 'validation_failed'],
    [{ ...QUERY, sub1: ['\ud800'] }, 400, 'validation_failed'],
    [{ ...QUERY, limit: 10 }, 400, 'validation_failed'],
    [{ ...QUERY, period: 'ever' }, 400, 'validation_failed'],
    [{ ...QUERY, from: '2026-03-01', to: '2026-03-02' }, 422, 'saved_report.period_unclear'],
    [{ ...QUERY, period: undefined }, 422, 'saved_report.period_unclear'],
    [{ ...QUERY, sub1: Array.from({ length: 100 }, (_, index) => `${index}`.padEnd(256, 'x')) }, 422, 'saved_report.too_long'],
    [[], 400, 'validation_failed'],
    [undefined, 400, 'validation_failed'],
  ])('is not made of %j', async (query, status, code) => {
    expect(outcome(await advertiser.client.call('POST', '/saved-reports', { name: 'Refused', query }))).toEqual([status, code]);
  });

  it.each([[''], ['   '], ['x'.repeat(101)], ['a\u0007']])('is not called %j', async (name) => {
    expect(outcome(await advertiser.client.call('POST', '/saved-reports', { name, query: QUERY }))).toEqual([400, 'validation_failed']);
  });

  it('keeps the margin for staff, and nothing of what advertisers pay for affiliates', async () => {
    const made = await network.finance.post('/saved-reports', { name: 'Margin', visibility: 'shared', query: { ...QUERY, metrics: ['margin'] } });
    expect((await network.admin.get(`/saved-reports/${made.id}/performance`)).totals).toEqual({ margin: null });
    expect(outcome(await network.finance2.call('DELETE', `/saved-reports/${made.id}`))).toEqual([403, 'saved_report.not_yours']);
    expect(outcome(await affiliate.client.call('POST', '/saved-reports', { name: 'Charge', query: { ...QUERY, metrics: ['charge'] } }))).toEqual([403, 'report.metric_not_allowed']);
    for (const other of [advertiser, affiliate]) expect(outcome(await other.client.call('GET', `/saved-reports/${made.id}`))).toEqual([404, 'saved_report.not_found']);
    await network.admin.delete(`/saved-reports/${made.id}`);
  });

  it('of a name that its maker has given already is refused', async () => {
    const made = await affiliate.client.post('/saved-reports', { name: 'Same', query: QUERY });
    expect(outcome(await affiliate.client.call('POST', '/saved-reports', { name: ' Same', query: QUERY }))).toEqual([409, 'saved_report.name_taken']);
    await affiliate.client.delete(`/saved-reports/${made.id}`);
  });

  it('is reached with an API key of its scope', async () => {
    const keyOf = async (scope: string): Promise<ApiClient> => new ApiClient(network.apiUrl, (await advertiser.client.post('/api-keys', { name: scope, scopes: [scope] })).key);
    await network.sql(`UPDATE user_account SET email_verified_at = now() WHERE email = $1`, [advertiser.email]);
    const [reading, writing] = [await keyOf('saved-reports:read'), await keyOf('saved-reports:write')];
    const made = await writing.post('/saved-reports', { name: 'By key', query: QUERY });
    expect((await reading.get('/saved-reports')).data).toMatchObject([{ id: made.id, is_own: true }]);
    expect(outcome(await reading.call('DELETE', `/saved-reports/${made.id}`))).toEqual([403, 'request.scope_missing']);
    await writing.delete(`/saved-reports/${made.id}`);
  });
});
