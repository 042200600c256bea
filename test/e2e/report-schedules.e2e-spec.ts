import { DAY_MS, DomainError, HOUR_MS, MINUTE_MS, MovableClock } from '@fairlead/kernel';
import { TaskLoop } from '@fairlead/platform';
import { MailDueReports } from '../../libs/reporting/src/application/mail-due-reports.service';
import { ReadReport } from '../../libs/reporting/src/application/read-report.query';
import { eventually } from '../support/eventually';
import { joinTeam } from '../support/join-team';
import { mailTo, type ReadMail } from '../support/mailbox';
import { type Account, ApiClient, PASSWORD, type RunningNetwork, startNetwork } from '../support/running-network';

const SUNDAY_NOON = new Date('2026-03-01T12:00:00Z');
const MONDAY_8_IN_BERLIN = '2026-03-02T07:00:00.000Z';
const WEEKLY = { frequency: 'weekly', weekday: 1, hour: 8, timezone: 'Europe/Berlin' };
const LAST_WEEK = { group_by: ['affiliate'], metrics: ['clicks', 'sale_amount', 'charge'], period: 'last_week', timezone: 'Europe/Berlin', compare: 'previous_period' };

let network: RunningNetwork;
let advertiser: Account;
let affiliate: Account;
let colleague: Account;
/** The colleague as one of the advertiser's team. */
let colleagueHere: ApiClient;

beforeAll(async () => {
  network = await startNetwork({ clock: new MovableClock(SUNDAY_NOON), env: { EMAIL_VERIFICATION: 'required' } });
  [advertiser, affiliate, colleague] = [await network.signUp('advertiser', { name: 'Northwind' }), await network.signUp('affiliate', { name: 'Ann & Söhne' }), await network.signUp('advertiser')];
  await prove(advertiser, affiliate);
  const offer = await advertiser.client.post('/offers', { name: 'Tents', landing_url: 'https://shop.example/', currency: 'USD', commission: { type: 'percent', rate_bps: 1000 }, network_fee_bps: 2000, approval: 'auto', visibility: 'public', hold_days: 7 });
  await advertiser.client.post(`/offers/${offer.id}/publish`);
  await affiliate.client.post(`/offers/${offer.id}/applications`);
  const link = await affiliate.client.post('/links', { offer_id: offer.id });
  const { clickId } = await network.tracker.visit(link.code);
  await network.settle();
  await advertiser.client.post('/conversions', { click_id: clickId, order_id: 'R-1', amount: 10_000 });
  await network.settle();
  await network.runTask('reporting.take-changes');
});
afterAll(() => network?.close());

/** They follow the link in the mail that proves their address. */
async function prove(...accounts: readonly Account[]): Promise<void> {
  for (const { email } of accounts) await network.sql('UPDATE user_account SET email_verified_at = now() WHERE email = $1', [email]);
}

/** The colleague joins the team, with an address that is proven or not. */
async function join(): Promise<void> {
  await joinTeam(network, advertiser, colleague);
  colleagueHere = await network.signIn(colleague.email, PASSWORD);
  const { data } = await colleagueHere.get<{ data: { id: string; name: string }[] }>('/organizations');
  const { access_token } = await colleagueHere.post('/organizations/switch', { organization_id: data.find((one) => one.name === 'Northwind')?.id });
  colleagueHere = new ApiClient(network.apiUrl, access_token);
}

const save = async (name: string, query: object = LAST_WEEK, visibility = 'shared'): Promise<string> => (await advertiser.client.post('/saved-reports', { name, visibility, query })).id;
const schedule = (id: string, change: object = {}) => advertiser.client.put<{ version: number; next_at: string }>(`/saved-reports/${id}/schedule`, { ...WEEKLY, receivers: [advertiser.userId], ...change });
const outcome = ({ status, body }: { status: number; body: { code?: string } | null }) => [status, body?.code];
const mailDue = () => network.runTask('reporting.mail-due-reports');
const until = async (at: string): Promise<void> => network.advance(Date.parse(at) - network.clock.now().getTime());
/** Subjects of what was written to somebody about reports, oldest first. */
async function written(to: string, template = 'scheduled_report'): Promise<string[]> {
  const { data } = await network.admin.get<{ data: ReadMail[] }>('/mails', { query: { to, limit: 100 } });
  return data.filter((mail) => mail.template === template).map((mail) => mail.subject).toReversed();
}
const forget = async (...ids: readonly string[]): Promise<void> => {
  for (const id of ids) await advertiser.client.delete(`/saved-reports/${id}`);
};

