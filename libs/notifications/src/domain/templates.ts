import { formatDecimal, type Money } from '@fairlead/kernel';
import type { SecurityChange, TeamRole } from '@fairlead/identity/contracts';
import { type MailContent, type MailTable, SECRET_PLACE } from './mail-text';

/** What each kind of mail needs to know. `origin` is the portal's. */
export type MailFactsOf =
  | { readonly template: 'verify_email'; readonly name: string; readonly origin: string }
  | { readonly template: 'reset_password'; readonly name: string; readonly origin: string }
  | { readonly template: 'invitation'; readonly inviter: string; readonly organization: string; readonly teamRole: TeamRole; readonly expiresAt: Date; readonly origin: string }
  | { readonly template: 'security_changed'; readonly name: string; readonly change: SecurityChange; readonly at: Date; readonly origin: string }
  | { readonly template: 'new_device'; readonly name: string; readonly userAgent: string; readonly at: Date; readonly origin: string }
  | { readonly template: 'application_decided'; readonly name: string; readonly offer: string; readonly approved: boolean; readonly reason: string | null; readonly origin: string }
  | { readonly template: 'payout_sent'; readonly name: string; readonly amount: Money; readonly payout: string; readonly origin: string }
  | { readonly template: 'payout_failed'; readonly name: string; readonly amount: Money; readonly payout: string; readonly message: string | null; readonly origin: string }
  | { readonly template: 'payout_account_changed'; readonly name: string; readonly at: Date; readonly until: Date; readonly origin: string }
  | ({ readonly template: 'scheduled_report'; readonly name: string; /** Whether it comes out of turn. */ readonly asked: boolean; readonly origin: string } & ReportForMail)
  | { readonly template: 'report_schedule_paused'; readonly name: string; readonly report: string; readonly reason: string; readonly path: string; readonly origin: string }
  | { readonly template: 'postbacks_refused'; readonly name: string; readonly calls: bigint; readonly origin: string };
/** A report as a mail tells it: texts that people read, of the days and the zone that it is of. */
export interface ReportForMail {
  readonly report: string;
  /** Whose figures they are. */
  readonly organization: string;
  /** `23 – 29 November 2026` */
  readonly days: string;
  /** Every change up to then is in it; in the zone of the report. */
  readonly asOf: string;
  readonly totals: MailTable;
  /** The first rows; null when there are none. */
  readonly rows: MailTable | null;
  /** What is said of the other rows. */
  readonly rest: string | null;
  /** Where it opens in the portal. */
  readonly path: string;
}

export type MailTemplate = MailFactsOf['template'];

const ROLE_WORDS: Record<TeamRole, string> = { admin: 'an administrator', finance: 'a member of finance', owner: 'an owner', member: 'a member' };
const CHANGE_WORDS: Record<SecurityChange, string> = {
  password_changed: 'Your password was changed, and other sessions were ended.',
  second_factor_on: 'A second factor was turned on for your account.',
  second_factor_off: 'The second factor of your account was turned off.',
  recovery_codes_made: 'New recovery codes were made for your account; the earlier ones are void.',
  recovery_code_used: 'A recovery code of your account was used. It is void now.',
};

type FactsOf<Template extends MailTemplate> = Extract<MailFactsOf, { template: Template }>;

/**
 * A secret of a link goes behind `#`, which browsers send to nobody. Whoever signed up chose the name, and perhaps somebody else's address: that mail calls
 * nobody by name.
 */
