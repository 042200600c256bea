import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { payouts } from '../../api/network-queries';
import type { Payout } from '../../api/types';
import { CopyId } from '../../components/copy-field';
import { Panel } from '../../components/panel';
import { ErrorState, LoadingRows } from '../../components/states';
import { statusWord } from '../../strings/statuses';
import { conversions as conversionsTexts } from '../../strings/conversions';
import { inOrder } from './history-order';
import { JournalList } from './journal-list';
import { Step } from './path-of-purchase';

const words = conversionsTexts.payouts;

/** What happened to a payout: its states, its attempts at Stripe and its ledger entries. */
export function PayoutTrail({ payoutId, status }: { readonly payoutId: string; readonly status: Payout['status'] }) {
  const { data, error } = useQuery({ ...payouts.trace(payoutId), queryKey: ['payouts', 'trace', payoutId, status] });
  if (error && !data) return <ErrorState error={error} />;
  if (!data) return <LoadingRows rows={3} />;
  return (
    <Stack>
      <Panel title={words.history}>
        <ol className="portal-steps">
          {inOrder(data.history).map((entry) => <Step key={`${entry.to}${entry.at}`} title={statusWord('payout', entry.to).label} at={entry.at}>{entry.reason ?? statusWord('payout', entry.to).means}</Step>)}
        </ol>
      </Panel>
      {data.attempts.length > 0 ? (
        <Panel title={words.attempts}>
          <Stack gap="sm">
            {data.attempts.map((attempt) => (
              <div key={attempt.idempotency_key}>
                <Text size="sm" fw={600}>{words.attempt(attempt.number)}: {attempt.status}, {words.tries(attempt.tries)}</Text>
                {attempt.error_message ? <Text size="sm" c="dimmed">{attempt.error_message} ({attempt.error_code})</Text> : null}
                <CopyId id={attempt.idempotency_key} />
              </div>
            ))}
          </Stack>
        </Panel>
      ) : null}
      {data.journals.length > 0 ? <Panel title={words.journals}><JournalList journals={data.journals} /></Panel> : null}
    </Stack>
  );
}
