import { Button, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { adjustments } from '../../api/network-queries';
import type { Adjustment } from '../../api/types';
import { ApiRequest } from '../../components/api-request';
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
import { adjustments as words } from '../../strings/adjustments';
import { t } from '../../strings/en';
import { STATUSES } from '../../strings/status-lists';
import { AdjustedAccount } from './adjusted-account';
import { Person } from './person';
import { RequestAdjustment } from './request-adjustment';

/** Corrections of balances, and the way to ask for one. */
export function AdjustmentsPage() {
  const { status, request } = useSearch({ from: '/shell/adjustments' });
  const navigate = useNavigate({ from: '/adjustments' });
  const finance = useUser().role === 'finance';
  const list = useInfiniteQuery(adjustments.list({ status }));
  const open = (opened: boolean) => void navigate({ search: (old) => ({ ...old, request: opened ? true : undefined }) });
  const ask = finance ? <Button onClick={() => open(true)}>{words.request}</Button> : null;
  return (
    <>
      <PageHeader title={words.title} about={words.about} actions={<><ApiRequest path="/api/v1/adjustments" filter={{ status }} />{ask}</>} />
      <FilterBar><StatusFilter kind="adjustment" values={STATUSES.adjustment} value={status} onChange={(value) => void navigate({ search: { status: value } })} /></FilterBar>
      <Panel flush>
        <ListTable
          label={words.title} list={list} columns={COLUMNS} onRow={(row) => void navigate({ to: '/adjustments/$adjustmentId', params: { adjustmentId: row.id } })}
          empty={<EmptyState title={status ? t.shared.noMatch : words.none} action={status ? null : ask}>{status ? words.noMatchAbout : words.noneAbout}</EmptyState>}
        />
      </Panel>
      {finance ? <RequestAdjustment opened={request === true} onClose={() => open(false)} /> : null}
    </>
  );
}

const COLUMNS: Column<Adjustment>[] = [
  { key: 'requested', title: t.shared.fields.created, render: (row) => <TextLink to="/adjustments/$adjustmentId" params={{ adjustmentId: row.id }} fw={500}><DateTime at={row.requested_at} /></TextLink> },
  { key: 'status', title: t.shared.status, render: (row) => <StatusBadge kind="adjustment" status={row.status} /> },
  { key: 'account', title: words.whose, render: (row) => <AdjustedAccount adjustment={row} /> },
  { key: 'amount', title: words.amount, numeric: true, render: (row) => <Money value={row.amount} fw={600} /> },
  { key: 'reason', title: words.reason, render: (row) => <Text size="sm" maw={250} truncate title={row.reason}>{row.reason}</Text> },
  { key: 'people', title: words.requestedBy, render: (row) => <><Person id={row.requested_by} />{row.decided_by ? <span className="portal-under">{words.decidedBy} <Person id={row.decided_by} /></span> : null}</> },
];
