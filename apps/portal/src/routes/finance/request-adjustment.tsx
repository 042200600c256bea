import { Alert, Group, SegmentedControl, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { idempotencyKey } from '@fairlead/client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../../api/client';
import { advertisers, affiliates, ledger } from '../../api/network-queries';
import type { Adjustment } from '../../api/types';
import { ConfirmDialog } from '../../components/confirm-money';
import { formatMoney, parseMoney } from '../../components/money-text';
import { Facts } from '../../components/panel';
import { adjustments as words } from '../../strings/adjustments';
import { CURRENCIES } from '../advertiser/currencies';
import { useDecided } from '../shared/conversion-actions';

type Side = keyof typeof words.sides;
type Counter = NonNullable<Adjustment['counter_account']>;
interface Draft { side: Side; owner: string; direction: Adjustment['direction']; amount: string; currency: string; counter: Counter; reason: string }

const EMPTY: Draft = { side: 'advertiser', owner: '', direction: 'credit', amount: '', currency: 'EUR', counter: 'network_margin', reason: '' };
const optionsOf = <Name extends string>(names: Readonly<Record<Name, string>>) => (Object.keys(names) as Name[]).map((value) => ({ value, label: names[value] }));

/** Asks for an adjustment, and shows before what it would make of the balance. */
export function RequestAdjustment({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const [key, setKey] = useState(() => crypto.randomUUID());
  const form = useForm<Draft>({
    initialValues: EMPTY,
    validate: {
      owner: (value) => (value ? null : words.needOwner),
      amount: (value, { currency }) => ((parseMoney(value, currency) ?? 0) > 0 ? null : words.needAmount),
      reason: (value) => (value.trim() ? null : words.needReason),
    },
  });
  const { side, owner, direction, currency, counter, reason } = form.values;
  const amount = parseMoney(form.values.amount, currency) ?? 0;
  const decided = useDecided(onClose, words.requested);
  const request = useMutation({
    mutationFn: async () => body(await api.POST('/api/v1/adjustments', {
      params: { header: idempotencyKey(key) },
      body: { ...(side === 'advertiser' ? { advertiser_id: owner } : { affiliate_id: owner }), direction, amount, currency, counter_account: counter, reason: reason.trim() },
    })),
    onSuccess: async () => {
      form.reset();
      setKey(crypto.randomUUID());
      await decided();
    },
  });
  const close = () => {
    onClose();
    request.reset();
  };
  return (
    <ConfirmDialog opened={opened} onClose={close} title={words.request} confirmLabel={words.request} onConfirm={() => { if (!form.validate().hasErrors) request.mutate(); }} pending={request.isPending} error={request.error}>
      <div>
        <Text size="sm" fw={500} mb={4}>{words.side}</Text>
        <SegmentedControl fullWidth aria-label={words.side} data={optionsOf(words.sideChoice)} value={side} onChange={(value) => form.setValues({ side: value, owner: '' })} />
      </div>
      <OwnerSelect side={side} {...form.getInputProps('owner')} />
      <Select label={words.direction} data={optionsOf(words.directions)} allowDeselect={false} {...form.getInputProps('direction')} />
      <Group grow align="flex-start">
        <TextInput label={words.amount} inputMode="decimal" autoComplete="off" {...form.getInputProps('amount')} />
        <Select label={words.currency} data={CURRENCIES} searchable allowDeselect={false} {...form.getInputProps('currency')} />
      </Group>
      <Select label={words.against} description={words.countersAbout[counter]} data={optionsOf(words.counters)} allowDeselect={false} {...form.getInputProps('counter')} />
      <Textarea label={words.reason} description={words.reasonAbout} autosize minRows={2} maxLength={500} {...form.getInputProps('reason')} />
      {owner ? <Preview side={side} owner={owner} currency={currency} change={direction === 'credit' ? amount : -amount} /> : null}
    </ConfirmDialog>
  );
}

function OwnerSelect({ side, value, ...field }: { readonly side: Side; readonly value?: string; readonly onChange?: (value: string) => void; readonly error?: string }) {
  const known = { advertiser: useQuery({ ...advertisers.all(), enabled: side === 'advertiser' }), affiliate: useQuery({ ...affiliates.all(), enabled: side === 'affiliate' }) };
  return <Select label={words[side]} searchable data={(known[side].data?.rows ?? []).map((row) => ({ value: row.id, label: row.name }))} {...field} value={value || null} onChange={(chosen) => field.onChange?.(chosen ?? '')} />;
}

function Preview({ side, owner, currency, change }: { readonly side: Side; readonly owner: string; readonly currency: string; readonly change: number }) {
  const { data } = useQuery(ledger.allAccounts(side === 'advertiser' ? { kind: 'advertiser_funds', advertiser_id: owner } : { kind: 'affiliate_payable', affiliate_id: owner }));
  if (!data) return null;
  const now = data.rows.find((account) => account.balance.currency === currency)?.balance.amount ?? 0;
  return (
    <Stack gap="xs">
      <Facts rows={[[words.balanceNow, formatMoney(now, currency)], [words.balanceAfter, <strong key="after">{formatMoney(now + change, currency)}</strong>]]} />
      {change < 0 && now + change < 0 ? <Alert color="yellow" variant="light" p="xs">{words.negativeAfter}</Alert> : null}
    </Stack>
  );
}
