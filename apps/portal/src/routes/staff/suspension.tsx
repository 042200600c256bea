import { Button, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client';
import { ConfirmDialog } from '../../components/confirm-money';
import { useTimeFormat } from '../../components/date-time';
import { tellDone } from '../../components/notify';
import { StatusBadge } from '../../components/status-badge';
import { suspension as suspensionTexts } from '../../strings/suspension';

const words = suspensionTexts;
const SHORTEST_REASON = 3;
const LONGEST_REASON = 500;

export type AccountKind = 'advertisers' | 'affiliates';
interface Account {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly suspended_reason: string | null;
  readonly suspended_at: string | null;
}

/** Whether an account works; of one that was stopped, why and since when. */
export function AccountStatus({ account }: { readonly account: Account }) {
  const format = useTimeFormat();
  return (
    <>
      <StatusBadge kind="account" status={account.status} />
      {account.suspended_reason === null ? null : <span className="portal-under portal-why">{account.suspended_reason}{account.suspended_at === null ? null : <><br />{words.since(format(account.suspended_at, 'day'))}</>}</span>}
    </>
  );
}

/** Stops an account or starts it again, with a reason. */
export function SuspensionButton({ kind, account }: { readonly kind: AccountKind; readonly account: Account }) {
  const queries = useQueryClient();
  const [opened, { open, close }] = useDisclosure(false);
  const [reason, setReason] = useState('');
  const isSuspended = account.status === 'suspended';
  const label = isSuspended ? words.reactivate : words.suspend;
  const change = useMutation({
    mutationFn: () => api.POST(`/api/v1/${kind}/{id}/${isSuspended ? 'reactivate' : 'suspend'}`, { params: { path: { id: account.id } }, body: { reason: reason.trim() } }),
    onSuccess: async () => {
      shut();
      tellDone((isSuspended ? words.reactivated : words.suspended)(account.name));
      await queries.invalidateQueries({ queryKey: [kind] });
    },
  });
  const shut = () => {
    close();
    setReason('');
    change.reset();
  };
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={open} aria-label={words.of(label, account.name)}>{label}</Button>
      <ConfirmDialog
        opened={opened} onClose={shut} title={(isSuspended ? words.reactivateTitle : words.suspendTitle)(account.name)} confirmLabel={label} danger={!isSuspended} onConfirm={() => change.mutate()} pending={change.isPending}
        disabled={reason.trim().length < SHORTEST_REASON} error={change.error}
      >
        <Text size="sm">{isSuspended ? words.reactivateAbout : kind === 'advertisers' ? words.advertisersAbout : words.affiliatesAbout}</Text>
        <Textarea label={words.reason} description={isSuspended ? words.reactivateReasonAbout : words.reasonAbout} autosize minRows={2} maxLength={LONGEST_REASON} data-autofocus value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      </ConfirmDialog>
    </>
  );
}
