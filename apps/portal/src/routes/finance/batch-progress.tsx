import { Group, Progress, Text } from '@mantine/core';
import type { BatchDetail } from '../../api/types';
import { Panel } from '../../components/panel';
import { StatusBadge } from '../../components/status-badge';
import { finance as financeTexts } from '../../strings/finance';

const words = financeTexts.batch;
const SENT: readonly BatchDetail['status'][] = ['releasing', 'settled', 'partly_failed'];
const COLOUR: Readonly<Record<string, string>> = { transferred: 'teal', sending: 'blue', approved: 'gray', unknown: 'yellow', failed: 'red', returned: 'red', cancelled: 'gray' };

/** How far the release is, by the status of the payouts; read again every two seconds by the page. */
export function BatchProgress({ batch }: { readonly batch: BatchDetail }) {
  if (!SENT.includes(batch.status)) return null;
  const counts = Object.entries(batch.payouts_by_status).map(([status, count]) => ({ status, count: Number(count) })).filter(({ count }) => count > 0);
  const done = counts.find(({ status }) => status === 'transferred')?.count ?? 0;
  const text = words.progressText(done, batch.payout_count);
  return (
    <Panel title={words.progress}>
      <Progress.Root size="lg" mb="sm">
        {counts.map(({ status, count }) => <Progress.Section key={status} value={(count / Math.max(1, batch.payout_count)) * 100} color={COLOUR[status] ?? 'gray'} aria-label={`${status}: ${count}`} />)}
      </Progress.Root>
      <Group justify="space-between">
        <Text size="sm" role="status">{text}</Text>
        <Group gap="lg">{counts.map(({ status, count }) => <Group key={status} gap={6}><Text size="sm" fw={600} className="numbers">{count}</Text><StatusBadge kind="payout" status={status} /></Group>)}</Group>
      </Group>
    </Panel>
  );
}