describe('a saved report that is sent by e-mail', () => {
  it('goes out at its hour, once, with its figures, names and file, to everybody on its list', async () => {
    await join();
    await prove(colleague);
    const id = await save('What channels bring');
    expect(await schedule(id, { receivers: [advertiser.userId, colleague.userId] })).toMatchObject({ ...WEEKLY, is_paused: false, next_at: MONDAY_8_IN_BERLIN, last_sent_at: null, version: 1, receivers: [{ name: 'Northwind', gets_it: true }, { name: 'Test advertiser', gets_it: true }] });
    expect(await advertiser.client.get(`/saved-reports/${id}`)).toMatchObject({ mailing: 'active', is_receiver: true });

    await until('2026-03-02T06:59:59Z');
    await mailDue();
    expect(await written(advertiser.email)).toEqual([]);
    await until(MONDAY_8_IN_BERLIN);
    const jobs = network.api.get(MailDueReports, { strict: false });
    await jobs.run(AbortSignal.abort()); // a process that is asked to stop begins nothing
    expect(await written(advertiser.email)).toEqual([]);
    await Promise.all([jobs.run(), jobs.run(), jobs.run()]); // as many processes would
    await mailDue();

    for (const { email } of [advertiser, colleague]) expect(await written(email)).toEqual(['What channels bring: 23 February – 1 March 2026']);
    const mail = await mailTo(network, colleague.email, 'scheduled_report');
    const lines = mail.text.split('\n').map((line) => line.replaceAll(/ {2,}/g, ' | ').trim());
    expect(lines).toEqual(expect.arrayContaining(['All rows | This period | The period before | Change', 'Clicks | 1 | 0 | –', 'Sales | $100.00 | $0.00 | –', 'Charge | $12.00 | $0.00 | –', 'Affiliate | Clicks | Sales | Charge', 'Ann & Söhne | 1 | $100.00 | $12.00']));
    expect(mail.text).toContain(`/open/${id}`);
    expect(mail.text).toContain('2 Mar 2026, 08:00 (Europe/Berlin)');
    expect(mail.html).toContain('Ann &amp; Söhne</td>');
    expect(await advertiser.client.get(`/saved-reports/${id}/schedule`)).toMatchObject({ next_at: '2026-03-09T07:00:00.000Z', last_sent_at: MONDAY_8_IN_BERLIN });

    const [file] = await network.sql<{ name: string; content: Buffer }>('SELECT name, content FROM mail_file');
    expect([file?.name, file?.content.toString()]).toEqual(['performance-2026-02-23-2026-03-01.csv', `\uFEFFaffiliate,clicks,sale_amount,charge,currency\n${affiliate.id},1,100.00,12.00,USD\n`]);
    await forget(id);
  });

  it('keeps its file no longer than there is a mail to send', async () => {
    const files = async (): Promise<number> => (await network.sql('SELECT 1 AS is FROM mail_file')).length;
    expect(await files()).toBe(1);
    await network.sql(`UPDATE mail SET state = 'queued', attempts = 0 WHERE recipient = $1 AND template = 'scheduled_report'`, [colleague.email]);
    await network.advance(DAY_MS + 1);
    await network.runTask('notifications.remove-old-mails');
    expect(await files()).toBe(1);
    await network.sql(`UPDATE mail SET state = 'sent' WHERE state = 'queued'`);
    await network.runTask('notifications.remove-old-mails');
    expect(await files()).toBe(0);
    expect(await mailTo(network, colleague.email, 'scheduled_report')).toMatchObject({ file_name: 'performance-2026-02-23-2026-03-01.csv' });
  });

  it('stands for all that a standstill missed, and goes on as set', async () => {
    const id = await save('Every day', { ...LAST_WEEK, period: 'yesterday' });
    await schedule(id, { frequency: 'daily', weekday: undefined });
    await network.advance(5 * DAY_MS);
    await mailDue();
    await mailDue();
    expect((await written(advertiser.email)).filter((subject) => subject.startsWith('Every day'))).toHaveLength(1);
    const { next_at } = await advertiser.client.get(`/saved-reports/${id}/schedule`);
    expect(Date.parse(next_at) - network.clock.now().getTime()).toBeLessThanOrEqual(DAY_MS);
    await until(next_at);
    await mailDue();
    expect((await written(advertiser.email)).filter((subject) => subject.startsWith('Every day'))).toHaveLength(2);
    await forget(id);
  });

  it('that comes late is of the days that it was for', async () => {
    const id = await save('Month', { ...LAST_WEEK, period: 'this_month', compare: undefined, timezone: 'UTC' });
    const { next_at } = await schedule(id, { frequency: 'monthly', weekday: undefined, day_of_month: 31, hour: 23, timezone: 'UTC' });
    await until(new Date(Date.parse(next_at) + 2 * HOUR_MS).toISOString()); // it is April
    await mailDue();
    expect((await written(advertiser.email)).filter((subject) => subject.startsWith('Month'))).toEqual(['Month: 1 – 31 March 2026']);
    await forget(id);
  });

  it('is not sent to who leaves the list, or may not read it any more, while it is being read', async () => {
    const id = await save('Meanwhile');
    const due = async (): Promise<void> => until((await schedule(id, { frequency: 'daily', weekday: undefined, receivers: [advertiser.userId, colleague.userId] })).next_at);
    const mailsTo = async (account: Account): Promise<number> => (await written(account.email)).filter((subject) => subject.startsWith('Meanwhile')).length;
    const reader = network.api.get(ReadReport, { strict: false });
    const read = reader.run.bind(reader);
    const meanwhile = (happens: () => Promise<unknown>) => jest.spyOn(reader, 'run').mockImplementationOnce(async (...asked) => { await happens(); return read(...asked); });

    await due();
    meanwhile(() => colleagueHere.post(`/saved-reports/${id}/schedule/leave`));
    await mailDue();
    expect([await mailsTo(advertiser), await mailsTo(colleague)]).toEqual([1, 0]);

    await due();
    meanwhile(() => advertiser.client.patch(`/saved-reports/${id}`, { visibility: 'private' }));
    await mailDue();
    expect([await mailsTo(advertiser), await mailsTo(colleague)]).toEqual([1, 0]);
    await network.advance(MINUTE_MS);
    await mailDue();
    expect([await mailsTo(advertiser), await mailsTo(colleague)]).toEqual([2, 0]);

    await until((await schedule(id, { frequency: 'daily', weekday: undefined, receivers: [advertiser.userId] })).next_at);
    meanwhile(() => advertiser.client.delete(`/saved-reports/${id}`));
    await mailDue();
    expect(await mailsTo(advertiser)).toBe(2);
    jest.restoreAllMocks();
  });

  it('does not keep others from being sent when it cannot even be put off', async () => {
    const [broken, sound] = [await save('Broken'), await save('Sound')];
    await schedule(broken, { frequency: 'daily', weekday: undefined });
    await until((await schedule(sound, { frequency: 'daily', weekday: undefined })).next_at);
    await network.sql(`UPDATE report_schedule SET timezone = 'Mars/Olympus', try_at = try_at - interval '1 minute' WHERE timezone = 'Europe/Berlin' AND saved_report_id = (SELECT id FROM saved_report WHERE name = 'Broken')`);
    await mailDue();
    expect((await written(advertiser.email)).filter((subject) => /^(Broken|Sound)/.test(subject)).map((subject) => subject.split(':')[0])).toEqual(['Sound']);
    expect(await network.sql(`SELECT failures, last_error FROM report_schedule WHERE timezone = 'Mars/Olympus'`)).toEqual([{ failures: 1, last_error: expect.stringContaining('Mars/Olympus') }]);
    await forget(broken, sound);
  });

  it('waits, without counting that as a failure, while reports are made ready after a start', async () => {
    const id = await save('Starting');
    await until((await schedule(id, { frequency: 'daily', weekday: undefined })).next_at);
    jest.spyOn(network.api.get(ReadReport, { strict: false }), 'run').mockRejectedValueOnce(new DomainError('report.catching_up', 'unavailable', 'Not yet'));
    await mailDue();
    expect(await network.sql('SELECT failures, last_error FROM report_schedule')).toEqual([{ failures: 0, last_error: null }]);
    await mailDue();
    expect((await written(advertiser.email)).filter((subject) => subject.startsWith('Starting'))).toHaveLength(1);
    jest.restoreAllMocks();
    await forget(id);
  });

  it('stops for who leaves the list, the team or the network’s good graces', async () => {
    const id = await save('Leaving');
    await schedule(id, { frequency: 'daily', weekday: undefined, receivers: [advertiser.userId, colleague.userId] });
    expect(await colleagueHere.get(`/saved-reports/${id}`)).toMatchObject({ can_change: false, is_receiver: true });
    await colleagueHere.post(`/saved-reports/${id}/schedule/leave`);
    await colleagueHere.post(`/saved-reports/${id}/schedule/leave`);
    expect(await colleagueHere.get(`/saved-reports/${id}`)).toMatchObject({ mailing: 'active', is_receiver: false });

    const mailsBefore = [await written(advertiser.email), await written(colleague.email)];
    await network.admin.post(`/advertisers/${advertiser.id}/suspend`, { reason: 'Unpaid' });
    await network.advance(DAY_MS);
    await mailDue();
    expect([await written(advertiser.email), await written(colleague.email)]).toEqual(mailsBefore);
    await network.admin.post(`/advertisers/${advertiser.id}/reactivate`, { reason: 'Paid' });
    advertiser.client = await network.signIn(advertiser.email, PASSWORD);
    await network.advance(DAY_MS);
    await mailDue();
    expect([(await written(advertiser.email)).length, await written(colleague.email)]).toEqual([(mailsBefore[0]?.length ?? 0) + 1, mailsBefore[1]]);

    await advertiser.client.post(`/saved-reports/${id}/schedule/leave`);
    expect(outcome(await advertiser.client.call('GET', `/saved-reports/${id}/schedule`))).toEqual([404, 'report_schedule.not_found']);
    await forget(id);
  });

  it('goes to its maker alone once it is private, and to nobody who has left: then it pauses', async () => {
    const member = await network.signUp('advertiser');
    await joinTeam(network, advertiser, member);
    await prove(member);
    const id = await save('Two of us');
    await schedule(id, { receivers: [member.userId] });
    await advertiser.client.patch(`/saved-reports/${id}`, { visibility: 'private' });
    expect((await advertiser.client.get(`/saved-reports/${id}/schedule`)).receivers).toEqual([{ id: member.userId, name: 'Test advertiser', gets_it: false }]);
    await network.advance(7 * DAY_MS);
    await mailDue();
    expect(await written(member.email)).toEqual([]);
    expect(await advertiser.client.get(`/saved-reports/${id}/schedule`)).toMatchObject({ is_paused: true, pause_reason: 'report_schedule.nobody_left', next_at: null });
    expect(await written(advertiser.email, 'report_schedule_paused')).toEqual(['“Two of us” is not sent any more']);
    await forget(id);
  });

  it('waits when it cannot be read just now, longer each time, and is sent then', async () => {
    const id = await save('Later');
    const { next_at } = await schedule(id, { frequency: 'daily', weekday: undefined });
    await until(next_at);
    const reads = jest.spyOn(network.api.get(ReadReport, { strict: false }), 'run').mockRejectedValueOnce(new Error('no memory')).mockRejectedValueOnce(new Error('no memory'));
    await mailDue();
    await mailDue();
    expect(reads).toHaveBeenCalledTimes(1);
    await network.advance(MINUTE_MS);
    await mailDue();
    await network.advance(MINUTE_MS);
    await mailDue();
    expect(reads).toHaveBeenCalledTimes(2);
    expect(await network.sql('SELECT failures, last_error FROM report_schedule')).toEqual([{ failures: 2, last_error: 'no memory' }]);
    await network.advance(MINUTE_MS);
    await mailDue();
    reads.mockRestore();
    expect((await written(advertiser.email)).filter((subject) => subject.startsWith('Later'))).toHaveLength(1);
    expect(await network.sql('SELECT failures, last_error FROM report_schedule')).toEqual([{ failures: 0, last_error: null }]);
    await forget(id);
  });

  it('pauses when it can no longer be read at all, tells who set it, and goes on when they turn it on again', async () => {
    const id = await save('Two currencies', { ...LAST_WEEK, period: 'last_90_days' });
    await schedule(id, { frequency: 'daily', weekday: undefined });
    const offer = await advertiser.client.post('/offers', { name: 'Zelte', landing_url: 'https://shop.example/', currency: 'EUR', commission: { type: 'percent', rate_bps: 1000 }, network_fee_bps: 2000, approval: 'auto', visibility: 'public', hold_days: 7 });
    await advertiser.client.post(`/offers/${offer.id}/publish`);
    await affiliate.client.post(`/offers/${offer.id}/applications`);
    await network.tracker.visit((await affiliate.client.post('/links', { offer_id: offer.id })).code);
    await network.settle();
    await network.runTask('reporting.take-changes');
    await network.advance(DAY_MS);
    await mailDue();
    expect(await advertiser.client.get(`/saved-reports/${id}/schedule`)).toMatchObject({ is_paused: true, pause_reason: 'report.currency_required' });
    expect(await advertiser.client.get(`/saved-reports/${id}`)).toMatchObject({ mailing: 'paused' });
    expect((await mailTo(network, advertiser.email, 'report_schedule_paused')).text).toContain('could not be: There are offers in several currencies: name one.');
    expect((await network.admin.get('/audit-events', { query: { action: 'report_schedule.paused' } })).data[0]).toMatchObject({ details: { reason: 'report.currency_required' } });

    await advertiser.client.patch(`/saved-reports/${id}`, { query: { ...LAST_WEEK, period: 'last_90_days', currency: 'USD' } });
    expect(await schedule(id, { frequency: 'daily', weekday: undefined })).toMatchObject({ is_paused: false, pause_reason: null });
    await network.advance(DAY_MS);
    await mailDue();
    expect((await written(advertiser.email)).filter((subject) => subject.startsWith('Two currencies'))).toHaveLength(1);
    await forget(id);
  });

  it('tells those who still get it when who has set it is gone', async () => {
    const boss = await network.signUp('advertiser');
    await joinTeam(network, advertiser, boss, 'owner');
    await prove(boss);
    const id = await save('Orphan', { ...LAST_WEEK, period: 'last_90_days' });
    await schedule(id, { frequency: 'daily', weekday: undefined, receivers: [colleague.userId] });
    await network.sql('UPDATE report_schedule SET set_by = (SELECT id FROM user_account WHERE email = $1)', [affiliate.email]);
    await network.advance(DAY_MS);
    await mailDue();
    expect(await written(colleague.email, 'report_schedule_paused')).toEqual(['“Orphan” is not sent any more']);
    await network.sql('UPDATE report_schedule SET paused_at = NULL, pause_reason = NULL, receivers = ARRAY[set_by], due_at = due_at + interval \'1 second\'');
    await mailDue();
    expect(await written(boss.email, 'report_schedule_paused')).toEqual(['“Orphan” is not sent any more']);
    await forget(id);
  });

  it('sends nothing while a person has paused it', async () => {
    const id = await save('Holidays');
    expect(await schedule(id, { frequency: 'daily', weekday: undefined, is_paused: true })).toMatchObject({ is_paused: true, pause_reason: null, next_at: null });
    await network.advance(3 * DAY_MS);
    await mailDue();
    expect((await written(advertiser.email)).filter((subject) => subject.startsWith('Holidays'))).toEqual([]);
    await forget(id);
  });

  it('is sent to who asks for it, at once and at most once a minute', async () => {
    const id = await save('Now');
    await network.advance(HOUR_MS);
    await colleagueHere.post(`/saved-reports/${id}/send`);
    const again = await Promise.all([1, 2, 3].map(() => colleagueHere.call('POST', `/saved-reports/${id}/send`)));
    expect(again.map(outcome)).toEqual([1, 2, 3].map(() => [429, 'saved_report.sent_already']));
    expect(await network.sql('SELECT id FROM mail_file f WHERE NOT EXISTS (SELECT 1 FROM mail m WHERE m.file_id = f.id)')).toEqual([]);
    expect((await written(colleague.email)).filter((subject) => subject.startsWith('Now'))).toHaveLength(1);
    expect((await written(advertiser.email)).filter((subject) => subject.startsWith('Now'))).toEqual([]);
    await network.advance(MINUTE_MS);
    await colleagueHere.post(`/saved-reports/${id}/send`);
    expect((await written(colleague.email)).filter((subject) => subject.startsWith('Now'))).toHaveLength(2);
    await forget(id);
  });

  it('of an affiliate has nothing of what advertisers pay, and one of the network has its margin', async () => {
    await prove(affiliate);
    const query = { group_by: ['offer'], period: 'last_90_days', currency: 'USD' };
    const [theirs, ours] = [await affiliate.client.post('/saved-reports', { name: 'Mine', query }), await network.finance.post('/saved-reports', { name: 'Ours', query })];
    await affiliate.client.post(`/saved-reports/${theirs.id}/send`);
    const text = (await mailTo(network, affiliate.email, 'scheduled_report')).text;
    expect(text).toMatch(/Tents +1 +1 +100\.00% +1 +\$100\.00 +\$10\.00/);
    expect(text).not.toMatch(/Charge|Margin|\$12\.00/);
    const me = await network.finance.get('/me');
    const monthly = { frequency: 'monthly', day_of_month: 31, hour: 0, timezone: 'UTC', receivers: [me.id] };
    await network.sql('UPDATE user_account SET email_verified_at = now() WHERE email = $1', [me.email]);
    await network.finance.put(`/saved-reports/${ours.id}/schedule`, monthly);
    await network.advance(31 * DAY_MS);
    await mailDue();
    expect((await mailTo(network, me.email, 'scheduled_report')).text).toMatch(/Margin +\$2\.00/);
    await affiliate.client.delete(`/saved-reports/${theirs.id}`);
    await network.finance.delete(`/saved-reports/${ours.id}`);
  });
});

