/** Texts of an offer's invitation page. */
export const join = {
  by: (advertiser: string) => `By ${advertiser}`, apply: 'Apply', join: 'Join this offer', joinAbout: 'You get your link right after you join.', applyAbout: (advertiser: string) => `${advertiser} looks at each application. Links come after that.`,
  have: 'I have an account', go: 'Go to this offer', notAffiliate: 'You are signed in, but not as an affiliate. Offers are joined with an affiliate’s account.',
  missing: 'This offer is not open', missingAbout: 'It has ended, is paused, or was never public. Other offers may fit.', others: 'See other offers', how: 'How it works',
  steps: [['Join', 'Make an account and join. It takes a minute.'], ['Share', 'Use your own link, its QR code or a promo code.'], ['Get paid', 'See each click and each sale, and why. Payouts go to your bank account.']] as const,
} as const;
