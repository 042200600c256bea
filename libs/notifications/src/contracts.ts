/** What a notice tells; the facts that come with each are in `domain/notice-facts.ts`. */
export const NOTICE_KINDS = ['application_received', 'application_decided', 'payout_sent', 'payout_failed', 'batch_submitted', 'postbacks_refused', 'domain_lapsed', 'payout_account_changed'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/**
 * Where a mail is: `queued` to be sent, `sent` to the mail server, `dead` after the last attempt, or `kept` in the local outbox
 * because no mail server is configured.
 */
export const MAIL_STATES = ['queued', 'sent', 'dead', 'kept'] as const;
export type MailState = (typeof MAIL_STATES)[number];
