/** The books beside what Stripe says. */
export const reconciliation = {
  title: 'Reconciliation', about: 'The books beside what Stripe says, compared now. Nothing is changed by looking.', again: 'Compare again',
  balances: 'Balances', balancesAbout: 'Money at Stripe that the books do not have, or the other way round, is entered by a funding or an adjustment.', currency: 'Currency', books: 'Books', available: 'Available', pending: 'Pending', difference: 'Difference', agrees: 'Agrees', none: 'No money yet', noneAbout: 'The first funding opens an account.',
  transfers: 'Transfers', transfersAbout: (count: number, days: number) => `${count} ${count === 1 ? 'transfer' : 'transfers'} of the last ${days} days, matched with payouts one to one.`, allMatch: 'Every transfer belongs to a payout', allMatchAbout: 'And every payout has its transfer.', period: 'Days to compare', days: (count: number) => `Last ${count} days`,
  what: 'What differs', transfer: 'Transfer', payout: 'Payout', byStripe: 'Transferred', takenBack: 'Taken back', byBooks: 'By the books',
  kinds: {
    unknown_transfer: ['Belongs to no payout', 'Somebody made it at Stripe, or in another system with the same account. Enter it as an adjustment, or have it taken back.'],
    second_transfer: ['A second one', 'The payout has another transfer, or was given up. Have this one taken back at Stripe.'],
    other_money: ['Another sum or account', 'Stripe paid something else than the payout says. Ask Stripe before anything else.'],
    taken_back: ['Taken back in part, or not in full', 'What came back is not what the books have. Enter the rest as an adjustment.'],
    missing_transfer: ['Not found at Stripe', 'The payout says that it was sent, and Stripe has no such transfer. Ask Stripe.'],
  },
} as const;
