import { Group, Stack, Text } from '@mantine/core';
import type { CommissionTrace } from '../../api/types';
import { DateTime } from '../../components/date-time';
import { TextLink } from '../../components/links';
import { formatMoney } from '../../components/money-text';
import { useUser } from '../../session/use-user';
import { finance as financeTexts } from '../../strings/finance';

/** Ledger entries with the postings that the reader may see. */
export function JournalList({ journals }: { readonly journals: CommissionTrace['journals'] }) {
  const { role } = useUser();
  const opens = role === 'finance' || role === 'admin';
  return (
    <Stack gap="md">
      {journals.map((journal) => (
        <div key={journal.id}>
          <Group justify="space-between" gap="xs">
            {opens ? <TextLink to="/journals/$journalId" params={{ journalId: journal.id }} size="sm" fw={600}>{financeTexts.journalKinds[journal.kind as keyof typeof financeTexts.journalKinds] ?? journal.kind}</TextLink> : <Text size="sm" fw={600}>{financeTexts.journalKinds[journal.kind as keyof typeof financeTexts.journalKinds] ?? journal.kind}</Text>}
            <Text size="xs" c="dimmed"><DateTime at={journal.posted_at} /></Text>
          </Group>
          {journal.postings.map((posting, index) => (
            <Group key={index} justify="space-between" gap="xs"><Text size="sm" c="dimmed">{financeTexts.accountKinds[posting.account as keyof typeof financeTexts.accountKinds] ?? posting.account.replaceAll('_', ' ')}</Text><Text size="sm" className="numbers">{formatMoney(posting.amount.amount, posting.amount.currency)}</Text></Group>
          ))}
        </div>
      ))}
    </Stack>
  );
}
