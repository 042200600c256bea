/** What keeps the network running, for who is on duty. */
export const operations = {
  title: 'Operations', about: 'What runs, what waits and what was given up. Read again every five seconds.',
  waiting: 'Events that wait', waitingNote: (retrying: number) => (retrying === 0 ? 'None has failed' : `${retrying} failed before`), given: 'Given up', givenNote: 'After twelve attempts', late: 'Tasks that are late', lateNote: 'Nobody runs them', failing: 'Tasks that failed', failingNote: 'On their last run',
  dead: 'Given up', deadAbout: 'A consumer could not take these events. Mend the cause, then try again: nothing is done twice.', consumer: 'Consumer', event: 'Event', happened: 'Happened', error: 'Error', retry: 'Try again', retried: 'It is tried again', retryOf: (event: string, consumer: string) => `Try again: ${event} for ${consumer}`,
  tasks: 'Recurring tasks', tasksAbout: 'Rows in the database are their schedule.', task: 'Task', process: 'Run by', processes: { worker: 'Worker', api: 'API' }, every: 'Every', last: 'Last run', state: 'State', never: 'Never', fine: 'Fine', isLate: 'Late', failed: 'Failed',
  trackers: 'Trackers', trackersAbout: 'What they acknowledged lies on their disks until the loader has brought it in.', tracker: 'Tracker', stream: 'Stream', spools: 'Open spools', loaded: 'Last loaded', noTrackers: 'No tracker has loaded anything yet', noTrackersAbout: 'The first click brings one here.',
  rejected: (count: number) => `${count} ${count === 1 ? 'record' : 'records'} of trackers cannot be loaded as they are. They are kept in spool_reject; the operations guide says what to do.`,
};
