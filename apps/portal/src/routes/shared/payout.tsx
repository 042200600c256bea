import { Alert, Button, Grid, Group, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { api, body } from '../../api/client';
import { payouts } from '../../api/network-queries';
import type { Payout } from '../../api/types';
import { CopyId } from '../../components/copy-field';
import { DateTime } from '../../components/date-time';
import { downloadBlob, downloadText } from '../../components/download';
import { TextLink } from '../../components/links';
import { formatMoney } from '../../components/money-text';
import { AffiliateName } from '../../components/names';
import { tellFailure } from '../../components/notify';
import { PageFailure } from '../../components/page-failure';
import { PageHeader } from '../../components/page-header';
import { Facts, Panel } from '../../components/panel';
import { LoadingRows } from '../../components/states';
import { StatusBadge } from '../../components/status-badge';
import { useUser } from '../../session/use-user';
import { t } from '../../strings/en';
import { conversions as conversionsTexts } from '../../strings/conversions';
import { PayoutLines } from './payout-lines';
import { PayoutTrail } from './payout-trail';

const words = conversionsTexts.payouts;
const POLL_MS = 2_000;

/** One payout with the conversions inside, its statement and what happened at Stripe. */
export function PayoutPage() {
  const { payoutId } = useParams({ from: '/shell/payouts/$payoutId' });
  const { data: payout, error, refetch } = useQuery({ ...payouts.one(payoutId), refetchInterval: (query) => (isMoving(query.state.data) ? POLL_MS : false) });
  if (error && !payout) return <PageFailure error={error} retry={() => void refetch()} />;
  if (!payout) return <LoadingRows />;
  const amount = formatMoney(payout.amount.amount, payout.amount.currency);
  return (
    <>
      <PageHeader title={words.detail(amount)} status={<StatusBadge kind="payout" status={payout.status} />} crumbs={[<TextLink key="list" to="/payouts" search={{}}>{words.title}</TextLink>, <span key="here">{amount}</span>]} actions={<StatementButton payout={payout} />} />
      <Stack>
        {payout.failure_message ? <Alert color="red" variant="light" title={words.failure}>{payout.failure_message} <Text span size="sm" className="mono">{payout.failure_code}</Text></Alert> : null}
        {payout.status === 'unknown' ? <Alert color="yellow" variant="light">{words.unknownAbout}</Alert> : null}
        <Panel title={words.inside} about={words.insideAbout} flush><PayoutLines payoutId={payout.id} /></Panel>
        <Grid gap="md">
          <Grid.Col span={{ base: 12, lg: 5 }}><Panel><PayoutFacts payout={payout} /></Panel></Grid.Col>
          <Grid.Col span={{ base: 12, lg: 7 }}><PayoutTrail payoutId={payout.id} status={payout.status} /></Grid.Col>
        </Grid>
      </Stack>
    </>
  );
}

function PayoutFacts({ payout }: { readonly payout: Payout }) {
  const staff = useUser().role !== 'affiliate';
  return (
    <Facts
      rows={[
        staff ? [t.shared.fields.affiliate, <AffiliateName key="affiliate" id={payout.affiliate_id} />] : null,
        [t.shared.fields.created, <DateTime key="created" at={payout.created_at} />],
        [words.settled, payout.settled_at ? <DateTime key="settled" at={payout.settled_at} /> : t.shared.dash],
        [words.account, <CopyId key="account" id={payout.destination} />],
        [words.transfer, payout.transfer_id ? <CopyId key="transfer" id={payout.transfer_id} /> : t.shared.dash],
        staff ? [words.batch, <TextLink key="batch" to="/batches/$batchId" params={{ batchId: payout.batch_id }}>{payout.batch_id}</TextLink>] : null,
        [t.shared.fields.id, <CopyId key="id" id={payout.id} />],
      ]}
    />
  );
}

function StatementButton({ payout }: { readonly payout: Payout }) {
  const download = useMutation({
    mutationFn: async () => body(await api.GET('/api/v1/payouts/{id}/statement.csv', { params: { path: { id: payout.id } }, parseAs: 'text' })),
    onSuccess: (csv) => downloadText(`${payout.id}.csv`, csv, 'text/csv'),
    onError: tellFailure,
  });
  const document = useMutation({
    mutationFn: async () => body(await api.GET('/api/v1/payouts/{id}/statement.pdf', { params: { path: { id: payout.id } }, parseAs: 'blob' })),
    onSuccess: (pdf) => downloadBlob(`${payout.id}.pdf`, pdf),
    onError: tellFailure,
  });
  return (
    <Group gap="xs">
      <Button leftSection={<IconDownload size={16} aria-hidden />} variant="default" loading={document.isPending} onClick={() => document.mutate()}>{words.statementPdf}</Button>
      <Button leftSection={<IconDownload size={16} aria-hidden />} variant="default" loading={download.isPending} onClick={() => download.mutate()}>{words.statement}</Button>
    </Group>
  );
}

function isMoving(payout: Payout | undefined): boolean {
  return payout?.status === 'sending' || payout?.status === 'unknown';
}
