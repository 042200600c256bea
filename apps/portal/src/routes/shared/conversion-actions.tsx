import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../../api/client';
import type { Commission, Conversion } from '../../api/types';
import { ConfirmDialog } from '../../components/confirm-money';
import { formatMoney } from '../../components/money-text';
import { tellDone } from '../../components/notify';
import { useUser } from '../../session/use-user';
import { advertiser as advertiserTexts } from '../../strings/advertiser';
import { ReverseDialog } from './reverse-dialog';

const words = advertiserTexts.review;

/** What the reader may decide about a conversion: approve, reject with a reason, or take back a part. */
export function ConversionActions({ conversion, commission }: { readonly conversion: Conversion; readonly commission: Commission | null }) {
  const { role } = useUser();
  const decides = (role === 'advertiser' || role === 'admin') && (conversion.status === 'pending' || conversion.status === 'held');
  const reverses = role !== 'affiliate' && conversion.status === 'approved' && conversion.reversed_amount.amount < conversion.amount.amount;
  return (
    <>
      {decides ? <><Approve conversion={conversion} /><Reject conversion={conversion} /></> : null}
      {reverses ? <ReverseDialog conversion={conversion} commission={commission} /> : null}
    </>
  );
}

function Approve({ conversion }: { readonly conversion: Conversion }) {
  const [opened, { open, close }] = useDisclosure(false);
  const done = useDecided(close, words.approvedOne);
  const approve = useMutation({ mutationFn: async () => body(await api.POST('/api/v1/conversions/{id}/approve', { params: { path: { id: conversion.id } } })), onSuccess: done });
  return (
    <>
      <Button onClick={open}>{words.approve}</Button>
      <ConfirmDialog opened={opened} onClose={close} title={words.approveOneTitle} confirmLabel={words.approve} onConfirm={() => approve.mutate()} pending={approve.isPending} error={approve.error}>
        <Text size="sm">{words.approveOneAbout(conversion.order_id, formatMoney(conversion.amount.amount, conversion.amount.currency))}</Text>
      </ConfirmDialog>
    </>
  );
}

function Reject({ conversion }: { readonly conversion: Conversion }) {
  const [opened, { open, close }] = useDisclosure(false);
  const [reason, setReason] = useState('');
  const done = useDecided(close, words.rejectedOne);
  const reject = useMutation({ mutationFn: async () => body(await api.POST('/api/v1/conversions/{id}/reject', { params: { path: { id: conversion.id } }, body: { reason: reason.trim() } })), onSuccess: done });
  return (
    <>
      <Button variant="default" onClick={open}>{words.reject}</Button>
      <ConfirmDialog opened={opened} onClose={close} title={words.rejectOneTitle} confirmLabel={words.reject} danger onConfirm={() => reject.mutate()} pending={reject.isPending} error={reject.error} disabled={reason.trim() === ''}>
        <ReasonField value={reason} onChange={setReason} />
      </ConfirmDialog>
    </>
  );
}

/** A reason that both sides will read, with the usual ones at hand. */
export function ReasonField({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  return (
    <Stack gap="xs">
      <TextInput label={words.reason} description={words.reasonAbout} value={value} onChange={(event) => onChange(event.currentTarget.value)} data-autofocus maxLength={200} />
      <Group gap={6}>{words.usualReasons.map((usual) => <Button key={usual} size="compact-xs" variant="default" onClick={() => onChange(usual)}>{usual}</Button>)}</Group>
    </Stack>
  );
}

/** Closes the dialog, reads everything again and says what was done. */
export function useDecided(close: () => void, message: string): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    close();
    tellDone(message);
    await queries.invalidateQueries();
  };
}
