import { DAY_MS, HOUR_MS, MINUTE_MS, MovableClock, systemContext } from '@fairlead/kernel';
import { QueueMail } from '@fairlead/notifications';
import { UnitOfWork } from '@fairlead/platform';
import { eventually } from '../support/eventually';
import { checkEvents } from '../support/described-events';
import { type Account, type RunningNetwork, startNetwork } from '../support/running-network';
import { type SmtpServer, startSmtpServer, type TakenMail } from '../support/smtp-server';

let smtp: SmtpServer;
let network: RunningNetwork;

beforeAll(async () => {
  smtp = await startSmtpServer();
  network = await startNetwork({
    clock: new MovableClock(new Date('2026-03-01T12:00:00Z')), env: { SMTP_URL: smtp.url, MAIL_FROM: 'Example Network <network@example.test>', PUBLIC_API_URL: 'https://portal.example.test' },
  });
});
afterAll(async () => {
  await network?.close();
  await smtp?.stop();
});

const sentTo = (email: string): TakenMail[] => smtp.taken.filter(({ to }) => to.includes(email));
const stateOf = async (email: string) => (await network.admin.get('/mails', { query: { to: email } })).data[0] as { id: string; state: string; attempts: number; last_error: string | null };
/** Quoted-printable, as far as links need it. */
const decoded = (message: string): string => message.replaceAll('=\r\n', '').replaceAll('=3D', '=');
const send = () => network.runTask('notifications.send-mails');

async function signUpWithMail(): Promise<Account> {
  const account = await network.signUp('affiliate', { name: 'Ann\r\nBcc: victim@example.test' });
  await network.settle();
  return account;
}

describe('with a mail server', () => {
  it('a mail reaches the mailbox in both forms, and its link works', async () => {
    const { email, client } = await signUpWithMail();
    await send();
    const [mail] = await eventually(() => sentTo(email).length > 0 && sentTo(email));
    const message = decoded(mail?.message ?? '');

    expect(message).toMatch(/^From: Example Network <network@example\.test>\r$/m);
    expect(message).toMatch(/^Message-ID: <[0-9a-f-]+@portal\.example\.test>\r$/m);
    expect(message.split('\r\n\r\n')[0]).not.toMatch(/^Bcc:/m);
    expect([...message.matchAll(/^Content-Type: (text\/\w+)/gm)].map((match) => match[1])).toEqual(['text/plain', 'text/html']);
    const token = /https:\/\/portal\.example\.test\/verify-email#token=([\w-]+)/.exec(message)?.[1];
    await network.anonymous.post('/auth/verify-email', { token: token ?? '' });
    expect((await client.get('/me')).email_verified).toBe(true);
  });

  it('administrators read what was written, but no secret of it', async () => {
    const { email } = await signUpWithMail();
    await send();
    const { id } = await eventually(async () => { const mail = await stateOf(email); return mail.state === 'sent' && mail; });

    const mail = await network.admin.get(`/mails/${id}`);

    expect([mail.secret_hidden, mail.text.includes('#token=(hidden)'), mail.html.includes('#token=(hidden)')]).toEqual([true, true, true]);
    expect(await network.sql('SELECT count(*)::int AS secrets FROM mail WHERE secret_sealed IS NOT NULL AND recipient = $1', [email])).toEqual([{ secrets: 0 }]);
  });

  it('a mail that is refused for now is tried again later, and later again', async () => {
    smtp.script.recipient = '451 try later';
    const { email } = await signUpWithMail();
    await send();
    const first = await eventually(async () => { const mail = await stateOf(email); return mail.attempts === 1 && mail.last_error !== null && mail; });
    expect([first.state, first.last_error]).toEqual(['queued', expect.stringContaining('451')]);
    await send();
    expect((await stateOf(email)).attempts).toBe(1);
    smtp.script.recipient = undefined;

    await network.advance(MINUTE_MS);
    await send();

    await eventually(async () => (await stateOf(email)).state === 'sent');
    expect(sentTo(email)).toHaveLength(1);
  });

  it('a mail to a mailbox that does not exist is given up at once', async () => {
    smtp.script.recipient = '550 no such mailbox';
    const { email } = await signUpWithMail();
    await send();
    await eventually(async () => (await stateOf(email)).state === 'dead');
    smtp.script.recipient = undefined;

    await network.advance(HOUR_MS);
    await send();

    expect(sentTo(email)).toEqual([]);
  });

  it('a mail whose receipt was lost is sent again under the same id', async () => {
    smtp.script.data = 'drop';
    const { email } = await signUpWithMail();
    await send();
    await eventually(async () => (await stateOf(email)).last_error !== null);

    await network.advance(MINUTE_MS);
    await send();

    await eventually(async () => (await stateOf(email)).state === 'sent');
    const ids = sentTo(email).map(({ message }) => /^Message-ID: (.*)\r$/m.exec(message)?.[1]);
    expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
  });

  it('several senders at once send each mail once', async () => {
    const people = await Promise.all(Array.from({ length: 12 }, () => network.signUp('affiliate')));
    await network.settle();
    await Promise.all(Array.from({ length: 4 }, () => send()));

    await eventually(async () => (await Promise.all(people.map(({ email }) => stateOf(email)))).every(({ state }) => state === 'sent'));
    expect(people.map(({ email }) => sentTo(email).length)).toEqual(people.map(() => 1));
  });

  it('a file goes with every mail that it was kept for', async () => {
    const content = Buffer.from('\uFEFFoffer,clicks\nZelte & Schlafsäcke,12\n');
    const queueMail = network.api.get(QueueMail, { strict: false });
    await network.api.get(UnitOfWork).run(systemContext('test'), async (tx) => {
      const people = ['one@example.test', 'two@example.test'];
      for (const to of people) expect(await queueMail.run(tx, 'files', to, { template: 'postbacks_refused', name: 'Ann', calls: 7n, origin: 'https://portal.example.test' })).toBe(true);
      await queueMail.attach(tx, 'files', people, { name: 'performance.csv', type: 'text/csv; charset=utf-8', content });
      expect(await queueMail.run(tx, 'files', 'one@example.test', { template: 'postbacks_refused', name: 'Ann', calls: 8n, origin: 'https://portal.example.test' })).toBe(false);
    });
    await send();

    for (const to of ['one@example.test', 'two@example.test']) {
      const { message } = await eventually(() => sentTo(to)[0]);
      const [, encoded = ''] = /Content-Type: text\/csv; charset=utf-8; name=performance\.csv\r\n[\s\S]*?\r\n\r\n([A-Za-z0-9+/=\r\n]+)/.exec(message) ?? [];
      expect(Buffer.from(encoded, 'base64').toString()).toBe(content.toString());
    }
  });

  it('unproven mailboxes are asked for proof', async () => {
    const advertiser = await network.signUp('advertiser');

    expect((await advertiser.client.call('POST', '/postback-credentials')).body.code).toBe('auth.email_unverified');
  });
});

