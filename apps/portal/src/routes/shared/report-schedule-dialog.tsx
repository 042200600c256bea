import { Alert, Button, Checkbox, Group, Select, SimpleGrid, Stack, Switch, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type NewReportSchedule, type ReportSchedule, reportSchedule, setReportSchedule, stopReportSchedule } from '../../api/report-schedule-queries';
import { members } from '../../api/team-queries';
import type { SavedReport } from '../../api/types';
import { ConfirmDialog } from '../../components/confirm-money';
import { useTimeFormat } from '../../components/date-time';
import { tellDone } from '../../components/notify';
import { ErrorState, LoadingRows } from '../../components/states';
import { useUser } from '../../session/use-user';
import { hourText, reportSchedules as words } from '../../strings/report-schedules';

interface Props {
  readonly report: SavedReport;
  readonly onChanged: () => Promise<unknown>;
  readonly onClose: () => void;
}

interface Values {
  frequency: NewReportSchedule['frequency'];
  weekday: string;
  dayOfMonth: string;
  hour: string;
  receivers: string[];
  isActive: boolean;
}

const FREQUENCIES = Object.entries(words.frequencies).map(([value, label]) => ({ value, label }));
const WEEKDAYS = words.weekdays.map((label, index) => ({ value: String(index + 1), label }));
const DAYS = Array.from({ length: 31 }, (_, index) => String(index + 1));
const HOURS = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: hourText(hour) }));
const PERIODS_WITH_TODAY: readonly SavedReport['query']['period'][] = ['last_7_days', 'last_30_days', 'last_90_days', 'this_month'];

/** When and to whom a saved report is sent by e-mail. */
export function ReportScheduleDialog({ report, onChanged, onClose }: Props) {
  const current = useQuery({ ...reportSchedule(report.id), enabled: report.mailing !== null });
  const team = useQuery(members());
  const user = useUser();
  if ((report.mailing === null || current.data) && team.data) {
    const people = report.visibility === 'shared' ? team.data.map(({ id, name, email }) => ({ value: id, label: name, description: getsIt(current.data, id) ? email : words.notForNow(email) })) : [];
    return <ScheduleForm report={report} schedule={current.data ?? null} people={people} self={user.id} onChanged={onChanged} onClose={onClose} />;
  }
  const error = current.error ?? team.error;
  const again = () => void Promise.all([current.refetch(), team.refetch()]);
  return (
    <ConfirmDialog opened onClose={onClose} title={words.title(report.name)} confirmLabel={words.save} onConfirm={onClose} pending={false} disabled>
      {error ? <ErrorState error={error} retry={again} /> : <LoadingRows rows={3} />}
    </ConfirmDialog>
  );
}

interface FormProps extends Props {
  /** Null when there is none yet. */
  readonly schedule: ReportSchedule | null;
  /** Those to choose from; nobody while the report is its maker's alone. */
  readonly people: readonly { readonly value: string; readonly label: string; readonly description: string }[];
  readonly self: string;
}

function ScheduleForm({ report, schedule, people, self, onChanged, onClose }: FormProps) {
  const format = useTimeFormat();
  const form = useScheduleForm(valuesOf(schedule, self, people));
  const zone = report.query.timezone ?? 'UTC';
  const done = async (message: string): Promise<void> => {
    onClose();
    await onChanged();
    tellDone(message);
  };
  const save = useMutation({
    mutationFn: (values: Values) => setReportSchedule(report.id, requestOf(values, zone, schedule?.version ?? 0)),
    onSuccess: ({ next_at: next }) => done(next === null ? words.savedPaused(report.name) : words.saved(report.name, format(next))),
  });
  const stop = useMutation({ mutationFn: () => stopReportSchedule(report.id), onSuccess: () => done(words.stopped(report.name)) });
  // Somebody else may have set it meanwhile: what there is now shows when it is opened again.
  const close = () => {
    onClose();
    if (save.isError || stop.isError) void onChanged();
  };
  const submit = () => {
    if (!form.validate().hasErrors) save.mutate(form.values);
  };
  return (
    <ConfirmDialog opened onClose={close} title={words.title(report.name)} confirmLabel={words.save} onConfirm={submit} pending={save.isPending} disabled={stop.isPending} error={save.error ?? stop.error}>
      {schedule?.pause_reason ? <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} title={words.pausedTitle}><Text size="sm">{words.pauseReasons[schedule.pause_reason] ?? words.otherReason(schedule.pause_reason)} {words.goOn}</Text></Alert> : null}
      <Text size="sm">{words.about}</Text>
      <Times form={form} zone={zone} />
      {PERIODS_WITH_TODAY.includes(report.query.period) ? <Text size="xs" c="dimmed">{words.todayToo}</Text> : null}
      {people.length === 0 ? <Text size="sm">{words.onlyYou}</Text> : (
        <Checkbox.Group label={words.receivers} {...form.getInputProps('receivers')}>
          <Stack gap="xs" mt={6} mah={220} style={{ overflowY: 'auto' }}>{people.map(({ value, label, description }) => <Checkbox key={value} value={value} label={label} description={description} />)}</Stack>
        </Checkbox.Group>
      )}
      {schedule === null ? null : (
        <>
          <Switch label={words.active} description={words.activeAbout} {...form.getInputProps('isActive', { type: 'checkbox' })} />
          <Group justify="space-between">
            <Text size="xs" c="dimmed">{historyOf(schedule, format)}</Text>
            <Button variant="default" size="xs" loading={stop.isPending} onClick={() => stop.mutate()}>{words.stop}</Button>
          </Group>
        </>
      )}
    </ConfirmDialog>
  );
}

