/** Who did what and when. */
export const audit = {
  title: 'Audit log', titleOwn: 'Activity log', about: 'Who did what and when. The log only grows; its entries are chained by hashes.', action: 'Action', actor: 'By', subject: 'Subject', none: 'No entries', noneAbout: 'Sign-ins and changes appear here.', details: 'Details', yes: 'yes', no: 'no',
  filter: 'Action, such as user.signed_in', filterSubject: 'Id, such as off_… or pba_…', filterPerson: 'Anybody', from: 'From (UTC)', to: 'To (UTC), included', download: 'Download CSV',
  check: 'Check the chain', whole: 'The log is whole', broken: 'The log was changed', read: (entries: number) => `${entries.toLocaleString('en')} entries were read again: each was compared with its hash and with its link to the one before.`,
  last: (link: string) => `The hash of link ${link}, the last one:`, lastAbout: 'Keep it elsewhere. It shows later that nothing was cut off at the end.',
};
