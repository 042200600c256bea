import { Alert, Button, Group, Text } from '@mantine/core';
import { IconBookmarkPlus, IconDeviceFloppy } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeSavedReport, SAVED_REPORTS, savedReports, saveReport } from '../../api/saved-report-queries';
import type { SavedReport } from '../../api/types';
import { tellDone, tellFailure } from '../../components/notify';
import { reportSchedules as mailWords } from '../../strings/report-schedules';
import { savedReports as words } from '../../strings/saved-reports';
import type { ShownMetric } from './report-figures';
import type { ReportSearch } from './report-search';
import { SavedReportActions } from './saved-report-actions';
import { SavedReportDialog } from './saved-report-dialog';
import { SavedReportMenu } from './saved-report-menu';
import { isAsSaved, queryOf, searchOf } from './saved-report-search';

interface Props {
  readonly search: ReportSearch;
  readonly ownZone: string;
  /** The one of the figures, where there are several. */
  readonly currency: string | undefined;
  /** Those that the reader may see. */
  readonly metrics: readonly ShownMetric[];
  readonly onOpen: (search: ReportSearch) => void;
}

/** Keeps what the page shows under a name, and opens what was kept. */
export function SavedReports({ search, ownZone, currency, metrics, onOpen }: Props) {
  const [saving, setSaving] = useState(false);
  const queries = useQueryClient();
  const list = useQuery(savedReports());
  const opened = list.data?.rows.find((report) => report.id === search.saved);
  const query = queryOf(search, metrics, search.zone ?? ownZone, currency);
  const renew = () => queries.invalidateQueries({ queryKey: [SAVED_REPORTS] });
  const show = (report: SavedReport) => onOpen(searchOf(report, ownZone) ?? { ...search, saved: report.id });
  const leave = () => onOpen({ ...search, saved: undefined });
  const keep = async (report: SavedReport) => {
    await renew();
    tellDone(words.saved(report.name));
    show(report);
  };
  return (
    <>
      <Group gap="xs" mb="md">
        <SavedReportMenu list={list} opened={opened} ownZone={ownZone} onOpen={show} />
        {opened ? <SavedReportActions report={opened} onChanged={renew} onGone={async () => { leave(); await renew(); }} /> : null}
        <Button variant="default" leftSection={<IconBookmarkPlus size={16} aria-hidden />} onClick={() => setSaving(true)}>{words.saveAs}</Button>
        {opened ? <Opened report={opened} asSaved={isAsSaved(search, opened, metrics, ownZone)} query={query} onSaved={keep} onUndo={() => show(opened)} /> : null}
      </Group>
      {search.saved !== undefined && list.data && !opened ? <Alert color="yellow" mb="md" role="status"><Group gap="sm" justify="space-between"><Text size="sm">{words.gone}</Text><Button size="xs" variant="default" onClick={leave}>{words.goneAction}</Button></Group></Alert> : null}
      {saving ? <SavedReportDialog title={words.saveAsTitle} about={words.saveAsAbout} initial={{ name: '', shared: false }} save={({ name, shared }) => saveReport({ name, visibility: shared ? 'shared' : 'private', query })} onSaved={keep} onClose={() => setSaving(false)} /> : null}
    </>
  );
}

interface OpenedProps {
  readonly report: SavedReport;
  readonly asSaved: boolean;
  readonly query: SavedReport['query'];
  readonly onSaved: (report: SavedReport) => Promise<void>;
  readonly onUndo: () => void;
}

/** Who sees the open one, and what to do with changes. */
function Opened({ report, asSaved, query, onSaved, onUndo }: OpenedProps) {
  const save = useMutation({ mutationFn: () => changeSavedReport(report, { query }), onSuccess: onSaved, onError: tellFailure });
  if (asSaved) return <Text size="sm" c="dimmed">{audience(report)}</Text>;
  return (
    <>
      {report.can_change ? <Button leftSection={<IconDeviceFloppy size={16} aria-hidden />} loading={save.isPending} onClick={() => save.mutate()}>{words.save}</Button> : null}
      <Button variant="subtle" onClick={onUndo}>{words.undo}</Button>
      <Text size="sm" c="dimmed">{words.changed}</Text>
    </>
  );
}

/** Who sees it, and whether it is sent. */
function audience(report: SavedReport): string {
  return [readers(report), ...(report.mailing === null ? [] : [mailing(report, report.mailing)])].join(' · ');
}

function readers(report: SavedReport): string {
  if (report.visibility === 'private') return words.privately;
  return report.is_own ? words.sharedByYou : words.sharedBy(report.maker_name ?? words.formerMember);
}

function mailing({ is_receiver: isReceiver }: SavedReport, state: 'active' | 'paused'): string {
  return state === 'active' && isReceiver ? mailWords.toYou : mailWords.mailing[state];
}
