/** What notices say, by kind. */
export const notices = {
  title: 'Notices',
  about: 'What happened that somebody here may want to act on. Kept for 90 days.',
  what: 'What happened', when: 'When', fresh: 'New',
  none: 'Nothing yet', noneAbout: { affiliate: 'You are told here when an application is decided, when a payout is on its way, and when your payout account was changed.', advertiser: 'You are told here when an affiliate applies, when reports of your shop are refused, and when a tracking domain lapses.', staff: 'You are told here when a batch waits for approval and when a payout fails.' },
  applicationReceived: (affiliate: string, offer: string) => `${affiliate} asks to promote ${offer}`,
  applicationApproved: (offer: string) => `You may promote ${offer}`,
  applicationRejected: (offer: string) => `Your application to ${offer} was not approved`,
  payoutSent: (amount: string) => `${amount} are on the way to you`,
  payoutFailed: (amount: string) => `A payout of ${amount} could not be sent`,
  batchSubmitted: (amount: string, payouts: number) => `A batch of ${amount} in ${payouts} ${payouts === 1 ? 'payout' : 'payouts'} waits for approval`,
  postbacksRefused: (calls: number) => `${calls} reports of purchases were refused within an hour`,
  payoutAccountChanged: 'Your payout account was changed',
  payoutAccountChangedAbout: (until: string) => `For your safety payouts to it start on ${until}. If this was not you, choose a new password at once and tell the network.`,
  domainLapsed: (host: string) => `${host} serves no links any more`,
  domainLapsedAbout: 'Its DNS record no longer proves that it is yours.',
  postbacksRefusedAbout: 'They did not prove that they come from you. The log says what to mend.',
};