describe('business', () => {
  it('is told to the owners: an application that was decided', async () => {
    const [advertiser, affiliate] = [await network.signUp('advertiser'), await network.signUp('affiliate')];
    await network.sql('UPDATE user_account SET email_verified_at = now() WHERE email = $1', [advertiser.email]);
    const offer = await advertiser.client.post('/offers', {
      name: 'Boots & <i>more</i>', landing_url: 'https://shop.example/', currency: 'USD', commission: { type: 'percent', rate_bps: 1000 }, approval: 'auto', visibility: 'approval', hold_days: 0,
    });
    await advertiser.client.post(`/offers/${offer.id}/publish`);
    const application = await affiliate.client.post(`/offers/${offer.id}/applications`);
    await advertiser.client.post(`/applications/${application.id}/reject`, { reason: 'No coupon sites' });
    await network.settle();
    await send();

    const mail = await eventually(() => sentTo(affiliate.email).find(({ message }) => message.includes('Your application to Boots')));
    expect(decoded(mail.message)).toContain('The reason given: No coupon sites');
    expect(decoded(mail.message)).toContain('Boots &amp; &lt;i&gt;more&lt;/i&gt;');
    expect(await checkEvents(network)).toEqual(['enrolment.decided.v1', 'enrolment.requested.v1', 'user.email_verification_requested.v1']);
  });
});

describe('old mail', () => {
  it('is removed after 90 days, but for what still waits to be sent', async () => {
    smtp.script.recipient = '451 try later';
    const { email } = await signUpWithMail();
    await send();
    await eventually(async () => (await stateOf(email)).last_error !== null);
    await network.sql(`UPDATE mail SET available_at = 'infinity' WHERE recipient = $1`, [email]);
    smtp.script.recipient = undefined;
    await network.advance(90 * DAY_MS + 1);

    await network.runTask('notifications.remove-old-mails');

    expect(await network.sql('SELECT recipient, state FROM mail')).toEqual([{ recipient: email, state: 'queued' }]);
  });
});
