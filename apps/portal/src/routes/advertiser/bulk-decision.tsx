import { Button, Progress, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../../api/client';
import type { Conversion, Money as MoneyValue } from '../../api/types';
import { ConfirmDialog } from '../../components/confirm-money';
import { MoneyLines } from '../../components/money';
import { tellDone, tellFailure } from '../../components/notify';
import { Facts } from '../../components/panel';
import { advertiser as advertiserTexts } from '../../strings/advertiser';
import { ReasonField } from '../shared/conversion-actions';

const words = advertiserTexts.review;

interface BulkProps {
  readonly decision: 'approve' | 'reject';
  readonly rows: Conversion[];
  /** Gets the rows that could not be decided. */
  readonly onLeft: (rows: Conversion[]) => void;
}

/** Decides the selected conversions one after the other, after a preview of how many and how much. */
export function BulkDecision({ decision, rows, onLeft }: BulkProps) {
  const [opened, { open, close }] = useDisclosure(false);
  const [reason, setReason] = useState('');
  const [done, setDone] = useState(0);
  const queries = useQueryClient();
  const run = useMutation({
    mutationFn: () => decideAll(decision, rows, reason.trim(), setDone),
    onSuccess: async ({ left, failure }) => {
      close();
      setDone(0);
      onLeft(left);
      if (rows.length > left.length) tellDone(words.done(rows.length - left.length));
      if (failure !== null) tellFailure(failure);
      await queries.invalidateQueries();
    },
  });
  const approves = decision === 'approve';
  return (
    <>
      <Button size="sm" variant={approves ? 'filled' : 'default'} onClick={open}>{approves ? words.approve : words.reject}</Button>
      <ConfirmDialog
        opened={opened} onClose={close} title={approves ? words.bulkApproveTitle(rows.length) : words.bulkRejectTitle(rows.length)} confirmLabel={approves ? words.approve : words.reject} danger={!approves}
        onConfirm={() => run.mutate()} pending={run.isPending} error={run.error} disabled={!approves && reason.trim() === ''}
      >
        <Stack>
          <Facts rows={[[words.sum, <MoneyLines key="sum" values={sumsOf(rows)} fw={600} />]]} />
          {approves ? <Text size="sm" c="dimmed">{words.bulkAbout}</Text> : <ReasonField value={reason} onChange={setReason} />}
          {run.isPending ? <><Progress value={(done / rows.length) * 100} aria-label={words.progress(done, rows.length)} /><Text size="xs" c="dimmed" role="status">{words.progress(done, rows.length)}</Text></> : null}
        </Stack>
      </ConfirmDialog>
    </>
  );
}

async function decideAll(decision: 'approve' | 'reject', rows: readonly Conversion[], reason: string, onProgress: (done: number) => void): Promise<{ left: Conversion[]; failure: unknown }> {
  const left: Conversion[] = [];
  let failure: unknown = null;
  for (const [index, row] of rows.entries()) {
    try {
      await decide(decision, row.id, reason);
    } catch (error) {
      left.push(row);
      failure = error;
    }
    onProgress(index + 1);
  }
  return { left, failure };
}

async function decide(decision: 'approve' | 'reject', id: string, reason: string): Promise<void> {
  if (decision === 'approve') body(await api.POST('/api/v1/conversions/{id}/approve', { params: { path: { id } } }));
  else body(await api.POST('/api/v1/conversions/{id}/reject', { params: { path: { id } }, body: { reason } }));
}

/** Amounts by currency; currencies are never added up. */
function sumsOf(rows: readonly Conversion[]): MoneyValue[] {
  const sums = new Map<string, number>();
  for (const { amount } of rows) sums.set(amount.currency, (sums.get(amount.currency) ?? 0) + amount.amount);
  return [...sums].map(([currency, amount]) => ({ currency, amount }));
}
