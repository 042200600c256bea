import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { idempotencyKey } from '@fairlead/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../../api/client';
import type { BatchDetail } from '../../api/types';
import { ConfirmMoney } from '../../components/confirm-money';
import { Money } from '../../components/money';
import { useUser } from '../../session/use-user';
import { finance as financeTexts } from '../../strings/finance';
import { useDecided } from '../shared/conversion-actions';
import { Digest } from './digest';
import { StepButton } from './step-button';
import { WaitForOther } from './wait-for-other';

const words = financeTexts.batch;
const CANCELLABLE: readonly BatchDetail['status'][] = ['draft', 'rejected', 'submitted', 'approved', 'partly_failed'];
type Props = { readonly batch: BatchDetail };

/** What the reader may do with a batch in its state. Who prepared it finds no Approve, and reads who can. */
export function BatchActions({ batch }: Props) {
  const { id, role } = useUser();
  const open = CANCELLABLE.includes(batch.status);
  if (role !== 'finance') return open ? <Text size="sm" c="dimmed">{words.adminWaits}</Text> : null;
  const own = batch.prepared_by === id || batch.submitted_by === id;
  return (
    <>
      {batch.status === 'draft' || batch.status === 'rejected' ? <Submit batch={batch} /> : null}
      {batch.status === 'submitted' ? own ? <WaitForOther title={words.waitForOther} about={words.waitForNames} aboutNobody={words.waitForOtherAbout} /> : <><Reject batch={batch} /><Approve batch={batch} /></> : null}
      {batch.status === 'approved' ? <Release batch={batch} /> : null}
      {batch.status === 'partly_failed' ? <Retry batch={batch} /> : null}
      {open ? <Cancel batch={batch} /> : null}
    </>
  );
}

const pathOf = (batch: BatchDetail) => ({ path: { id: batch.id } });

function Submit({ batch }: Props) {
  return (
    <StepButton label={words.submit} title={words.submitTitle} done={words.submitted} run={async () => body(await api.POST('/api/v1/payout-batches/{id}/submit', { params: pathOf(batch) }))}>
      <Text size="sm">{words.submitAbout(batch.payout_count)}</Text>
      <Text fz={28} fw={650} ta="center"><Money value={batch.total} /></Text>
    </StepButton>
  );
}

function Approve({ batch }: Props) {
  // What was first on the screen: a batch that changed since then is refused by the API.
  const [digest] = useState(batch.digest);
  return (
    <StepButton label={words.approve} title={words.approveTitle} done={words.approved} run={async () => body(await api.POST('/api/v1/payout-batches/{id}/approve', { params: pathOf(batch), body: { digest } }))}>
      <Text fz={28} fw={650} ta="center"><Money value={batch.total} /></Text>
      <Text size="sm">{words.approveAbout} <Digest value={digest} /></Text>
    </StepButton>
  );
}

function Reject({ batch }: Props) {
  const [reason, setReason] = useState('');
  return (
    <StepButton label={words.reject} title={words.rejectTitle} done={words.rejected} secondary danger disabled={reason.trim() === ''} run={async () => body(await api.POST('/api/v1/payout-batches/{id}/reject', { params: pathOf(batch), body: { reason: reason.trim() } }))}>
      <TextInput label={words.reason} description={words.reasonAbout} value={reason} onChange={(event) => setReason(event.currentTarget.value)} data-autofocus maxLength={200} />
    </StepButton>
  );
}

function Release({ batch }: Props) {
  const [opened, { open, close }] = useDisclosure(false);
  // One key for one intent: a second click or a repeated call releases once.
  const [key] = useState(() => crypto.randomUUID());
  const release = useMutation({
    mutationFn: async () => body(await api.POST('/api/v1/payout-batches/{id}/release', { params: { ...pathOf(batch), header: idempotencyKey(key) }, body: { confirm_total: batch.total } })),
    onSuccess: useDecided(close, words.released),
  });
  return (
    <>
      <Button onClick={open}>{words.release}</Button>
      <ConfirmMoney opened={opened} onClose={() => { close(); release.reset(); }} title={words.releaseTitle} total={batch.total} confirmLabel={words.release} onConfirm={() => release.mutate()} pending={release.isPending} error={release.error}>
        <Text size="sm">{words.releaseAbout(batch.payout_count)}</Text>
      </ConfirmMoney>
    </>
  );
}

function Retry({ batch }: Props) {
  const failed = Number(Object.entries(batch.payouts_by_status).find(([status]) => status === 'failed')?.[1] ?? 0);
  const [key, setKey] = useState(() => crypto.randomUUID());
  const run = async () => {
    body(await api.POST('/api/v1/payout-batches/{id}/retry-failed', { params: { ...pathOf(batch), header: idempotencyKey(key) } }));
    setKey(crypto.randomUUID());
  };
  return <StepButton label={words.retry} title={words.retryTitle} done={words.retried} run={run}><Text size="sm">{words.retryAbout(failed)}</Text></StepButton>;
}

function Cancel({ batch }: Props) {
  return (
    <StepButton label={words.cancel} title={words.cancelTitle} done={words.cancelled} secondary danger run={async () => body(await api.POST('/api/v1/payout-batches/{id}/cancel', { params: pathOf(batch) }))}>
      <Stack gap="xs"><Text size="sm">{words.cancelAbout}</Text><Group justify="center"><Text fw={650}><Money value={batch.total} /></Text></Group></Stack>
    </StepButton>
  );
}
