/** The people of all organizations, and what an administrator may do about one. */
export const users = {
  title: 'Users', about: 'Everybody who can sign in, with the organizations that they belong to.', search: 'Part of a name or an address', person: 'Person', belongs: 'Belongs to', seen: 'Last seen', sessions: (count: number) => `${count} ${count === 1 ? 'session' : 'sessions'}`, never: 'Never', joined: 'joined', nowhere: 'No organization',
  secondFactor: 'Second factor', on: 'On', off: 'Off', unverified: 'Address not confirmed', none: 'Nobody yet', noneAbout: 'Whoever signs up or accepts an invitation stands here.',
  roles: { admin: 'Administrator', finance: 'Finance', owner: 'Owner', member: 'Member' },
  disable: 'Disable', enable: 'Enable', endSessions: 'Sign out', of: (action: string, name: string) => `${action}: ${name}`,
  disableTitle: (name: string) => `Disable ${name}?`, enableTitle: (name: string) => `Enable ${name}?`, endSessionsTitle: (name: string) => `Sign ${name} out everywhere?`,
  disableAbout: 'At once, every session ends and every API key of this person stops, in all organizations. Their organizations go on.', enableAbout: 'This person can sign in again, with the same password and second factor.',
  endSessionsAbout: 'Every session ends at once, on every device. The account stays as it is: for a lost laptop, or a browser left open.', reason: 'Reason', reasonAbout: 'The audit log keeps it.',
  view: 'View as', viewTitle: (name: string) => `See the portal as ${name}?`, viewAbout: 'It opens in a tab of its own for ten minutes, and changes nothing. They read in their activity log that you looked, and why.', viewReasonAbout: 'They read it.', viewOf: 'As a member of',
  disabled: (name: string) => `${name} is disabled`, enabled: (name: string) => `${name} can sign in again`, signedOut: (name: string) => `${name} is signed out everywhere`,
};
