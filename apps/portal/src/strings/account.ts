/** Everything around a person's own account: the links of mails, sign-in security. */
export const account = {
  linkOver: 'This link is over, was used before, or is not whole. Ask for a new one.',
  linkMissing: 'The link is not whole. Open it from the mail once more, or copy all of it.',
  toSignIn: 'Go to sign-in',
  goOn: 'Go on',
  password: 'New password',
  passwordAbout: 'At least 12 characters. A short sentence is easiest to remember.',
  needPassword: 'Use at least 12 characters',
  needEmail: 'Enter an e-mail address',
  verify: {
    title: 'Confirm your address', about: 'One click, and we know that mail reaches you.', submit: 'Confirm my address', done: 'Your address is confirmed', doneAbout: 'Everything that waited for it is open now.',
  },
  forgot: {
    link: 'Forgot your password?', title: 'Set a new password', about: 'We send a link to your address. It works once, within 30 minutes.', email: 'E-mail', submit: 'Send the link', sent: 'Look into your mailbox',
    sentAbout: (email: string) => `If there is an account with ${email}, a link is on its way. Nothing there after a few minutes? Look into the spam folder, then ask again.`,
  },
  reset: {
    title: 'Choose a new password', about: 'You are signed out everywhere else.', submit: 'Save the password', done: 'Your password is changed', doneAbout: 'Every session has ended. Sign in with the new password.', again: 'Ask for a new link',
  },
  invitation: {
    title: 'Invitation', heading: (organization: string) => `Join ${organization}`, about: (email: string, role: string) => `You were invited as ${email}, to be ${role}.`,
    roles: { admin: 'administrator', finance: 'finance', owner: 'owner', member: 'member' }, name: 'Your name', needName: 'Enter your name', needTerms: 'Accept the terms to continue', join: 'Create account and join', accept: 'Accept the invitation',
    signIn: (email: string) => `There is an account with ${email}. Sign in with it, then accept.`, signInButton: 'Sign in and accept', otherPerson: (email: string) => `You are signed in as ${email}, the invitation is for another address.`, signOut: 'Sign out',
  },
  code: 'Code',
  codeWrong: 'That code is not right, or was used before. Wait for the next one.',
  freshCode: { title: 'Confirm that it is you', about: 'This step asks for a fresh code: six digits from your authenticator app, or one of your recovery codes. It then goes on by itself.', submit: 'Continue' },
  security: {
    title: 'Security', about: 'Your password, your second factor, and where you are signed in.',
    currentPassword: 'Current password', wrongPassword: 'The password is wrong.',
    changePassword: 'Change password', changeAbout: 'Your other sessions end.', changed: 'Your password is changed', save: 'Save the password',
    factor: 'Second factor', factorOff: 'Beside the password, sign-in asks for a code of an app on your phone. Whoever learns your password then still stays out.', factorOn: 'Sign-in asks for a code beside your password.', on: 'On', off: 'Off',
    setUp: 'Set up', setUpPassword: 'Your password first, so that nobody else does this at your desk.', next: 'Next', secret: 'Key for your authenticator app',
    secretAbout: 'Type this key into your authenticator app, or open the link on the phone that has it. Then enter the code that the app shows.', openApp: 'Open in the authenticator app', turnOn: 'Turn on', turnedOn: 'The second factor is on',
    recovery: 'Recovery codes', recoveryAbout: 'Each works once in place of a code, when the phone is lost. They are shown this once: keep them in a safe place.', kept: 'I have kept them', newCodes: 'New recovery codes', newCodesAbout: 'The old ones stop working.',
    turnOff: 'Turn off', turnOffAbout: 'From then on the password alone is enough to sign in.', turnedOff: 'The second factor is off',
    sessions: 'Where you are signed in', browser: 'Browser', began: 'Signed in', seen: 'Last seen', here: 'This one', end: 'End', endOf: (name: string) => `End: ${name}`, endOthers: 'End all others', ended: 'The session has ended', othersEnded: 'All other sessions have ended',
    browserOn: (browser: string, system: string) => `${browser} on ${system}`, unknown: 'Unknown browser',
  },
};
