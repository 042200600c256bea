import { Alert, Button, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { api } from '../../api/client';
import { operations } from '../../api/network-queries';
import type { DeadDelivery, OperationsState } from '../../api/types';
import { type Column, DataTable } from '../../components/data-table';
import { DateTime } from '../../components/date-time';
import { spanText } from '../../components/duration';
import { Figure } from '../../components/figure';
import { tellDone, tellFailure } from '../../components/notify';
import { PageFailure } from '../../components/page-failure';
import { PageHeader } from '../../components/page-header';
import { Panel, Stat, StatRow } from '../../components/panel';
import { EmptyState, ErrorState, LoadingRows } from '../../components/states';
import { StatusBadge } from '../../components/status-badge';
import { operations as words } from '../../strings/operations';

const NO_NOTE_YET = '\u00a0';
type Task = OperationsState['tasks'][number];
type Tracker = OperationsState['trackers'][number];

/** What keeps the network running. Whoever is on duty sees first what needs a hand. */
export function OperationsPage() {
  const state = useQuery(operations.now());
  const { data, error, refetch } = state;
  if (error && !data) return <PageFailure error={error} retry={() => void refetch()} />;
  return (
    <>
      <PageHeader title={words.title} about={words.about} />
      {data ? (
        <Stack>
          <OperationsStats of={state} />
          {data.rejected_records > 0 ? <Alert color="red" variant="light">{words.rejected(data.rejected_records)}</Alert> : null}
          {data.events.dead > 0 ? <DeadDeliveries /> : null}
          <Panel title={words.tasks} about={words.tasksAbout} flush><DataTable label={words.tasks} rows={data.tasks.map((task) => ({ ...task, id: task.name }))} columns={TASKS} empty={null} /></Panel>
          <Panel title={words.trackers} about={words.trackersAbout} flush>
            <DataTable label={words.trackers} rows={data.trackers.map((row) => ({ ...row, id: `${row.tracker}/${row.stream}` }))} columns={TRACKERS} empty={<EmptyState title={words.noTrackers}>{words.noTrackersAbout}</EmptyState>} />
          </Panel>
        </Stack>
      ) : <LoadingRows />}
    </>
  );
}

/** The four numbers that are zero on a good day. They have their place before they are known, so that nothing moves when they come. */
export function OperationsStats({ of }: { readonly of: UseQueryResult<OperationsState> }) {
  return (
    <StatRow>
      <Stat label={words.waiting} note={of.data ? words.waitingNote(of.data.events.retrying) : NO_NOTE_YET}><Figure of={of}>{({ events }) => events.unpublished + events.due}</Figure></Stat>
      <Stat label={words.given} note={words.givenNote}><Figure of={of}>{({ events }) => events.dead}</Figure></Stat>
      <Stat label={words.late} note={words.lateNote}><Figure of={of}>{({ tasks }) => tasks.filter((task) => task.late).length}</Figure></Stat>
      <Stat label={words.failing} note={words.failingNote}><Figure of={of}>{({ tasks }) => tasks.filter((task) => task.last_error !== null).length}</Figure></Stat>
    </StatRow>
  );
}

const TASKS: Column<Task & { readonly id: string }>[] = [
  { key: 'name', title: words.task, render: (row) => <span className="mono">{row.name}</span> },
  { key: 'state', title: words.state, render: (row) => <StatusBadge kind="task" status={row.late ? 'late' : row.last_error !== null ? 'failed' : 'fine'} why={row.last_error} /> },
  { key: 'process', title: words.process, render: (row) => words.processes[row.process] },
  { key: 'every', title: words.every, render: (row) => spanText(row.every_ms) },
  { key: 'last', title: words.last, render: (row) => (row.last_run_at ? <DateTime at={row.last_run_at} form="exact" /> : words.never) },
];

const TRACKERS: Column<Tracker & { readonly id: string }>[] = [
  { key: 'tracker', title: words.tracker, render: (row) => <span className="mono">{row.tracker}</span> },
  { key: 'stream', title: words.stream, render: (row) => row.stream },
  { key: 'loaded', title: words.loaded, render: (row) => <DateTime at={row.last_loaded_at} form="exact" /> },
  { key: 'spools', title: words.spools, numeric: true, render: (row) => row.open_spools },
];

function DeadDeliveries() {
  const { data, error, refetch } = useQuery(operations.dead());
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <LoadingRows rows={2} />;
  return (
    <Panel title={words.dead} about={words.deadAbout} flush>
      <DataTable label={words.dead} rows={data.map((row) => ({ ...row, id: `${row.event_id}/${row.consumer}` }))} columns={DEAD} empty={null} />
    </Panel>
  );
}

const DEAD: Column<DeadDelivery & { readonly id: string }>[] = [
  { key: 'event', title: words.event, render: (row) => <><Text size="sm" className="mono">{row.type}</Text><span className="portal-under mono">{row.event_id}</span></> },
  { key: 'consumer', title: words.consumer, render: (row) => <span className="mono">{row.consumer}</span> },
  { key: 'happened', title: words.happened, render: (row) => <DateTime at={row.occurred_at} form="exact" /> },
  { key: 'error', title: words.error, render: (row) => <Text size="sm" style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }} maw={320}>{row.last_error}</Text> },
  { key: 'retry', title: words.retry, render: (row) => <Retry delivery={row} /> },
];

function Retry({ delivery }: { readonly delivery: DeadDelivery }) {
  const client = useQueryClient();
  const retry = useMutation({
    mutationFn: () => api.POST('/api/v1/dead-deliveries/{id}/retry', { params: { path: { id: delivery.event_id } }, body: { consumer: delivery.consumer } }),
    onSuccess: async () => {
      tellDone(words.retried);
      await client.invalidateQueries({ queryKey: ['operations'] });
    },
    onError: tellFailure,
  });
  return <Button size="xs" variant="default" loading={retry.isPending} aria-label={words.retryOf(delivery.type, delivery.consumer)} onClick={() => retry.mutate()}>{words.retry}</Button>;
}
