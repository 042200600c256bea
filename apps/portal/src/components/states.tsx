import { Alert, Button, Group, Skeleton, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconAlertTriangle, IconInbox, IconLock } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { FairleadProblem } from '@fairlead/client';
import { BlockedRequest } from '../api/blocked-request';
import { api } from '../api/client';
import { t } from '../strings/en';
import { ButtonLink } from './links';

/** What a list shows before it has rows: one sentence and the next step. */
export function EmptyState({ title, children, action, icon }: { readonly title: string; readonly children?: ReactNode; readonly action?: ReactNode; readonly icon?: ReactNode }) {
  return (
    <Stack align="center" gap="xs" py={40} px="md" ta="center">
      <ThemeIcon size={44} radius="xl" variant="light" color="gray" aria-hidden>{icon ?? <IconInbox size={22} />}</ThemeIcon>
      <Text fw={600}>{title}</Text>
      {children ? <Text size="sm" c="dimmed" maw={460}>{children}</Text> : null}
      {action ? <div style={{ marginTop: 8 }}>{action}</div> : null}
    </Stack>
  );
}

/** What went wrong, in the words of the API, and a way to try again. */
export function ErrorState({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  const requestId = error instanceof FairleadProblem ? error.requestId : null;
  return (
    <Alert color="red" variant="light" title={t.shared.errors.title} icon={<IconAlertTriangle aria-hidden />} role="alert">
      <Text size="sm">{errorText(error)}</Text>
      {requestId ? <Text size="xs" mt={4} className="mono">{t.shared.requestId(requestId)}</Text> : null}
      {isUnverified(error) ? <ResendMail /> : null}
      {retry ? <Button mt="sm" size="xs" variant="default" onClick={retry}>{t.shared.retry}</Button> : null}
    </Alert>
  );
}

/** Whether a call was refused until the person proves their mailbox. */
export const isUnverified = (error: unknown): boolean => error instanceof FairleadProblem && error.code === 'auth.email_unverified';

/** Sends the mail again that proves the mailbox, right where its lack stopped something. */
export function ResendMail() {
  const resend = useMutation({ mutationFn: () => api.POST('/api/v1/auth/verify-email/resend') });
  if (resend.isSuccess) return <Text size="sm" mt="sm" fw={500} role="status">{t.shell.unverified.sent}</Text>;
  return (
    <>
      {resend.isError ? <Text size="sm" mt="sm">{errorText(resend.error)}</Text> : null}
      <Button mt="sm" size="xs" variant="default" loading={resend.isPending} onClick={() => resend.mutate()}>{t.shell.unverified.again}</Button>
    </>
  );
}

/** A page that the role does not include. */
export function DeniedState({ role }: { readonly role: string }) {
  return (
    <Stack align="center" gap="xs" py={64} ta="center">
      <title>{`${t.shared.errors.denied} · ${t.shared.product}`}</title>
      <ThemeIcon size={48} radius="xl" variant="light" color="gray" aria-hidden><IconLock size={24} /></ThemeIcon>
      <Title order={1}>{t.shared.errors.denied}</Title>
      <Text c="dimmed">{t.shared.errors.deniedAbout(role)}</Text>
      <ButtonLink to="/" mt="sm">{t.shared.errors.home}</ButtonLink>
    </Stack>
  );
}

/** Grey bars in the shape of what is coming. */
export function LoadingRows({ rows = 6 }: { readonly rows?: number }) {
  return (
    <Stack gap="sm" p="md" role="status" aria-label={t.shared.loading}>
      {Array.from({ length: rows }, (_, index) => <Group key={index} wrap="nowrap"><Skeleton h={14} w="30%" /><Skeleton h={14} w="45%" /><Skeleton h={14} w="15%" /></Group>)}
    </Stack>
  );
}

/** What a person reads when a call failed. */
export function errorText(error: unknown): string {
  if (error instanceof FairleadProblem) return error.message;
  if (error instanceof BlockedRequest) return t.shared.errors.blocked;
  if (error instanceof TypeError) return t.shared.errors.network;
  return t.shared.errors.unexpected;
}
