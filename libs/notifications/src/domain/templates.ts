import { formatDecimal, type Money } from '@fairlead/kernel';
import type { SecurityChange, TeamRole } from '@fairlead/identity/contracts';
import { type MailContent, SECRET_PLACE } from './mail-text';

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
  | { readonly template: 'postbacks_refused'; readonly name: string; readonly calls: bigint; readonly origin: string };
export type MailTemplate = MailFactsOf['template'];

const ROLE_WORDS: Record<TeamRole, string> = { admin: 'an administrator', finance: 'a member of finance', owner: 'an owner', member: 'a member' };
const CHANGE_WORDS: Record<SecurityChange, string> = {
  password_changed: 'Your password was changed, and other sessions were ended.',
  second_factor_on: 'A second factor was turned on for your account.',
  second_factor_off: 'The second factor of your account was turned off.',
  recovery_codes_made: 'New recovery codes were made for your account; the earlier ones are void.',
  recovery_code_used: 'A recovery code of your account was used. It is void now.',
};

/**
 * The words of a mail. A secret of a link goes behind `#`, which browsers send to nobody. Whoever signed up chose the name, and perhaps
 * somebody else's address: that mail calls nobody by name.
 */
export function composeMail(facts: MailFactsOf): MailContent {
  switch (facts.template) {
    case 'verify_email':
      return {
        subject: 'Confirm your e-mail address', greeting: 'Hello,', paragraphs: ['please confirm that this is your address. The link is good for three days.'],
        action: { label: 'Confirm the address', url: `${facts.origin}/verify-email#token=${SECRET_PLACE}` },
        closing: 'If you have not signed up, do nothing.',
      };
    case 'reset_password':
      return {
        subject: 'Choose a new password', greeting: `Hello ${facts.name},`, paragraphs: ['somebody, hopefully you, wants a new password for this account. The link works once, for 30 minutes.'],
        action: { label: 'Choose a new password', url: `${facts.origin}/reset-password#token=${SECRET_PLACE}` },
        closing: 'If it was not you, do nothing: the password stays as it is.',
      };
    case 'invitation':
      return {
        subject: `${facts.inviter} invites you to ${facts.organization}`, greeting: 'Hello,',
        paragraphs: [`${facts.inviter} invites you to join ${facts.organization} as ${ROLE_WORDS[facts.teamRole]}. The link is good until ${utc(facts.expiresAt)}.`],
        action: { label: 'See the invitation', url: `${facts.origin}/invitation#token=${SECRET_PLACE}` },
        closing: 'If you do not know them, do nothing.',
      };
    case 'security_changed':
      return {
        subject: 'Your account was changed', greeting: `Hello ${facts.name},`, paragraphs: [`${CHANGE_WORDS[facts.change]} This was at ${utc(facts.at)}.`],
        action: { label: 'Look at your sessions', url: `${facts.origin}/settings/security` },
        closing: 'If it was not you, choose a new password at once and tell the network.',
      };
    case 'new_device':
      return {
        subject: 'A sign-in with a new device', greeting: `Hello ${facts.name},`,
        paragraphs: [`somebody signed in to your account at ${utc(facts.at)} with a browser that you have not used here before:`, facts.userAgent || 'It did not say what it is.'],
        action: { label: 'Look at your sessions', url: `${facts.origin}/settings/security` },
        closing: 'If it was you, do nothing. If not, end that session and choose a new password.',
      };
    case 'application_decided':
      return applicationDecided(facts);
    case 'payout_sent':
      return {
        subject: `${amountOf(facts.amount)} are on the way to you`, greeting: `Hello ${facts.name},`,
        paragraphs: [`payout ${facts.payout} of ${amountOf(facts.amount)} was sent to your Stripe account. The statement lists every conversion that it pays for.`],
        action: { label: 'Open the statement', url: `${facts.origin}/payouts/${facts.payout}` },
      };
    case 'payout_failed':
      return payoutFailed(facts);
    case 'payout_account_changed':
      return payoutAccountChanged(facts);
    case 'postbacks_refused':
      return {
        subject: 'Your reports of purchases are refused', greeting: `Hello ${facts.name},`,
        paragraphs: [
          `within the last hour ${facts.calls} calls in your name were refused, because they did not prove that they come from you. Their purchases are not recorded.`,
          'If they are yours, the token or the secret of your server is wrong, or was revoked. If not, somebody is guessing; nothing was taken from them.',
        ],
        action: { label: 'Look at the calls', url: `${facts.origin}/tracking` },
        closing: 'You get this at most once a day.',
      };
  }
}

function applicationDecided(facts: Extract<MailFactsOf, { template: 'application_decided' }>): MailContent {
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

function payoutFailed(facts: Extract<MailFactsOf, { template: 'payout_failed' }>): MailContent {
  return {
    subject: `A payout of ${amountOf(facts.amount)} could not be sent`, greeting: `Hello ${facts.name},`,
    paragraphs: [`payout ${facts.payout} of ${amountOf(facts.amount)} could not be sent${facts.message ? `: ${facts.message}` : '.'}`, 'The money is yours still and goes into the next payout. Please look at your payout account.'],
    action: { label: 'Look at the payout', url: `${facts.origin}/payouts/${facts.payout}` },
  };
}

function payoutAccountChanged(facts: Extract<MailFactsOf, { template: 'payout_account_changed' }>): MailContent {
  return {
    subject: 'Your payout account was changed', greeting: `Hello ${facts.name},`,
    paragraphs: [`your payout account was changed at ${utc(facts.at)}. For your safety payouts to it start on ${utc(facts.until)}. Until then your earnings wait.`],
    action: { label: 'Look at your payout account', url: `${facts.origin}/payout-account` },
    closing: 'If this was not you or somebody of your team, choose a new password at once and tell the network before that date.',
  };
}

function amountOf(amount: Money): string {
  return `${formatDecimal(amount)} ${amount.currency}`;
}

/** `2026-03-01 12:00 UTC` */
function utc(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
