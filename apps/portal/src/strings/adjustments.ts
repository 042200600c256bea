const SIDES = { advertiser: 'An advertiser’s funds', affiliate: 'What an affiliate is owed' };

export const adjustments = {
  title: 'Adjustments', about: 'Corrections of balances. One person asks, another approves, and only then anything moves.', none: 'No adjustments yet',
  noneAbout: 'Put a wrong entry right, credit goodwill, or write off what is not coming back.', request: 'Request an adjustment', noMatchAbout: 'Choose another status.',
  whose: 'Account', side: 'Whose balance', sides: SIDES, sideChoice: { advertiser: 'Advertiser', affiliate: 'Affiliate' }, advertiser: 'Advertiser', affiliate: 'Affiliate', direction: 'What it does', directions: { credit: 'Credit: adds to it', debit: 'Debit: takes from it' },
  amount: 'Amount', currency: 'Currency', reason: 'Reason', reasonAbout: 'The owner of the account reads it', against: 'Against',
  counters: { network_margin: 'Network margin', stripe_balance: 'Stripe balance', adjustment: 'Adjustment account' },
  countersAbout: { network_margin: 'The network pays for it, or earns it.', stripe_balance: 'Money came in or went out at Stripe that the books do not have yet.', adjustment: 'Stays open there until somebody clears it up.' },
  needOwner: 'Choose whose account it is', needAmount: 'Enter an amount above zero', needReason: 'Say why', balanceNow: 'Balance now', balanceAfter: 'After approval', negativeAfter: 'The balance would be negative.',
  requested: 'Requested. Another person of finance has to approve it.', requestedBy: 'Requested by', decidedBy: 'Decided by',  approved: 'Approved and posted', rejected: 'Rejected', entry: 'Ledger entry', openEntry: 'Open the entry', history: 'History',
  detail: (amount: string) => `Adjustment of ${amount}`, approve: 'Approve', approveTitle: 'Approve and post this adjustment?', approveAbout: 'It changes the balance at once. Only another adjustment can undo it.',
  reject: 'Reject', rejectTitle: 'Reject this adjustment?', rejectReason: 'Reason', rejectReasonAbout: 'Finance reads it; the owner of the account does not.', takeBack: 'Take back', takeBackTitle: 'Take this request back?',
  waitForOther: 'Waiting for another person with the finance role', waitForNames: (names: string) => `You asked for this adjustment, so it needs another pair of eyes: ${names} can approve it.`, waitForOtherAbout: 'You asked for this adjustment, so somebody else has to approve it.', adminWaits: 'A person with the finance role has to decide.',
  waiting: 'Adjustments to decide', waitingAbout: 'Asked for by one person, decided by another.', decide: 'Look at it', own: 'Adjustments by the network', ownAbout: 'Corrections of your balance, with their reason.', when: 'When',
};
