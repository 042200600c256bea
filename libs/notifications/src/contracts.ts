/**
 * Where a mail is: `queued` to be sent, `sent` to the mail server, `dead` after the last attempt, or `kept` in the local outbox
 * because no mail server is configured.
 */
export const MAIL_STATES = ['queued', 'sent', 'dead', 'kept'] as const;
export type MailState = (typeof MAIL_STATES)[number];
