/** Stopping an account of the network, and starting it again. */
export const suspension = {
  suspend: 'Suspend', reactivate: 'Reactivate', of: (action: string, name: string) => `${action}: ${name}`,
  suspendTitle: (name: string) => `Suspend ${name}?`, reactivateTitle: (name: string) => `Reactivate ${name}?`,
  advertisersAbout: 'At once, its people and keys are refused, its offers take no traffic, and its postbacks are turned away. Nothing that was earned is taken away.',
  affiliatesAbout: 'At once, its people and keys are refused, its links lead to a neutral page, its purchases are held, and it is left out of new payouts. Nothing that was earned is taken away.',
  reactivateAbout: 'Its people can sign in again, and its traffic counts again.',
  reason: 'Reason', reasonAbout: 'Its people read this when they sign in; the audit log keeps it.', reactivateReasonAbout: 'The audit log keeps it; the people of the account can read it there.',
  suspended: (name: string) => `${name} is suspended`, reactivated: (name: string) => `${name} is active again`,
  toldAtSignIn: (reason: string) => `Your organization is suspended. The network says why: ${reason}`,
  since: (day: string) => `Since ${day}`,
};
