import { Group, Text, ThemeIcon } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { ledger } from '../../api/network-queries';
import { t } from '../../strings/en';
import { finance as financeTexts } from '../../strings/finance';

const words = financeTexts.home;

/** Whether debit and credit are equal in every currency. */
export function TrialBadge() {
  const { data } = useQuery(ledger.trialBalance());
  if (!data) return <>{t.shared.dash}</>;
  const ok = data.every((line) => line.difference === 0);
  return (
    <Group gap={8} wrap="nowrap">
      <ThemeIcon size={22} radius="xl" color={ok ? 'teal.8' : 'red.8'} aria-hidden>{ok ? <IconCheck size={14} stroke={3} /> : <IconX size={14} stroke={3} />}</ThemeIcon>
      <Text component="span" inherit>{ok ? words.booksOk : words.booksOff}</Text>
    </Group>
  );
}
