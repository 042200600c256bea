import { Box, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { payouts } from '../../api/network-queries';
import { DataTable } from '../../components/data-table';
import { DateTime } from '../../components/date-time';
import { TextLink } from '../../components/links';
import { Money } from '../../components/money';
import { EmptyState, ErrorState, LoadingRows } from '../../components/states';
import { t } from '../../strings/en';
import { conversions as conversionsTexts } from '../../strings/conversions';

const words = conversionsTexts.payouts;

/** What a payout pays for, line by line; the lines add up to it. */
export function PayoutLines({ payoutId }: { readonly payoutId: string }) {
  const { data, error, refetch } = useQuery(payouts.conversions(payoutId));
  if (error && !data) return <Box p="md"><ErrorState error={error} retry={() => void refetch()} /></Box>;
  if (!data) return <LoadingRows />;
  const rows = data.data.map((line, index) => ({ ...line, id: `${line.commission_id ?? line.adjustment?.id}-${line.kind}-${index}` }));
  return (
    <>
      <DataTable
        label={words.inside} rows={rows} empty={<EmptyState title={words.empty} />}
        columns={[
          { key: 'order', title: t.shared.fields.order, render: (row) => (row.conversion_id ? <TextLink to="/conversions/$conversionId" params={{ conversionId: row.conversion_id }} fw={500}>{row.order_id}</TextLink> : row.adjustment?.reason) },
          { key: 'kind', title: words.kind, render: (row) => words[row.kind] },
          { key: 'goal', title: t.shared.fields.goal, render: (row) => row.goal ?? t.shared.dash },
          { key: 'time', title: t.shared.fields.time, render: (row) => <DateTime at={row.occurred_at} /> },
          { key: 'click', title: t.shared.fields.click, render: (row) => (row.click_id ? <TextLink to="/clicks/$clickId" params={{ clickId: row.click_id }}>{conversionsTexts.clicks.detail}</TextLink> : t.shared.dash) },
          { key: 'amount', title: t.shared.fields.amount, numeric: true, render: (row) => <Money value={row.amount} /> },
        ]}
      />
      <Group justify="flex-end" gap="xl" px="lg" py="sm" style={{ borderTop: '1px solid var(--portal-line)' }}><Text size="sm" fw={600}>{words.total}</Text><Text size="sm" fw={650}><Money value={data.total} /></Text></Group>
    </>
  );
}
