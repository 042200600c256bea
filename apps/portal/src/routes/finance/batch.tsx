import { Grid, Stack, Table, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { batches, payouts } from '../../api/network-queries';
import type { BatchDetail } from '../../api/types';
import { CopyId } from '../../components/copy-field';
import { DateTime } from '../../components/date-time';
import { TextLink } from '../../components/links';
import { Money } from '../../components/money';
import { formatMoney } from '../../components/money-text';
import { AffiliateName } from '../../components/names';
import { PageFailure } from '../../components/page-failure';
import { PageHeader } from '../../components/page-header';
import { Facts, Panel } from '../../components/panel';
import { LoadingRows } from '../../components/states';
import { StatusBadge } from '../../components/status-badge';
import { reasonInWords } from '../../strings/reasons';
import { statusWord } from '../../strings/statuses';
import { t } from '../../strings/en';
import { finance as financeTexts } from '../../strings/finance';
import { inOrder } from '../shared/history-order';
import { Step } from '../shared/path-of-purchase';
import { PayoutRows } from '../shared/payout-rows';
import { BatchActions } from './batch-actions';
import { BatchProgress } from './batch-progress';
import { BatchWarnings } from './batch-warnings';
import { Digest } from './digest';
import { Actor, Person } from './person';
import { WhyExcluded } from './why-excluded';

const words = financeTexts.batch;
const POLL_MS = 2_000;

/** One batch: what it pays, who prepared and approved it, and how its release goes. */
export function BatchPage() {
  const { batchId } = useParams({ from: '/shell/batches/$batchId' });
  const { data: batch, error, refetch } = useQuery({ ...batches.one(batchId), refetchInterval: POLL_MS });
  const list = useInfiniteQuery({ ...payouts.list({ batch_id: batchId }), refetchInterval: batch?.status === 'releasing' ? POLL_MS : false });
  if (error && !batch) return <PageFailure error={error} retry={() => void refetch()} />;
  if (!batch) return <LoadingRows />;
  const amount = formatMoney(batch.total.amount, batch.total.currency);
  return (
    <>
      <PageHeader
        title={words.title(amount)} status={<StatusBadge kind="batch" status={batch.status} />} actions={<BatchActions batch={batch} />}
        crumbs={[<TextLink key="list" to="/batches" search={{}}>{financeTexts.batches.title}</TextLink>, <span key="here">{amount}</span>]}
      />
      <Stack>
        <BatchProgress batch={batch} />
        <BatchWarnings batch={batch} />
        <Grid gap="md">
          <Grid.Col span={{ base: 12, lg: 6 }}><Panel><BatchFacts batch={batch} /></Panel></Grid.Col>
          <Grid.Col span={{ base: 12, lg: 6 }}><Panel title={words.history}><History batch={batch} /></Panel></Grid.Col>
        </Grid>
        <Panel title={words.payouts} about={words.payoutsAbout} flush><PayoutRows list={list} inBatch /></Panel>
        {batch.excluded.length > 0 ? <Panel title={words.excluded} about={words.excludedAbout} flush><Excluded batch={batch} /></Panel> : null}
      </Stack>
    </>
  );
}

function BatchFacts({ batch }: { readonly batch: BatchDetail }) {
  return (
    <Facts
      rows={[
        [financeTexts.batches.total, <Money key="total" value={batch.total} fw={600} />],
        [words.payoutCount, String(batch.payout_count)],
        [words.cutoff, <DateTime key="cutoff" at={batch.cutoff_at} form="exact" />],
        [words.preparedBy, <Person key="prepared" id={batch.prepared_by} />],
        [words.submittedBy, <Person key="submitted" id={batch.submitted_by} />],
        [words.approvedBy, <Person key="approved" id={batch.approved_by} />],
        [words.releasedBy, <Person key="released" id={batch.released_by} />],
        [words.digest, <div key="digest"><Digest value={batch.digest} /><Text size="xs" c="dimmed">{words.digestAbout}</Text></div>],
        [t.shared.fields.id, <CopyId key="id" id={batch.id} />],
      ]}
    />
  );
}

function History({ batch }: { readonly batch: BatchDetail }) {
  return (
    <ol className="portal-steps">
      {inOrder(batch.history).map((entry) => (
        <Step key={`${entry.to}${entry.at}`} title={statusWord('batch', entry.to).label} at={entry.at}>
          <Actor value={entry.actor} />{entry.reason ? <> · {reasonInWords(entry.reason)}</> : null}
        </Step>
      ))}
    </ol>
  );
}

function Excluded({ batch }: { readonly batch: BatchDetail }) {
  return (
    <div style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={words.excluded}>
      <Table fz="sm" horizontalSpacing="lg" verticalSpacing="sm" borderColor="var(--portal-line)">
        <Table.Thead><Table.Tr><Table.Th>{t.shared.fields.affiliate}</Table.Th><Table.Th>{t.shared.fields.reason}</Table.Th><Table.Th ta="right">{t.shared.fields.amount}</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {batch.excluded.map((row) => <Table.Tr key={row.affiliate_id}><Table.Td><AffiliateName id={row.affiliate_id} /></Table.Td><Table.Td><WhyExcluded exclusion={row} /></Table.Td><Table.Td ta="right"><Money value={row.amount} /></Table.Td></Table.Tr>)}
        </Table.Tbody>
      </Table>
    </div>
  );
}
