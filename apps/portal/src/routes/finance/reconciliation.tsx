import { Button, Select, Stack, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { reconciliation } from '../../api/network-queries';
import type { Reconciliation } from '../../api/types';
import { type Column, DataTable } from '../../components/data-table';
import { CopyId } from '../../components/copy-field';
import { TextLink } from '../../components/links';
import { Money } from '../../components/money';
import { shortId } from '../../components/names';
import { PageHeader } from '../../components/page-header';
import { Panel } from '../../components/panel';
import { EmptyState, ErrorState, LoadingRows } from '../../components/states';
import { StatusBadge } from '../../components/status-badge';
import { t } from '../../strings/en';
import { reconciliation as words } from '../../strings/reconciliation';

const PERIODS = [7, 30, 90, 400];
const DEFAULT_DAYS = 30;
type Balance = Reconciliation['balances'][number];
type Difference = Reconciliation['differences'][number];

/** The books beside what Stripe says, read when the page is opened and when asked. */
export function ReconciliationPage() {
  const [days, setDays] = useState(DEFAULT_DAYS);
  const { data, error, isFetching, refetch } = useQuery({ ...reconciliation(days), placeholderData: keepPreviousData });
  return (
    <>
      <PageHeader
        title={words.title} about={words.about}
        actions={
          <>
            <Select aria-label={words.period} w={150} allowDeselect={false} value={String(days)} data={PERIODS.map((count) => ({ value: String(count), label: words.days(count) }))} onChange={(value) => setDays(Number(value))} />
            <Button leftSection={<IconRefresh size={16} aria-hidden />} loading={isFetching} onClick={() => void refetch()}>{words.again}</Button>
          </>
        }
      />
      {error ? <ErrorState error={error} retry={() => void refetch()} /> : null}
      {!error && !data ? <LoadingRows /> : null}
      {data && !error ? (
        <Stack>
          <Panel title={words.balances} about={words.balancesAbout} flush>
            <DataTable label={words.balances} rows={data.balances.map((row) => ({ ...row, id: row.currency }))} columns={BALANCES} empty={<EmptyState title={words.none}>{words.noneAbout}</EmptyState>} />
          </Panel>
          <Panel title={words.transfers} about={words.transfersAbout(data.transfers, days)} flush>
            <DataTable
              label={words.transfers} rows={data.differences.map((row) => ({ ...row, id: `${row.kind} ${row.transfer_id ?? ''} ${row.payout_id ?? ''}` }))} columns={DIFFERENCES}
              empty={<EmptyState title={words.allMatch}>{words.allMatchAbout}</EmptyState>}
            />
          </Panel>
        </Stack>
      ) : null}
    </>
  );
}

const BALANCES: Column<Balance & { readonly id: string }>[] = [
  { key: 'currency', title: words.currency, render: (row) => <Text size="sm" fw={500}>{row.currency}</Text> },
  { key: 'state', title: t.shared.status, render: (row) => <StatusBadge kind="comparison" status={row.difference.amount === 0 ? 'agrees' : 'differs'} /> },
  { key: 'books', title: words.books, numeric: true, render: (row) => <Money value={row.books} /> },
  { key: 'available', title: words.available, numeric: true, render: (row) => <Money value={row.available} /> },
  { key: 'pending', title: words.pending, numeric: true, render: (row) => <Money value={row.pending} /> },
  { key: 'difference', title: words.difference, numeric: true, render: (row) => <Money value={row.difference} fw={600} /> },
];

const DIFFERENCES: Column<Difference & { readonly id: string }>[] = [
  { key: 'kind', title: words.what, render: (row) => <div style={{ whiteSpace: 'normal', maxWidth: 380 }}><Text size="sm" fw={500}>{words.kinds[row.kind][0]}</Text><Text size="xs" c="dimmed">{words.kinds[row.kind][1]}</Text></div> },
  { key: 'transfer', title: words.transfer, render: (row) => (row.transfer_id ? <CopyId id={row.transfer_id} /> : t.shared.dash) },
  { key: 'payout', title: words.payout, render: (row) => (row.payout_id ? <TextLink to="/payouts/$payoutId" params={{ payoutId: row.payout_id }}>{shortId(row.payout_id)}</TextLink> : t.shared.dash) },
  { key: 'transferred', title: words.byStripe, numeric: true, render: (row) => (row.transferred ? <Money value={row.transferred} /> : t.shared.dash) },
  { key: 'back', title: words.takenBack, numeric: true, render: (row) => (row.taken_back ? <Money value={row.taken_back} /> : t.shared.dash) },
  { key: 'books', title: words.byBooks, numeric: true, render: (row) => (row.paid_out ? <Money value={row.paid_out} /> : t.shared.dash) },
];
