/** Texts of saved reports. */
export const savedReports = {
  title: 'Saved reports', yours: 'Yours', shared: 'Shared with your team', none: 'Nothing saved yet', noneAbout: 'Set up the report as you like it and press “Save as”.', by: (maker: string) => `by ${maker}`, formerMember: 'a former member',
  overApi: 'Read over the API: it has more cuts or filter values than this page',
  saveAs: 'Save as', save: 'Save changes', undo: 'Undo changes', changed: 'Changed since it was saved', saved: (name: string) => `Saved “${name}”`,
  edit: 'Name and sharing', remove: 'Delete', moreOf: (name: string) => `More for ${name}`,
  name: 'Name', needName: 'Give it a name', nameTaken: 'You have a saved report of this name', share: 'Share with your team', shareAbout: 'Everybody in your organization can open it. You, and who manages the team, can change it.',
  saveAsTitle: 'Save this report', saveAsAbout: 'Its columns, filters, order, currency, time zone and period are kept. A period such as “Last 7 days” moves with the day.', editTitle: 'Name and sharing', keep: 'Save',
  removeTitle: 'Delete this saved report?', removeAbout: (name: string) => `“${name}” is deleted. The figures stay.`, removeShared: (name: string) => `“${name}” is deleted for your whole team. The figures stay.`, removed: (name: string) => `Deleted “${name}”`,
  privately: 'Only you see it', sharedByYou: 'Shared with your team', sharedBy: (maker: string) => `Shared by ${maker}`,
  elsewhere: 'If it belongs to another organization of yours, switch to that in the menu at the top right and open the link again.', gone: 'This saved report was deleted, or is not shared with you.', goneAction: 'Go on without it', list: 'Your saved reports cannot be read',
};
