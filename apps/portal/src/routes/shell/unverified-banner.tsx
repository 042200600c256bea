import { Alert, Button, Group, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, body, openApi } from '../../api/client';
import { tellDone, tellFailure } from '../../components/notify';
import { sessionStore, type User } from '../../session/session-store';
import { t } from '../../strings/en';

const words = t.shell.unverified;

/** Asks to confirm the address where the network insists on it; goes away by itself once that happened on another tab. */
export function UnverifiedBanner({ user }: { readonly user: User }) {
  const unverified = !user.email_verified;
  const { data: network } = useQuery({ queryKey: ['setup'], queryFn: async () => body(await openApi.GET('/api/v1/setup')), enabled: unverified, staleTime: Infinity });
  const waiting = unverified && network?.email_verification_required === true;
  const { data: me } = useQuery({ queryKey: ['me'], queryFn: async () => body(await api.GET('/api/v1/me')), enabled: waiting });
  useEffect(() => {
    if (me?.email_verified) sessionStore.know(me);
  }, [me]);
  const resend = useMutation({
    mutationFn: () => api.POST('/api/v1/auth/verify-email/resend'),
    onSuccess: () => tellDone(words.sent),
    onError: tellFailure,
  });
  if (!waiting) return null;
  return (
    <Alert color="yellow" variant="light" mb="lg">
      <Group justify="space-between"><Text size="sm">{words.about}</Text><Button size="xs" variant="default" loading={resend.isPending} onClick={() => resend.mutate()}>{words.again}</Button></Group>
    </Alert>
  );
}
