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
  banner: { about: 'Confirm your e-mail address: some things stay closed until then.', again: 'Send the mail again', sent: 'The mail is on its way' },
};
