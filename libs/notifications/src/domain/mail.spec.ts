import { money } from '@fairlead/kernel';
import { escapeHtml, oneLine, SECRET_PLACE, withSecret, writeMail } from './mail-text';
import { composeMail, type MailFactsOf } from './templates';

const origin = 'https://network.example';
const at = new Date('2026-03-01T12:00:00Z');
const EVIL = `<img src=x onerror=alert(1)>"'&\r\nBcc: victim@example.test`;

const ALL: MailFactsOf[] = [
  { template: 'verify_email', name: EVIL, origin }, { template: 'reset_password', name: EVIL, origin },
  { template: 'invitation', inviter: EVIL, organization: EVIL, teamRole: 'member', expiresAt: at, origin },
  { template: 'security_changed', name: EVIL, change: 'second_factor_off', at, origin }, { template: 'new_device', name: EVIL, userAgent: EVIL, at, origin },
  { template: 'application_decided', name: EVIL, offer: EVIL, approved: true, reason: null, origin },
  { template: 'application_decided', name: EVIL, offer: EVIL, approved: false, reason: EVIL, origin },
  { template: 'payout_sent', name: EVIL, amount: money(123_456n, 'EUR'), payout: 'pay_1', origin },
  { template: 'payout_failed', name: EVIL, amount: money(500n, 'JPY'), payout: 'pay_1', message: EVIL, origin },
  { template: 'payout_account_changed', name: EVIL, at, until: at, origin },
  { template: 'postbacks_refused', name: EVIL, calls: 12n, origin },
  {
    template: 'scheduled_report', name: EVIL, asked: false, origin, report: EVIL, organization: EVIL, days: '1–7 March 2026', asOf: '8 Mar 2026, 08:00 (UTC)', rest: EVIL, path: '/open/srp_1',
    totals: { columns: [{ title: EVIL, isNumber: false }], rows: [[EVIL]] }, rows: { columns: [{ title: 'Offer', isNumber: false }, { title: 'Clicks', isNumber: true }], rows: [[EVIL, '1'], ['{{fairlead-secret}}', '12']] },
  },
  { template: 'scheduled_report', name: EVIL, asked: true, origin, report: 'R', organization: 'O', days: '1 March 2026', asOf: '', rest: null, path: '/open/srp_1', totals: { columns: [], rows: [] }, rows: null },
  { template: 'report_schedule_paused', name: EVIL, report: EVIL, reason: EVIL, path: '/open/srp_1', origin },
];

describe.each(ALL.map((facts) => [facts.template, facts] as const))('the mail %s', (_template, facts) => {
  const written = writeMail(composeMail(facts), EVIL);

  it('shows what people typed as text, in the body and in the subject', () => {
    expect(written.html).not.toMatch(/<img|"'&[^a-z#]/);
    expect(written.subject).not.toMatch(/[\r\n]/);
  });

  it('says the same in both forms', () => {
    const { action, paragraphs } = composeMail(facts);
    for (const text of [...paragraphs.map((paragraph) => oneLine(paragraph)), action?.url ?? '']) {
      expect(written.text).toContain(text);
      expect(written.html).toContain(escapeHtml(text));
    }
  });

  it('leads to the portal and nowhere else', () => {
    const targets = [...written.html.matchAll(/(?:href|src)="([^"]*)"/g)].map((match) => match[1] ?? '');
    expect(targets.length).toBeGreaterThan(0);
    expect(targets.filter((target) => !target.startsWith(`${origin}/`))).toEqual([]);
  });
});

describe('a table in a mail', () => {
  const table = { columns: [{ title: 'Offer', isNumber: false }, { title: 'Clicks', isNumber: true }], rows: [['Tents & more', '1,234'], ['Shoes', '7']] };
  const { text, html } = writeMail({ subject: 'S', greeting: 'G', paragraphs: [], tables: [table] }, 'Network');

  it('stands in columns, numbers to the right', () => {
    expect(text).toContain('Offer         Clicks\nTents & more   1,234\nShoes              7\n');
    expect(html).toMatch(/<th scope="col" style="[^"]*text-align:left">Offer<\/th><th scope="col" style="[^"]*text-align:right;white-space:nowrap">Clicks<\/th>/);
    expect(html).toContain('Tents &amp; more</td>');
  });

  it('keeps a long cell to its line', () => {
    const long = writeMail({ subject: 'S', greeting: 'G', paragraphs: [], tables: [{ ...table, rows: [['x\n'.repeat(500), '1']] }] }, 'Network');
    expect(long.text.split('\n').filter((line) => line.includes('x x x')).map((line) => line.length <= 80)).toEqual([true]);
  });
});

describe('secrets of links', () => {
  it('go in at the end, behind the hash, in both forms', () => {
    const { text, html } = writeMail(composeMail({ template: 'reset_password', name: 'Ann', origin }), 'Network');

    expect([withSecret(text, 'flm_secret'), withSecret(html, 'flm_secret')].map((body) => [body.includes(`${origin}/reset-password#token=flm_secret`), body.includes(SECRET_PLACE)])).toEqual([
      [true, false], [true, false],
    ]);
  });
});

describe('a name that spells the place of the secret', () => {
  it.each([SECRET_PLACE, '{{fairlead{{fairlead-secret}}-secret}}', `https://evil.example/${SECRET_PLACE}`, '{{{fairlead-secret}}}'])('%s does not get it', (name) => {
    for (const facts of ALL.map((one) => ({ ...one, ...('name' in one ? { name } : {}), ...('inviter' in one ? { inviter: name, organization: name } : {}) }))) {
      const { text, html, subject } = writeMail(composeMail(facts), 'Network');
      const expected = composeMail(facts).action?.url.includes(SECRET_PLACE) ? 1 : 0;
      expect([subject.split(SECRET_PLACE).length - 1, text.split(SECRET_PLACE).length - 1]).toEqual([0, expected]);
      expect(html.split(SECRET_PLACE).length - 1).toBe(expected * 2);
    }
  });
});

describe('words', () => {
  it('have money with the digits of its currency', () => {
    expect(composeMail({ template: 'payout_sent', name: 'A', amount: money(500n, 'JPY'), payout: 'pay_1', origin }).subject).toBe('500 JPY are on the way to you');
  });

  it('lose line breaks in headers', () => {
    expect(oneLine('a\r\nb\u2028c')).toBe('a b c');
  });
});
