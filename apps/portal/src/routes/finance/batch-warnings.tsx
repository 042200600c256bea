import { Alert, List } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { batches, payouts } from '../../api/network-queries';
import type { Batch, BatchDetail, Payout } from '../../api/types';
import { formatMoney } from '../../components/money-text';
import { useAffiliateNames } from '../../api/names';
import { shortId } from '../../components/names';
import { finance as financeTexts } from '../../strings/finance';

const words = financeTexts.batch;
const BEFORE_RELEASE: readonly Batch['status'][] = ['draft', 'rejected', 'submitted', 'approved'];
/** A share of one affiliate that is worth a look, and a change against the last batch (per cent). */
const LARGE_SHARE = 25;
const LARGE_CHANGE = 50;
const KINDS = ['replaced_account', 'destination_cooling', 'changed_account', 'far_above_usual', 'first_payout'] as const;
const MOST_NAMED = 5;

/** What a reader should look at before the money leaves: the difference to the last batch, payouts unlike those before, the largest one, and who is left out. */
export function BatchWarnings({ batch }: { readonly batch: BatchDetail }) {
  const shown = BEFORE_RELEASE.includes(batch.status);
  const all = useQuery({ ...batches.all(), enabled: shown });
  const rows = useQuery({ ...payouts.all({ batch_id: batch.id }), enabled: shown });
  const nameOf = useAffiliateNames();
  const named = (id: string) => nameOf(id) ?? shortId(id);
  if (!shown || !all.data || !rows.data) return null;
  const lines = [comparison(batch, all.data.rows), ...unlikeBefore(batch, named), largest(batch, rows.data.rows, named), batch.excluded.length > 0 ? words.someExcluded(batch.excluded.length) : null].filter((line) => line !== null);
  if (lines.length === 0) return null;
  return (
    <Alert color="yellow" variant="light" title={words.warnings} icon={<IconEye aria-hidden />}>
      <List size="sm" spacing={4}>{lines.map((line) => <List.Item key={line}>{line}</List.Item>)}</List>
    </Alert>
  );
}

function comparison(batch: BatchDetail, all: readonly Batch[]): string | null {
  const before = all.find((one) => one.currency === batch.currency && one.status === 'settled' && one.created_at < batch.created_at);
  if (!before) return words.firstBatch;
  const change = Math.round(((batch.total.amount - before.total.amount) / before.total.amount) * 100);
  if (Math.abs(change) < LARGE_CHANGE) return null;
  return words.differs(`${change > 0 ? '+' : '−'}${Math.abs(change)}%`, formatMoney(before.total.amount, before.total.currency));
}

/** The gravest first; of many affiliates some are named. */
function unlikeBefore(batch: BatchDetail, named: (id: string) => string): string[] {
  return KINDS.flatMap((kind) => {
    const names = batch.warnings.filter((warning) => warning.kind === kind).map((warning) => named(warning.affiliate_id));
    return names.length === 0 ? [] : [words.unlike[kind](names.length, listed(names))];
  });
}

function listed(names: readonly string[]): string {
  return names.length <= MOST_NAMED ? names.join(', ') : words.namesAndMore(names.slice(0, MOST_NAMED).join(', '), names.length - MOST_NAMED);
}

function largest(batch: BatchDetail, rows: readonly Payout[], nameOf: (id: string) => string): string | null {
  const top = [...rows].sort((one, other) => other.amount.amount - one.amount.amount)[0];
  if (!top || rows.length < 2) return null;
  const share = Math.round((top.amount.amount / batch.total.amount) * 100);
  return share >= LARGE_SHARE ? words.largest(`${share}%`, nameOf(top.affiliate_id)) : null;
}
