import { Alert, Loader } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import { DateTime } from '../../components/date-time';
import { advertiser as advertiserTexts } from '../../strings/advertiser';

const words = advertiserTexts.tracking;
const POLL_MS = 2_000;

/** Waiting, or green: whether a purchase of this account was accepted yet. */
export function TrackingHealth() {
  const { data } = useQuery({
    queryKey: ['inbound-events', 'health'],
    queryFn: async () => body(await api.GET('/api/v1/inbound-events', { params: { query: { outcome: 'accepted', limit: 1 } } })).data[0] ?? null,
    refetchInterval: POLL_MS,
  });
  if (data === undefined) return null;
  if (data === null) return <Alert role="status" color="gray" variant="light" icon={<Loader size={18} color="gray" aria-hidden />} title={words.waiting}>{words.waitingAbout}</Alert>;
  return <Alert role="status" color="teal" variant="light" icon={<IconCircleCheck aria-hidden />} title={words.received}>{words.receivedAbout} <DateTime at={data.received_at} form="exact" />.</Alert>;
}
