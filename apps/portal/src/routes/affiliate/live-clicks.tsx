import { Group, Loader, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { clicks } from '../../api/queries';
import type { Click } from '../../api/types';
import { DateTime } from '../../components/date-time';
import { ErrorState } from '../../components/states';
import { StatusBadge } from '../../components/status-badge';
import { clickReason } from '../../strings/reasons';
import { affiliate as affiliateTexts } from '../../strings/affiliate';
import { countryName } from '../public/countries';

const words = affiliateTexts.live;
const POLL_MS = 2_000;
const SHOWN = 8;

/** The latest clicks of a link, read again every two seconds while the page is seen. Old ones are not shown as live when that fails. */
export function LiveClicks({ linkId }: { readonly linkId: string }) {
  const { data, error } = useQuery({ ...clicks.latest({ link_id: linkId }, SHOWN), refetchInterval: POLL_MS, staleTime: 0 });
  if (error) return <ErrorState error={error} />;
  if (!data || data.length === 0) {
    return (
      <Group gap="md" py="sm" role="status">
        <Loader size="sm" type="dots" aria-hidden />
        <div><Text size="sm" fw={600}>{words.waiting}</Text><Text size="sm" c="dimmed">{words.waitingAbout}</Text></div>
      </Group>
    );
  }
  return (
    <>
      <span role="status" className="visually-hidden">{words.heard(data.length)}</span>
      <Stack gap={0} component="ul" m={0} p={0} aria-label={words.label} style={{ listStyle: 'none' }}>{data.map((click) => <ClickLine key={click.id} click={click} />)}</Stack>
    </>
  );
}

function ClickLine({ click }: { readonly click: Click }) {
  return (
    <Group component="li" gap="md" py={8} wrap="nowrap" justify="space-between" style={{ borderTop: '1px solid var(--portal-line)' }}>
      <div style={{ minWidth: 0 }}>
        <Text size="sm" fw={500}>{click.country ? countryName(click.country) : words.unknownCountry} · {click.device}{click.sub1 ? ` · ${click.sub1}` : ''}</Text>
        <Text size="xs" c="dimmed"><DateTime at={click.occurred_at} form="exact" />{click.reason ? ` · ${clickReason(click.reason)}` : ''}</Text>
      </div>
      <StatusBadge kind="click" status={click.status} />
    </Group>
  );
}
