/** What the network wrote by mail. */
export const mails = {
  title: 'Mail', about: 'What the network wrote in the last 90 days. Where no mail server is configured, this outbox is all there is.',
  subject: 'Subject', to: 'To', written: 'Written', sent: 'Sent', state: 'State', attempts: 'Attempts', kind: 'Kind', lastError: 'Last error', filterTo: 'Address of the reader',
  wholeAddress: 'Enter the whole address', wholeAddressAbout: 'Mail is found by the complete address that it went to.',
  none: 'No mail yet', noneAbout: 'Mail appears here as soon as somebody signs up, is invited, or forgets a password.',
  back: 'Mail', secretHidden: 'The secret of the link was left out here: only the reader of the mail has it.', secretShown: 'The link in it works. Hand it only to the person to whom the mail is addressed.',
  preview: 'As it looks', text: 'As text', frame: (subject: string) => `The mail “${subject}”`,
};
