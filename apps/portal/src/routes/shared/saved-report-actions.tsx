import { ActionIcon, Menu, Text } from '@mantine/core';
import { IconCalendarTime, IconDots, IconMail, IconMailOff, IconPencil, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { leaveReportSchedule, sendReportNow } from '../../api/report-schedule-queries';
import { changeSavedReport, removeSavedReport } from '../../api/saved-report-queries';
import type { SavedReport } from '../../api/types';
import { ConfirmDialog } from '../../components/confirm-money';
import { tellDone, tellFailure } from '../../components/notify';
import { useUser } from '../../session/use-user';
import { reportSchedules as mailWords } from '../../strings/report-schedules';
import { savedReports as words } from '../../strings/saved-reports';
import { SavedReportDialog } from './saved-report-dialog';

const ReportScheduleDialog = lazy(async () => ({ default: (await import('./report-schedule-dialog')).ReportScheduleDialog }));

interface Props {
  readonly report: SavedReport;
  readonly onChanged: () => Promise<unknown>;
  /** It is not there for the reader any more. */
  readonly onGone: () => Promise<unknown>;
}

/** What can be done with the open saved report: sent by whoever reads it, renamed, shared, scheduled and deleted by those who may change it. */
export function SavedReportActions({ report, onChanged, onGone }: Props) {
  const [asked, ask] = useState<'edit' | 'remove' | 'schedule' | null>(null);
  const { email } = useUser();
  const close = () => ask(null);
  const remove = useMutation({
    mutationFn: () => removeSavedReport(report),
    onSuccess: async () => {
      close();
      tellDone(words.removed(report.name));
      await onGone();
    },
  });
  const send = useMutation({ mutationFn: () => sendReportNow(report.id), onSuccess: () => tellDone(mailWords.sentNow(email)), onError: tellFailure });
  const leave = useMutation({
    mutationFn: () => leaveReportSchedule(report.id),
    onSuccess: async () => {
      tellDone(mailWords.left(report.name));
      await onChanged();
    },
    onError: tellFailure,
  });
  const onSaved = (saved: SavedReport) => (saved.is_own || saved.visibility === 'shared' ? onChanged() : onGone());
  const item = (Icon: typeof IconMail, label: string, onClick: () => void) => <Menu.Item leftSection={<Icon size={16} aria-hidden />} onClick={onClick}>{label}</Menu.Item>;
  return (
    <>
      <Menu position="bottom-end" shadow="md" withinPortal={false} withInitialFocusPlaceholder={false}>
        <Menu.Target><ActionIcon variant="default" size={36} loading={send.isPending || leave.isPending} aria-label={words.moreOf(report.name)}><IconDots size={16} aria-hidden /></ActionIcon></Menu.Target>
        <Menu.Dropdown>
          {report.can_change ? item(IconCalendarTime, mailWords.send, () => ask('schedule')) : null}
          {item(IconMail, mailWords.now, () => send.mutate())}
          {report.is_receiver ? item(IconMailOff, mailWords.leave, () => leave.mutate()) : null}
          {report.can_change ? item(IconPencil, words.edit, () => ask('edit')) : null}
          {report.can_change ? item(IconTrash, words.remove, () => ask('remove')) : null}
        </Menu.Dropdown>
      </Menu>
      {asked === 'schedule' ? <Suspense fallback={null}><ReportScheduleDialog report={report} onChanged={onChanged} onClose={close} /></Suspense> : null}
      {asked === 'edit' ? (
        <SavedReportDialog
          title={words.editTitle} initial={{ name: report.name, shared: report.visibility === 'shared' }} onSaved={onSaved} onClose={close}
          save={({ name, shared }) => changeSavedReport(report, { name, visibility: shared ? 'shared' : 'private' })}
        />
      ) : null}
      <ConfirmDialog opened={asked === 'remove'} onClose={close} title={words.removeTitle} confirmLabel={words.remove} onConfirm={() => remove.mutate()} pending={remove.isPending} error={remove.error} danger>
        <Text size="sm">{report.visibility === 'shared' ? words.removeShared(report.name) : words.removeAbout(report.name)}</Text>
      </ConfirmDialog>
    </>
  );
}
