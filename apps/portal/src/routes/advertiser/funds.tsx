import { Stack } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { balances, fundings } from '../../api/queries';
import { ListTable } from '../../components/data-table';
import { DateTime } from '../../components/date-time';
import { Money } from '../../components/money';
import { PageHeader } from '../../components/page-header';
import { Panel, Stat, StatRow } from '../../components/panel';
import { EmptyState } from '../../components/states';
import { BalanceSum } from '../shared/balance-sum';
import { OwnAdjustments } from '../shared/own-adjustments';
import { t } from '../../strings/en';
import { advertiser as advertiserTexts } from '../../strings/advertiser';

const words = advertiserTexts.funds;

/** What the advertiser paid in and what is left of it. */
export function FundsPage() {
  const money = useQuery(balances());
  const list = useInfiniteQuery(fundings());
  return (
    <>
      <PageHeader title={words.title} about={words.about} />
      <Stack>
        <StatRow>
          <Stat label={words.available} note={advertiserTexts.overview.fundsNote}><BalanceSum of={money} state="funds" /></Stat>
          <Stat label={words.reserved} note={advertiserTexts.overview.reservedNote}><BalanceSum of={money} state="reserved" /></Stat>
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
