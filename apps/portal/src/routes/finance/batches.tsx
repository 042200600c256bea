import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { batches } from '../../api/network-queries';
import type { Batch } from '../../api/types';
import { type Column, ListTable } from '../../components/data-table';
import { DateTime } from '../../components/date-time';
import { FilterBar, StatusFilter } from '../../components/filters';
import { TextLink } from '../../components/links';
import { Money } from '../../components/money';
import { PageHeader } from '../../components/page-header';
import { Panel } from '../../components/panel';
import { EmptyState } from '../../components/states';
import { StatusBadge } from '../../components/status-badge';
import { useUser } from '../../session/use-user';
import { STATUSES } from '../../strings/status-lists';
import { t } from '../../strings/en';
import { finance as financeTexts } from '../../strings/finance';
import { Person } from './person';
import { PrepareBatch } from './prepare-batch';

const words = financeTexts.batches;
const POLL_MS = 5_000;

/** Every payout batch. */
export function BatchesPage() {
  const { status, prepare } = useSearch({ from: '/shell/batches' });
  const navigate = useNavigate({ from: '/batches' });
  const finance = useUser().role === 'finance';
  const list = useInfiniteQuery({ ...batches.list({ status }), refetchInterval: POLL_MS });
  const open = (opened: boolean) => void navigate({ search: (old) => ({ ...old, prepare: opened ? true : undefined }) });
  return (
    <>
      <PageHeader title={words.title} about={words.about} actions={finance ? <Button onClick={() => open(true)}>{words.prepare}</Button> : null} />
      <FilterBar><StatusFilter kind="batch" values={STATUSES.batch} value={status} onChange={(value) => void navigate({ search: { status: value } })} /></FilterBar>
      <Panel flush>
        <ListTable
          label={words.title} list={list} columns={COLUMNS} onRow={(row) => void navigate({ to: '/batches/$batchId', params: { batchId: row.id } })}
          empty={<EmptyState title={status ? t.shared.noMatch : words.none} action={finance && !status ? <Button onClick={() => open(true)}>{words.prepare}</Button> : null}>{status ? null : words.noneAbout}</EmptyState>}
        />
      </Panel>
      {finance ? <PrepareBatch opened={prepare === true} onClose={() => open(false)} /> : null}
    </>
  );
}

const COLUMNS: Column<Batch>[] = [
  { key: 'created', title: t.shared.fields.created, render: (row) => <TextLink to="/batches/$batchId" params={{ batchId: row.id }} fw={500}><DateTime at={row.created_at} /></TextLink> },
  { key: 'status', title: t.shared.status, render: (row) => <StatusBadge kind="batch" status={row.status} /> },
  { key: 'total', title: words.total, numeric: true, render: (row) => <Money value={row.total} fw={600} /> },
  { key: 'payouts', title: words.payouts, numeric: true, render: (row) => row.payout_count },
  { key: 'cutoff', title: words.cutoff, render: (row) => <DateTime at={row.cutoff_at} /> },
  { key: 'preparer', title: words.preparedBy, render: (row) => <Person id={row.prepared_by} /> },
  { key: 'approver', title: financeTexts.batch.approvedBy, render: (row) => <Person id={row.approved_by} /> },
];
