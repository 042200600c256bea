import { Stack } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { balances, fundings } from '../../api/queries';
import { ListTable } from '../../components/data-table';
import { DateTime } from '../../components/date-time';
import { Money, MoneyLines } from '../../components/money';
import { PageHeader } from '../../components/page-header';
import { Panel, Stat, StatRow } from '../../components/panel';
import { EmptyState, ErrorState } from '../../components/states';
import { OwnAdjustments } from '../shared/own-adjustments';
import { t } from '../../strings/en';
import { advertiser as advertiserTexts } from '../../strings/advertiser';

const words = advertiserTexts.funds;

/** What the advertiser paid in and what is left of it. */
export function FundsPage() {
  const { data, error, refetch } = useQuery(balances());
  const list = useInfiniteQuery(fundings());
  const amounts = (state: 'funds' | 'reserved') => (data ?? []).map((row) => ({ currency: row.currency, amount: row[state] ?? 0 }));
  return (
    <>
      <PageHeader title={words.title} about={words.about} />
      <Stack>
        {error && !data ? <ErrorState error={error} retry={() => void refetch()} /> : null}
        <StatRow>
          <Stat label={words.available} note={advertiserTexts.overview.fundsNote}>{data?.length ? <MoneyLines values={amounts('funds')} /> : t.shared.dash}</Stat>
          <Stat label={words.reserved} note={advertiserTexts.overview.reservedNote}>{data?.length ? <MoneyLines values={amounts('reserved')} /> : t.shared.dash}</Stat>
        </StatRow>
        <OwnAdjustments />
        <Panel title={words.history} flush>
          <ListTable
            label={words.history} list={list}
            columns={[
              { key: 'received', title: words.received, render: (row) => <DateTime at={row.received_at} /> },
              { key: 'reference', title: words.reference, render: (row) => row.reference },
              { key: 'amount', title: t.shared.fields.amount, numeric: true, render: (row) => <Money value={row.amount} fw={600} /> },
            ]}
            empty={<EmptyState title={words.none}>{words.noneAbout}</EmptyState>}
          />
        </Panel>
      </Stack>
    </>
  );
}