const CONTENTS: { readonly [Template in MailTemplate]: (facts: FactsOf<Template>) => MailContent } = {
  verify_email: (facts) => ({
    subject: 'Confirm your e-mail address', greeting: 'Hello,', paragraphs: ['please confirm that this is your address. The link is good for three days.'],
    action: { label: 'Confirm the address', url: `${facts.origin}/verify-email#token=${SECRET_PLACE}` },
    closing: 'If you have not signed up, do nothing.',
  }),
  reset_password: (facts) => ({
    subject: 'Choose a new password', greeting: `Hello ${facts.name},`, paragraphs: ['somebody, hopefully you, wants a new password for this account. The link works once, for 30 minutes.'],
    action: { label: 'Choose a new password', url: `${facts.origin}/reset-password#token=${SECRET_PLACE}` },
    closing: 'If it was not you, do nothing: the password stays as it is.',
  }),
  invitation: (facts) => ({
    subject: `${facts.inviter} invites you to ${facts.organization}`, greeting: 'Hello,',
    paragraphs: [`${facts.inviter} invites you to join ${facts.organization} as ${ROLE_WORDS[facts.teamRole]}. The link is good until ${utc(facts.expiresAt)}.`],
    action: { label: 'See the invitation', url: `${facts.origin}/invitation#token=${SECRET_PLACE}` },
    closing: 'If you do not know them, do nothing.',
  }),
  security_changed: (facts) => ({
    subject: 'Your account was changed', greeting: `Hello ${facts.name},`, paragraphs: [`${CHANGE_WORDS[facts.change]} This was at ${utc(facts.at)}.`],
    action: { label: 'Look at your sessions', url: `${facts.origin}/settings/security` },
    closing: 'If it was not you, choose a new password at once and tell the network.',
  }),
  new_device: (facts) => ({
    subject: 'A sign-in with a new device', greeting: `Hello ${facts.name},`,
    paragraphs: [`somebody signed in to your account at ${utc(facts.at)} with a browser that you have not used here before:`, facts.userAgent || 'It did not say what it is.'],
    action: { label: 'Look at your sessions', url: `${facts.origin}/settings/security` },
    closing: 'If it was you, do nothing. If not, end that session and choose a new password.',
  }),
  application_decided: applicationDecided,
  payout_sent: (facts) => ({
    subject: `${amountOf(facts.amount)} are on the way to you`, greeting: `Hello ${facts.name},`,
    paragraphs: [`payout ${facts.payout} of ${amountOf(facts.amount)} was sent to your Stripe account. The statement lists every conversion that it pays for.`],
    action: { label: 'Open the statement', url: `${facts.origin}/payouts/${facts.payout}` },
  }),
  payout_failed: payoutFailed,
  payout_account_changed: payoutAccountChanged,
  scheduled_report: scheduledReport,
  report_schedule_paused: (facts) => ({
    subject: `“${facts.report}” is not sent any more`, greeting: `Hello ${facts.name},`,
    paragraphs: [`the report “${facts.report}” was to be sent by e-mail, and could not be: ${facts.reason}`, 'Nothing is sent until you have looked at it and turned the schedule on again.'],
    action: { label: 'Open the report', url: `${facts.origin}${facts.path}` },
  }),
  postbacks_refused: (facts) => ({
    subject: 'Your reports of purchases are refused', greeting: `Hello ${facts.name},`,
    paragraphs: [
      `within the last hour ${facts.calls} calls in your name were refused, because they did not prove that they come from you. Their purchases are not recorded.`,
      'If they are yours, the token or the secret of your server is wrong, or was revoked. If not, somebody is guessing; nothing was taken from them.',
    ],
    action: { label: 'Look at the calls', url: `${facts.origin}/tracking` },
    closing: 'You get this at most once a day.',
  }),
};

/** The words of a mail. */
export function composeMail<Template extends MailTemplate>(facts: FactsOf<Template>): MailContent {
  const compose = CONTENTS[facts.template] as (facts: FactsOf<Template>) => MailContent; // TypeScript does not follow the index
  return compose(facts);
}

function applicationDecided(facts: FactsOf<'application_decided'>): MailContent {
  if (facts.approved) {
    return {
      subject: `You may promote ${facts.offer}`, greeting: `Hello ${facts.name},`, paragraphs: [`your application to promote ${facts.offer} was approved. You can take a link now.`],
      action: { label: 'Take a link', url: `${facts.origin}/offers` },
    };
  }
  return {
    subject: `Your application to ${facts.offer}`, greeting: `Hello ${facts.name},`,
    paragraphs: [`your application to promote ${facts.offer} was not approved.`, ...(facts.reason ? [`The reason given: ${facts.reason}`] : [])],
    action: { label: 'Look for other offers', url: `${facts.origin}/offers` },
  };
}

function payoutFailed(facts: FactsOf<'payout_failed'>): MailContent {
  return {
    subject: `A payout of ${amountOf(facts.amount)} could not be sent`, greeting: `Hello ${facts.name},`,
    paragraphs: [`payout ${facts.payout} of ${amountOf(facts.amount)} could not be sent${facts.message ? `: ${facts.message}` : '.'}`, 'The money is yours still and goes into the next payout. Please look at your payout account.'],
    action: { label: 'Look at the payout', url: `${facts.origin}/payouts/${facts.payout}` },
  };
}

function payoutAccountChanged(facts: FactsOf<'payout_account_changed'>): MailContent {
  return {
    subject: 'Your payout account was changed', greeting: `Hello ${facts.name},`,
    paragraphs: [`your payout account was changed at ${utc(facts.at)}. For your safety payouts to it start on ${utc(facts.until)}. Until then your earnings wait.`],
    action: { label: 'Look at your payout account', url: `${facts.origin}/payout-account` },
    closing: 'If this was not you or somebody of your team, choose a new password at once and tell the network before that date.',
  };
}

function scheduledReport(facts: FactsOf<'scheduled_report'>): MailContent {
  return {
    subject: `${facts.report}: ${facts.days}`, greeting: `Hello ${facts.name},`,
    paragraphs: [`here is “${facts.report}” of ${facts.organization}, ${facts.days}.${facts.rows === null ? ' There was nothing in this period.' : ''}`, ...(facts.rest === null ? [] : [facts.rest])],
    tables: facts.rows === null ? [facts.totals] : [facts.totals, facts.rows],
    action: { label: 'Open the report', url: `${facts.origin}${facts.path}` },
    closing: `With every change up to ${facts.asOf}; later changes of these days show in the portal. ${facts.asked ? 'You have asked for this mail.' : 'You are on the list of this report: beside it in the portal you can take yourself off.'}`,
  };
}

function amountOf(amount: Money): string {
  return `${formatDecimal(amount)} ${amount.currency}`;
}

/** `2026-03-01 12:00 UTC` */
function utc(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
