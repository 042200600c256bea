const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** Texts of saved reports that are sent by e-mail. */
export const reportSchedules = {
  send: 'Send by e-mail', title: (name: string) => `Send “${name}” by e-mail`, now: 'Send it to me now', sentNow: (to: string) => `On its way to ${to}`, leave: 'Stop sending it to me', left: (name: string) => `“${name}” is not sent to you any more`,
  about: 'The mail has the totals, the first 20 rows, and all rows as a file. It says what the report says at that moment.',
  todayToo: 'This report’s period ends today: the mail has today only up to its hour. “Yesterday” or “Last week” is of whole days.',
  frequency: 'How often', frequencies: { daily: 'Every day', weekly: 'Every week', monthly: 'Every month' }, weekday: 'On', weekdays: WEEKDAYS, dayOfMonth: 'On day', lastDay: 'A month that is shorter sends on its last day.',
  hour: 'At', zone: (zone: string) => `By the clocks of ${zone.replaceAll('_', ' ')}`, receivers: 'To', onlyYou: 'To you. Share the report with your team to send it to others too.', needReceiver: 'Choose at least one person', notForNow: (email: string) => `${email} · does not get it: the address is not confirmed, or access is missing`,
  active: 'Send it', activeAbout: 'Off keeps the schedule and sends nothing.', next: (time: string) => `Next on ${time}`, last: (time: string) => `last sent on ${time}`, paused: 'Paused', save: 'Save',
  stop: 'Delete the schedule', stopped: (name: string) => `“${name}” is not sent any more`, saved: (name: string, time: string) => `“${name}” is sent next on ${time}`, savedPaused: (name: string) => `Kept; “${name}” is not sent for now`,
  pausedTitle: 'Sending has stopped', goOn: 'Save to go on.',
  pauseReasons: {
    'report.currency_required': 'There are offers in several currencies by now: open the report, choose a currency and save it.', 'report_schedule.nobody_left': 'Nobody of its list can get it any more: choose who gets it.',
  } as Readonly<Record<string, string>>,
  otherReason: (code: string) => `The report cannot be read any more (${code}): open it and save it anew.`,
  mailing: { active: 'Sent by e-mail', paused: 'E-mail paused' }, toYou: 'Sent to you by e-mail',
};

/** `08:00` */
export function hourText(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}
