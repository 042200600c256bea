import { Group, Text, ThemeIcon } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { ledger } from '../../api/network-queries';
import { Figure } from '../../components/figure';
import { finance as financeTexts } from '../../strings/finance';

const words = financeTexts.home;

/** Whether debit and credit are equal in every currency. */
export function TrialBadge() {
  return <Figure of={useQuery(ledger.trialBalance())}>{(lines) => <Balanced ok={lines.every((line) => line.difference === 0)} />}</Figure>;
}

function Balanced({ ok }: { readonly ok: boolean }) {
  return (
    <Group gap={8} wrap="nowrap">
      <ThemeIcon size={22} radius="xl" color={ok ? 'teal.8' : 'red.8'} aria-hidden>{ok ? <IconCheck size={14} stroke={3} /> : <IconX size={14} stroke={3} />}</ThemeIcon>
      <Text component="span" inherit>{ok ? words.booksOk : words.booksOff}</Text>
    </Group>
  );
}
