/** The hue of a status; the text always says it as well. */
export type Tone = 'good' | 'waiting' | 'bad' | 'quiet' | 'busy';

interface Word {
  readonly label: string;
  readonly tone: Tone;
  /** What it means for the reader, shown beside the label on request. */
  readonly means: string;
}

const word = (label: string, tone: Tone, means: string): Word => ({ label, tone, means });

/** Every status that a screen can show, by the thing that has it. */
export const STATUS_WORDS = {
  offer: {
    draft: word('Draft', 'quiet', 'Only the advertiser sees it. Publish it to open it for affiliates.'),
    active: word('Active', 'good', 'Clicks and purchases count.'),
    paused: word('Paused', 'waiting', 'Visitors still reach the shop, but new clicks do not count.'),
    archived: word('Archived', 'quiet', 'Closed for good. What was earned stays earned.'),
  },
  enrolment: {
    pending: word('Waiting for approval', 'waiting', 'The advertiser has not decided on this application yet.'),
    approved: word('Joined', 'good', 'Links and promo codes of this offer count.'),
    rejected: word('Rejected', 'bad', 'The advertiser declined this application.'),
  },
  link: {
    active: word('Active', 'good', 'The link leads to the shop and its clicks count.'),
    disabled: word('Disabled', 'quiet', 'Visitors see a neutral page.'),
  },
  click: {
    counted: word('Counted', 'good', 'A purchase after this click can be attributed to it.'),
    filtered: word('Filtered', 'waiting', 'Recorded, but it does not count. The reason is beside it.'),
  },
  conversion: {
    pending: word('Pending', 'waiting', 'The advertiser reviews it.'),
    held: word('Held', 'waiting', 'A check stopped it; a person decides.'),
    approved: word('Approved', 'good', 'A commission was calculated for it.'),
    rejected: word('Rejected', 'bad', 'It earns nothing. The reason is beside it.'),
    reversed: word('Reversed', 'bad', 'Taken back after it was approved, for instance after a refund.'),
  },
  commission: {
    pending: word('Pending', 'waiting', 'The conversion is not approved yet.'),
    approved: word('In hold', 'waiting', 'Earned. It becomes payable on its release date, when the time for returns is over.'),
    payable: word('Payable', 'good', 'It goes into the next payout.'),
    in_payout: word('In payout', 'busy', 'Part of a payout that is on its way.'),
    paid: word('Paid', 'good', 'Transferred.'),
    void: word('Void', 'quiet', 'The conversion was rejected; nothing is owed.'),
    reversed: word('Reversed', 'bad', 'The purchase was taken back.'),
  },
  batch: {
    draft: word('Draft', 'quiet', 'Its preparer can still drop it.'),
    submitted: word('Awaiting approval', 'waiting', 'Another person has to approve it.'),
    approved: word('Approved', 'good', 'Ready for release.'),
    releasing: word('Sending', 'busy', 'Transfers are on their way.'),
    settled: word('Settled', 'good', 'Every payout was transferred.'),
    partly_failed: word('Partly failed', 'bad', 'Some payouts were not transferred. They can be sent again.'),
    rejected: word('Rejected', 'bad', 'Its approver sent it back.'),
    cancelled: word('Cancelled', 'quiet', 'Nothing was sent; every amount is payable again.'),
  },
  payout: {
    planned: word('Planned', 'quiet', 'In a batch that is not approved yet.'),
    approved: word('Approved', 'good', 'Leaves with the release of its batch.'),
    sending: word('Sending', 'busy', 'Handed to Stripe.'),
    transferred: word('Transferred', 'good', 'Stripe confirmed the transfer.'),
    failed: word('Failed', 'bad', 'Stripe refused it. Nothing has left.'),
    unknown: word('Unknown', 'waiting', 'Stripe did not answer. The same request is repeated until its outcome is certain; it is never sent twice.'),
    returned: word('Returned', 'bad', 'The money came back and is payable again.'),
    cancelled: word('Cancelled', 'quiet', 'Not sent; its commissions are payable again.'),
  },
  destination: {
    onboarding: word('Set-up not finished', 'waiting', 'Stripe still needs details.'),
    active: word('Ready', 'good', 'Payouts can be sent to it.'),
    restricted: word('Restricted', 'bad', 'Stripe has stopped payouts to this account until it has the details below.'),
    closed: word('Closed', 'bad', 'The account no longer takes payouts.'),
  },
  domain: {
    pending: word('Not proven yet', 'waiting', 'Publish the TXT record, then let the network look for it.'),
    verified: word('Verified', 'good', 'Links with this host work.'),
    lapsed: word('Lapsed', 'bad', 'The record is gone. Its links work with the network’s own host.'),
  },
  adjustment: {
    requested: word('Waiting for approval', 'waiting', 'Nothing has moved. Another person of finance has to approve it.'),
    approved: word('Approved', 'good', 'Posted in the ledger.'),
    rejected: word('Rejected', 'bad', 'Nothing was posted.'),
  },
  account: {
    active: word('Active', 'good', 'Works as usual.'),
    suspended: word('Suspended', 'bad', 'Stopped by the network.'),
  },
  user: {
    active: word('Active', 'good', 'Can sign in.'),
    disabled: word('Disabled', 'bad', 'Shut out by an administrator, with every session and API key.'),
  },
  mail: {
    queued: word('Queued', 'busy', 'Waits for the mail server, or for its next attempt.'),
    sent: word('Sent', 'good', 'The mail server took it.'),
    dead: word('Given up', 'bad', 'The mail server refused it, for good or too often.'),
    kept: word('Kept here', 'quiet', 'No mail server is configured; this outbox is all there is.'),
  },
  comparison: {
    agrees: word('Agrees', 'good', 'Stripe has what the books say.'),
    differs: word('Differs', 'bad', 'Stripe has more or less than the books say.'),
  },
  task: {
    fine: word('Fine', 'good', 'It runs, and its last run went well.'),
    late: word('Late', 'bad', 'Its time has passed and no worker has run it.'),
    failed: word('Failed', 'waiting', 'Its last run ended with an error; it runs again at its next time.'),
  },
  inbound: {
    accepted: word('Accepted', 'good', 'It became a conversion.'),
    duplicate: word('Duplicate', 'quiet', 'The same purchase was reported before; nothing changed.'),
    refused: word('Refused', 'bad', 'It could not be accepted. The code says why.'),
    test: word('Test', 'busy', 'A tracking test: it was understood, and became no conversion.'),
  },
} as const satisfies Record<string, Record<string, Word>>;

export type StatusKind = keyof typeof STATUS_WORDS;

/** The words of a status; of one that this version does not know, its own name. */
export function statusWord(kind: StatusKind, status: string): Word {
  const words: Readonly<Record<string, Word>> = STATUS_WORDS[kind];
  return words[status] ?? word(status.replaceAll('_', ' '), 'quiet', '');
}
