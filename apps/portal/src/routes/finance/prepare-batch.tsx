import { Stack, Table, Text, Radio } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, body } from '../../api/client';
import { ledger } from '../../api/network-queries';
import type { LedgerAccount } from '../../api/types';
import { ConfirmDialog } from '../../components/confirm-money';
import { Money } from '../../components/money';
import { tellDone } from '../../components/notify';
import { LoadingRows } from '../../components/states';
import { finance as financeTexts } from '../../strings/finance';
import { sumsOf } from './account-sums';

const words = financeTexts.batches;

/** Collects what is payable in one currency into a draft, after showing how much that is. */
export function PrepareBatch({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { data } = useQuery({ ...ledger.allAccounts({ kind: 'affiliate_payable' }), enabled: opened });
  const positive = (data?.rows ?? []).filter((account) => account.balance.amount > 0);
  const sums = sumsOf(positive.map((account) => account.balance));
  const [chosen, choose] = useState<string | null>(null);
  const currency = chosen ?? sums[0]?.currency ?? null;
  const draft = useMutation({
    mutationFn: async (of: string) => body(await api.POST('/api/v1/payout-batches', { body: { currency: of } })),
    onSuccess: async (batch) => {
      tellDone(words.made);
      await queries.invalidateQueries();
      await navigate({ to: '/batches/$batchId', params: { batchId: batch.id } });
    },
  });
  return (
    <ConfirmDialog opened={opened} onClose={onClose} title={words.prepareTitle} confirmLabel={words.make} onConfirm={() => { if (currency) draft.mutate(currency); }} pending={draft.isPending} error={draft.error} disabled={currency === null}>
      {data ? null : <LoadingRows rows={2} />}
      {data && sums.length === 0 ? <Text size="sm">{words.nothingPayable}</Text> : null}
      {sums.length > 0 ? (
        <Radio.Group label={words.currency} description={words.currencyAbout} value={currency} onChange={choose}>
          <Table mt="sm" verticalSpacing={8} withRowBorders={false}>
            <Table.Tbody>{sums.map((sum) => <CurrencyRow key={sum.currency} currency={sum.currency} amount={sum.amount} accounts={positive} />)}</Table.Tbody>
          </Table>
        </Radio.Group>
      ) : null}
    </ConfirmDialog>
  );
}

function CurrencyRow({ currency, amount, accounts }: { readonly currency: string; readonly amount: number; readonly accounts: readonly LedgerAccount[] }) {
  const affiliates = accounts.filter((account) => account.balance.currency === currency).length;
  return (
    <Table.Tr>
      <Table.Td><Radio value={currency} label={currency} /></Table.Td>
      <Table.Td><Text size="sm" c="dimmed">{financeTexts.balances.affiliates(affiliates)}</Text></Table.Td>
      <Table.Td ta="right"><Stack gap={0}><Text fw={600}><Money value={{ amount, currency }} /></Text></Stack></Table.Td>
    </Table.Tr>
  );
}