/** False for who is on the list and is left out; whoever is put on it anew the API checks. */
function getsIt(schedule: ReportSchedule | undefined, id: string): boolean {
  return schedule?.receivers.find((receiver) => receiver.id === id)?.gets_it !== false;
}

function useScheduleForm(initialValues: Values) {
  return useForm<Values>({ initialValues, validate: { receivers: (chosen) => (chosen.length === 0 ? words.needReceiver : null) } });
}

function Times({ form, zone }: { readonly form: ReturnType<typeof useScheduleForm>; readonly zone: string }) {
  const { frequency } = form.values;
  const choice = { allowDeselect: false, comboboxProps: { withinPortal: false } } as const;
  return (
    <>
      <SimpleGrid cols={{ base: 2, xs: frequency === 'daily' ? 2 : 3 }} spacing="sm">
        <Select label={words.frequency} data={FREQUENCIES} {...choice} {...form.getInputProps('frequency')} />
        {frequency === 'weekly' ? <Select label={words.weekday} data={WEEKDAYS} {...choice} {...form.getInputProps('weekday')} /> : null}
        {frequency === 'monthly' ? <Select label={words.dayOfMonth} data={DAYS} {...choice} {...form.getInputProps('dayOfMonth')} /> : null}
        <Select label={words.hour} data={HOURS} {...choice} {...form.getInputProps('hour')} />
      </SimpleGrid>
      <Text size="xs" c="dimmed">{words.zone(zone)}.{frequency === 'monthly' && Number(form.values.dayOfMonth) > 28 ? ` ${words.lastDay}` : ''}</Text>
    </>
  );
}

function valuesOf(schedule: ReportSchedule | null, self: string, people: FormProps['people']): Values {
  if (schedule === null) return { frequency: 'weekly', weekday: '1', dayOfMonth: '1', hour: '8', receivers: [self], isActive: true };
  const listed = schedule.receivers.map(({ id }) => id).filter((id) => people.some(({ value }) => value === id));
  return {
    frequency: schedule.frequency, weekday: String(schedule.weekday ?? 1), dayOfMonth: String(schedule.day_of_month ?? 1), hour: String(schedule.hour),
    // A report that is nobody else's goes to its maker, whoever was on the list before.
    receivers: people.length === 0 ? [self] : listed,
    // Whatever stopped it is being mended here: saving goes on.
    isActive: !schedule.is_paused || schedule.pause_reason !== null,
  };
}

function requestOf({ frequency, weekday, dayOfMonth, hour, receivers, isActive }: Values, timezone: string, version: number): NewReportSchedule {
  return {
    frequency, hour: Number(hour), timezone, receivers, is_paused: !isActive, if_version: version,
    ...(frequency === 'weekly' ? { weekday: Number(weekday) } : {}), ...(frequency === 'monthly' ? { day_of_month: Number(dayOfMonth) } : {}),
  };
}

function historyOf({ next_at: next, last_sent_at: last }: ReportSchedule, format: (at: string) => string): string {
  return [next === null ? words.paused : words.next(format(next)), ...(last === null ? [] : [words.last(format(last))])].join(', ');
}
