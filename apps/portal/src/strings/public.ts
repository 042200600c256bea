export const publicPages = {
  side: {
    headline: 'Every cent explains itself.',
    points: [
      ['From the transfer down to the click', 'Open any payout and see the conversions, the rule and the arithmetic behind it.'],
      ['Nothing is silently withheld', 'Each filtered click and each rejected order says why.'],
      ['Paid on a date, not on a promise', 'Earnings show when they are released, and what they wait for.'],
    ] as const,
  },
  signIn: {
    title: 'Sign in', email: 'E-mail', password: 'Password', submit: 'Sign in', expired: 'Your session has ended. Sign in to carry on where you were.',
    noAccount: 'No account yet?', signUp: 'Sign up', bad: 'E-mail and password do not match.', tooMany: 'Too many attempts. Wait a while and try again.',
    codeTitle: 'Enter your code', codeAbout: 'Six digits from your authenticator app, or one of your recovery codes.', code: 'Code', codeSubmit: 'Continue', codeWrong: 'That code is not right, or was used before. Wait for the next one.',
    codeOver: 'That took too long. Sign in again.', startAgain: 'Sign in as somebody else', suspended: 'Your organization is suspended. Ask the network why.',
  },
  signUp: {
    title: 'Create your account', role: 'I want to', affiliate: 'Promote offers', affiliateAbout: 'Publisher, influencer or creator', advertiser: 'Advertise', advertiserAbout: 'Pay for results only',
    name: 'Name', nameAffiliate: 'Your name or the name of your site', nameAdvertiser: 'Name of your company', email: 'E-mail', password: 'Password',
    passwordAbout: 'At least 12 characters. A short sentence is easiest to remember.', country: 'Country', terms: 'I accept the', termsLink: 'terms of this network', submit: 'Create account', have: 'Already have an account?', signIn: 'Sign in',
    emailTaken: 'An account with this e-mail exists already.', needEmail: 'Enter an e-mail address', needPassword: 'Use at least 12 characters', needName: 'Enter a name', needCountry: 'Choose a country', needTerms: 'Accept the terms to continue',
  },
  terms: {
    title: 'Terms of this network',
    intro: 'What advertisers, affiliates and the network promise each other. The operator of this network may add terms of their own.',
    parts: [
      ['Results', 'Affiliates are paid for results that an offer names: a sale, a lead or another goal. A result counts when it was reported by the advertiser and follows a counted click or a promo code of the affiliate within the attribution window.'],
      ['Rates', 'The rate in force at the moment of the click applies. A change of an offer never changes what was clicked before.'],
      ['Review', 'Where an offer is reviewed by hand, the advertiser approves or rejects each result and names the reason. Both sides see it.'],
      ['Hold and release', 'An approved commission stays in hold for the days that the offer states, the usual time for returns. It is then payable.'],
      ['Reversals', 'When a customer returns a purchase, the advertiser may take back the commission in proportion. What was paid already is set off against later earnings.'],
      ['Payouts', 'Payouts go to the Stripe account of the affiliate, in the currency of the offer. Each one comes with a statement of the conversions in it.'],
      ['Honest traffic', 'Clicks that no person made, purchases by the affiliate themselves and misleading advertising do not count and may end the cooperation.'],
      ['Data', 'The network stores what it needs to attribute and to pay: clicks, results and payouts. It passes no data to advertising services.'],
    ] as const,
    back: 'Back',
  },
};
