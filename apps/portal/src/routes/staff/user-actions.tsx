import { Button, Select, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../../api/client';
import type { NetworkUser } from '../../api/types';
import { ConfirmDialog } from '../../components/confirm-money';
import { tellDone } from '../../components/notify';
import { sessionStore } from '../../session/session-store';
import { users as words } from '../../strings/users';

const SHORTEST_REASON = 3;
const LONGEST_REASON = 500;
type Props = { readonly user: NetworkUser };

/** Shuts a person out, or lets them in again, with a reason. */
export function DisableButton({ user }: Props) {
  const [opened, { open, close }] = useDisclosure(false);
  const [reason, setReason] = useState('');
  const isDisabled = user.status === 'disabled';
  const label = isDisabled ? words.enable : words.disable;
  const shut = () => {
    close();
    setReason('');
  };
  const change = useChange(shut, (isDisabled ? words.enabled : words.disabled)(user.name), () =>
    api.POST(`/api/v1/users/{id}/${isDisabled ? 'enable' : 'disable'}`, { params: { path: { id: user.id } }, body: { reason: reason.trim() } }));
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={open} aria-label={words.of(label, user.name)}>{label}</Button>
      <ConfirmDialog
        opened={opened} onClose={() => { shut(); change.reset(); }} title={(isDisabled ? words.enableTitle : words.disableTitle)(user.name)} confirmLabel={label} danger={!isDisabled} onConfirm={() => change.mutate()} pending={change.isPending}
        disabled={reason.trim().length < SHORTEST_REASON} error={change.error}
      >
        <Text size="sm">{isDisabled ? words.enableAbout : words.disableAbout}</Text>
        <Textarea label={words.reason} description={words.reasonAbout} autosize minRows={2} maxLength={LONGEST_REASON} data-autofocus value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      </ConfirmDialog>
    </>
  );
}

/** Ends every session of a person. */
export function EndSessionsButton({ user }: Props) {
  const [opened, { open, close }] = useDisclosure(false);
  const end = useChange(close, words.signedOut(user.name), () => api.POST('/api/v1/users/{id}/end-sessions', { params: { path: { id: user.id } } }));
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={open} aria-label={words.of(words.endSessions, user.name)}>{words.endSessions}</Button>
      <ConfirmDialog opened={opened} onClose={() => { close(); end.reset(); }} title={words.endSessionsTitle(user.name)} confirmLabel={words.endSessions} onConfirm={() => end.mutate()} pending={end.isPending} error={end.error}>
        <Text size="sm">{words.endSessionsAbout}</Text>
      </ConfirmDialog>
    </>
  );
}

/** Opens a tab in which the administrator sees what the person sees. */
export function ViewButton({ user }: Props) {
  const partners = user.memberships.filter(({ kind }) => kind !== 'network');
  const [opened, { open, close }] = useDisclosure(false);
  const [reason, setReason] = useState('');
  const [organization, setOrganization] = useState(partners[0]?.organization_id ?? '');
  const view = useMutation({
    mutationFn: async () => body(await api.POST('/api/v1/users/{id}/view', { params: { path: { id: user.id } }, body: { organization_id: organization, reason: reason.trim() } })),
    onSuccess: (session) => {
      close();
      setReason('');
      sessionStore.openViewing(session);
    },
  });
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={open} aria-label={words.of(words.view, user.name)}>{words.view}</Button>
      <ConfirmDialog
        opened={opened} onClose={() => { close(); view.reset(); }} title={words.viewTitle(user.name)} confirmLabel={words.view} onConfirm={() => view.mutate()} pending={view.isPending} disabled={reason.trim().length < SHORTEST_REASON} error={view.error}
      >
        <Text size="sm">{words.viewAbout}</Text>
        {partners.length > 1 ? <Select label={words.viewOf} allowDeselect={false} value={organization} data={partners.map((one) => ({ value: one.organization_id, label: one.organization_name }))} onChange={(value) => setOrganization(value ?? '')} /> : null}
        <Textarea label={words.reason} description={words.viewReasonAbout} autosize minRows={2} maxLength={LONGEST_REASON} data-autofocus value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      </ConfirmDialog>
    </>
  );
}

function useChange(close: () => void, done: string, run: () => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: async () => {
      close();
      tellDone(done);
      await queries.invalidateQueries({ queryKey: ['users'] });
    },
  });
}
