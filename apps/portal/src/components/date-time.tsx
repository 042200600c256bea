import { useZone } from '../session/preferences';

const FORMS = {
  moment: { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' },
  exact: { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  day: { dateStyle: 'medium' },
  clock: { timeStyle: 'medium', hourCycle: 'h23' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type TimeForm = keyof typeof FORMS;

/** Formats moments in the zone that the reader chose. */
export function useTimeFormat(): (at: string | number | Date, form?: TimeForm) => string {
  const { name } = useZone();
  return (at, form = 'moment') => formatOf(form, name).format(new Date(at));
}

/** Making one takes as long as formatting a hundred times, and a list has one a row. */
const made = new Map<string, Intl.DateTimeFormat>();

function formatOf(form: TimeForm, timeZone: string): Intl.DateTimeFormat {
  const key = `${form} ${timeZone}`;
  const format = made.get(key) ?? new Intl.DateTimeFormat('en-GB', { ...FORMS[form], timeZone });
  made.set(key, format);
  return format;
}

/** A moment (RFC 3339, UTC) in the reader's zone. */
export function DateTime({ at, form = 'moment' }: { readonly at: string; readonly form?: TimeForm }) {
  const format = useTimeFormat();
  return <time dateTime={at} className="numbers">{format(at, form)}</time>;
}