describe('a schedule is refused', () => {
  let shared: string;
  let own: string;

  beforeAll(async () => {
    [shared, own] = [await save('Shared'), await save('Own', LAST_WEEK, 'private')];
  });

  const put = async (id: string, change: object, client: ApiClient = advertiser.client) => outcome(await client.call('PUT', `/saved-reports/${id}/schedule`, { ...WEEKLY, receivers: [advertiser.userId], ...change }));

  it.each([
    ['without its weekday', { weekday: undefined }, 'report_schedule.day_unclear'], ['with a day that is not its own', { day_of_month: 3 }, 'report_schedule.day_unclear'],
    ['in no time zone', { timezone: 'Mars/Olympus' }, 'report.unknown_time_zone'],
  ])('%s', async (_, change, code) => {
    expect(await put(shared, change)).toEqual([422, code]);
  });

  it.each([['an hour that there is not', { hour: 24 }], ['a weekday that there is not', { weekday: 8 }], ['an unknown rhythm', { frequency: 'hourly' }], ['nobody to send it to', { receivers: [] }], ['an id that is none', { receivers: ['x'] }]])('with %s', async (_, change) => {
    const [status] = await put(shared, change);
    expect([400, 422]).toContain(status);
  });

  it('with the same person twice', async () => {
    expect(await put(shared, { receivers: [advertiser.userId, advertiser.userId] })).toEqual([400, 'validation_failed']);
  });

  it('for people who are not of the team, or have not proven their mailbox', async () => {
    expect(await put(shared, { receivers: [affiliate.userId] })).toEqual([422, 'report_schedule.unknown_receiver']);
    const newcomer = await network.signUp('advertiser');
    await joinTeam(network, advertiser, newcomer);
    await network.sql('UPDATE user_account SET email_verified_at = NULL WHERE email = $1', [newcomer.email]);
    expect(await put(shared, { receivers: [advertiser.userId, newcomer.userId] })).toEqual([422, 'report_schedule.unknown_receiver']);
    await prove(newcomer);
    expect((await put(shared, { receivers: [advertiser.userId, newcomer.userId] }))[0]).toBe(200);
  });

  it('over what somebody else has set meanwhile, and keeps who does not get it for now', async () => {
    const away = await network.signUp('advertiser');
    await joinTeam(network, advertiser, away);
    await prove(away);
    const id = await save('Versions');
    const first = await schedule(id, { receivers: [advertiser.userId, away.userId], if_version: 0 });
    expect(first.version).toBe(1);
    for (const if_version of [0, 2]) expect(await put(id, { if_version })).toEqual([409, 'report_schedule.changed']);
    await network.sql('UPDATE user_account SET email_verified_at = NULL WHERE email = $1', [away.email]);
    const { receivers, version } = await advertiser.client.get(`/saved-reports/${id}/schedule`);
    expect(receivers).toEqual([{ id: advertiser.userId, name: 'Northwind', gets_it: true }, { id: away.userId, name: 'Test advertiser', gets_it: false }]);
    expect(await schedule(id, { hour: 9, receivers: receivers.map((receiver: { id: string }) => receiver.id), if_version: version })).toMatchObject({ version: 2, hour: 9, receivers });
    await advertiser.client.post(`/saved-reports/${id}/schedule/leave`);
    expect(await put(id, { if_version: 2 })).toEqual([409, 'report_schedule.changed']);
    await forget(id);
  });

  it('to others while the report is private', async () => {
    expect(await put(own, { receivers: [advertiser.userId, colleague.userId] })).toEqual([422, 'report_schedule.not_shared']);
    expect((await put(own, {}))[0]).toBe(200);
  });

  it('to who may not change the report, and hidden from who cannot read it', async () => {
    expect(await put(shared, {}, colleagueHere)).toEqual([403, 'saved_report.not_yours']);
    expect(outcome(await colleagueHere.call('DELETE', `/saved-reports/${shared}/schedule`))).toEqual([403, 'saved_report.not_yours']);
    expect(await colleagueHere.get(`/saved-reports/${shared}/schedule`)).toMatchObject({ frequency: 'weekly' });
    for (const [client, id] of [[colleagueHere, own], [affiliate.client, shared]] as const) {
      expect(await put(id, {}, client)).toEqual([404, 'saved_report.not_found']);
      for (const [method, path] of [['GET', 'schedule'], ['DELETE', 'schedule'], ['POST', 'schedule/leave'], ['POST', 'send']] as const) {
        expect(outcome(await client.call(method, `/saved-reports/${id}/${path}`))).toEqual([404, 'saved_report.not_found']);
      }
    }
  });
});

describe('the API process', () => {
  it('sends what is due by itself', async () => {
    const id = await save('By itself');
    const { next_at } = await schedule(id, { frequency: 'daily', weekday: undefined });
    await until(next_at);
    network.api.get(TaskLoop).start();
    expect(await eventually(async () => { const found = (await written(advertiser.email)).filter((subject) => subject.startsWith('By itself')); return found.length > 0 && found; }, { timeoutMs: 20_000 })).toHaveLength(1);
    expect(await network.sql(`SELECT every_ms, last_error FROM scheduled_task WHERE name = 'reporting.mail-due-reports'`)).toEqual([{ every_ms: MINUTE_MS, last_error: null }]);
  }, 30_000);
});
