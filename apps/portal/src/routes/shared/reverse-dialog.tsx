import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../../api/client';
import type { Commission, Conversion } from '../../api/types';
import { ConfirmDialog } from '../../components/confirm-money';
import { Facts } from '../../components/panel';
import { decimalOf, formatMoney, parseMoney } from '../../components/money-text';
import { advertiser as advertiserTexts } from '../../strings/advertiser';
import { ReasonField, useDecided } from './conversion-actions';

const words = advertiserTexts.review.reversal;

/** Takes back a part or all of an approved conversion; shows first what that does to the commission. */
export function ReverseDialog({ conversion, commission }: { readonly conversion: Conversion; readonly commission: Commission | null }) {
  const [opened, { open, close }] = useDisclosure(false);
  const { currency } = conversion.amount;
  const rest = conversion.amount.amount - conversion.reversed_amount.amount;
  const [typed, setTyped] = useState(decimalOf(rest, currency));
  const [reason, setReason] = useState('');
  const amount = parseMoney(typed, currency);
  const valid = amount !== null && amount > 0 && amount <= rest;
  const done = useDecided(close, words.done);
  const reverse = useMutation({
    mutationFn: async () => body(await api.POST('/api/v1/conversions/{id}/reverse', { params: { path: { id: conversion.id } }, body: { amount: amount ?? 0, reason: reason.trim() } })),
    onSuccess: done,
  });
  return (
    <>
      <Button variant="default" onClick={open}>{words.open}</Button>
      <ConfirmDialog opened={opened} onClose={close} title={words.title} confirmLabel={words.confirm} danger onConfirm={() => reverse.mutate()} pending={reverse.isPending} error={reverse.error} disabled={!valid || reason.trim() === ''}>
        <Stack>
          <TextInput label={words.amount(currency)} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} inputMode="decimal" data-autofocus error={valid ? null : words.amountError(formatMoney(rest, currency))} />
          {valid && commission ? <Preview conversion={conversion} commission={commission} amount={amount} /> : null}
          <ReasonField value={reason} onChange={setReason} />
        </Stack>
      </ConfirmDialog>
    </>
  );
}

function Preview({ conversion, commission, amount }: { readonly conversion: Conversion; readonly commission: Commission; readonly amount: number }) {
  const { currency } = conversion.amount;
  const takenBack = proportionHalfEven(commission.amount.amount, conversion.reversed_amount.amount + amount, conversion.amount.amount) - commission.reversed_amount.amount;
  return (
    <div>
      <Text size="sm" fw={600} mb={6}>{words.preview}</Text>
      <Facts rows={[[words.saleAfter, formatMoney(conversion.amount.amount - conversion.reversed_amount.amount - amount, currency)], [words.commissionBack, formatMoney(-takenBack, currency)], [words.commissionAfter, formatMoney(commission.net_amount.amount - takenBack, currency)]]} />
    </div>
  );
}

/** `commission × reversed ÷ amount`, half to even, as the network takes back. */
function proportionHalfEven(commission: number, reversed: number, amount: number): number {
  const product = BigInt(commission) * BigInt(reversed);
  const whole = product / BigInt(amount);
  const rest = (product % BigInt(amount)) * 2n;
  return Number(rest > BigInt(amount) || (rest === BigInt(amount) && whole % 2n === 1n) ? whole + 1n : whole);
}
