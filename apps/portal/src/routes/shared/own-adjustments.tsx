import { useInfiniteQuery } from '@tanstack/react-query';
import { adjustments } from '../../api/network-queries';
import { ListTable } from '../../components/data-table';
import { DateTime } from '../../components/date-time';
import { Money } from '../../components/money';
import { Panel } from '../../components/panel';
import { adjustments as words } from '../../strings/adjustments';

/** What the network corrected on the reader's balance, and why. Most people never have one, and see nothing of it. */
export function OwnAdjustments() {
  const list = useInfiniteQuery(adjustments.list());
  if (!list.isError && !list.data?.pages[0]?.data.length) return null;
  return (
    <Panel title={words.own} about={words.ownAbout} flush>
      <ListTable
        label={words.own} list={list} empty={null}
        columns={[
          { key: 'when', title: words.when, render: (row) => <DateTime at={row.decided_at ?? row.requested_at} /> },
          { key: 'reason', title: words.reason, render: (row) => row.reason },
          { key: 'amount', title: words.amount, numeric: true, render: (row) => <Money value={row.amount} fw={600} /> },
        ]}
      />
    </Panel>
  );
}
