import { Badge, Box, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { adjustments } from '../../api/network-queries';
import { DateTime } from '../../components/date-time';
import { ButtonLink } from '../../components/links';
import { Money } from '../../components/money';
import { Panel } from '../../components/panel';
import { ErrorState } from '../../components/states';
import { useUser } from '../../session/use-user';
import { adjustments as words } from '../../strings/adjustments';
import { AdjustedAccount } from './adjusted-account';

/** Adjustments that wait for a decision; nothing where none does. */
export function AdjustmentQueue() {
  const { id: me, role } = useUser();
  const { data, error, refetch } = useInfiniteQuery(adjustments.list({ status: 'requested' }));
  const rows = data?.pages.flatMap((page) => page.data) ?? [];
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (rows.length === 0) return null;
  return (
    <Panel title={words.waiting} about={words.waitingAbout} flush>
      <Stack gap={0} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {rows.map((row) => {
          const mine = role === 'finance' && row.requested_by !== me;
          return (
            <Group component="li" key={row.id} justify="space-between" px="lg" py="sm" style={{ borderTop: '1px solid var(--portal-line)' }}>
              <Group gap="lg">
                <Box miw={110}><Text fw={650}><Money value={row.amount} /></Text><Text size="xs" c="dimmed"><AdjustedAccount adjustment={row} /></Text></Box>
                <Text size="sm" maw={380} lineClamp={2}>{row.reason}</Text>
                <Text size="sm" c="dimmed"><DateTime at={row.requested_at} /></Text>
              </Group>
              <Group gap="sm">
                {mine ? null : <Badge variant="default" tt="none" fw={500}>{role === 'finance' ? words.waitForOther : words.adminWaits}</Badge>}
                <ButtonLink to="/adjustments/$adjustmentId" params={{ adjustmentId: row.id }} size="xs" variant={mine ? 'filled' : 'default'}>{words.decide}</ButtonLink>
              </Group>
            </Group>
          );
        })}
      </Stack>
    </Panel>
  );
}
