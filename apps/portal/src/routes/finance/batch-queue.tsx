import { Badge, Box, Group, Stack, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { batches } from '../../api/network-queries';
import type { Batch } from '../../api/types';
import { DateTime } from '../../components/date-time';
import { ButtonLink } from '../../components/links';
import { Money } from '../../components/money';
import { Panel } from '../../components/panel';
import { EmptyState, ErrorState, LoadingRows } from '../../components/states';
import { StatusBadge } from '../../components/status-badge';
import { useUser } from '../../session/use-user';
import { finance as financeTexts } from '../../strings/finance';

const words = financeTexts.home;
const POLL_MS = 5_000;

interface Task {
  readonly text: string;
  /** Whether the reader is the one to act. */
  readonly mine: boolean;
}

/** Batches that wait for the reader first, then those that wait for somebody else. */
export function BatchQueue() {
  const { id, role } = useUser();
  const { data, error, refetch } = useQuery({ ...batches.all(), refetchInterval: POLL_MS });
  const open = (data?.rows ?? []).flatMap((batch) => {
    const task = taskOf(batch, role === 'finance' ? id : null);
    return task ? [{ batch, task }] : [];
  });
  open.sort((one, other) => Number(other.task.mine) - Number(one.task.mine));
  return (
    <Panel title={words.queue} flush={open.length > 0}>
      {error && !data ? <ErrorState error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <LoadingRows rows={2} /> : null}
      {data && open.length === 0 ? <EmptyState title={words.nothing} icon={<IconCircleCheck size={22} />}>{words.nothingAbout}</EmptyState> : null}
      <Stack gap={0} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>{open.map(({ batch, task }) => <QueueLine key={batch.id} batch={batch} task={task} />)}</Stack>
    </Panel>
  );
}

function QueueLine({ batch, task }: { readonly batch: Batch; readonly task: Task }) {
  return (
    <Group component="li" justify="space-between" px="lg" py="sm" style={{ borderTop: '1px solid var(--portal-line)' }}>
      <Group gap="lg">
        <Box miw={110}><Text fw={650}><Money value={batch.total} /></Text><Text size="xs" c="dimmed">{financeTexts.batches.count(batch.payout_count)}</Text></Box>
        <StatusBadge kind="batch" status={batch.status} />
        <Text size="sm" c="dimmed"><DateTime at={batch.created_at} /></Text>
      </Group>
      <Group gap="sm">
        {task.mine ? null : <Badge variant="default" tt="none" fw={500}>{task.text}</Badge>}
        <ButtonLink to="/batches/$batchId" params={{ batchId: batch.id }} size="xs" variant={task.mine ? 'filled' : 'default'}>{task.mine ? task.text : financeTexts.batches.open}</ButtonLink>
      </Group>
    </Group>
  );
}

/** What a batch waits for, seen by one person; null when it waits for nothing. */
function taskOf(batch: Batch, me: string | null): Task | null {
  const finance = me !== null;
  switch (batch.status) {
    case 'draft': return { text: batch.prepared_by === me ? words.ownDraft : words.otherDraft, mine: batch.prepared_by === me };
    case 'rejected': return { text: words.rejected, mine: batch.prepared_by === me };
    case 'submitted': return batch.prepared_by === me || batch.submitted_by === me || !finance ? { text: words.waitsForOther, mine: false } : { text: words.toApprove, mine: true };
    case 'approved': return { text: words.toRelease, mine: finance };
    case 'partly_failed': return { text: words.failed, mine: finance };
    case 'releasing': return { text: words.moving, mine: false };
    case 'settled': return null;
    case 'cancelled': return null;
  }
}
