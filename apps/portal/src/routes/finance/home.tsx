import { Stack } from '@mantine/core';
import { useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query';
import { adjustments, batches, ledger, payouts } from '../../api/network-queries';
import { ButtonLink, TextLink } from '../../components/links';
import { PageHeader } from '../../components/page-header';
import { Panel, Stat, StatRow } from '../../components/panel';
import { Steady } from '../../components/steady';
import { useUser } from '../../session/use-user';
import { conversions as conversionsTexts } from '../../strings/conversions';
import { finance as financeTexts } from '../../strings/finance';
import { staff as staffTexts } from '../../strings/staff';
import { PayoutRows } from '../shared/payout-rows';
import { RowCount } from '../shared/row-count';
import { AdjustmentQueue } from './adjustment-queue';
import { BatchQueue } from './batch-queue';
import { KindSum } from './kind-sum';
import { TrialBadge } from './trial-badge';

const words = financeTexts.home;
const OWED = ['affiliate_payable', 'affiliate_pending', 'affiliate_in_transit', 'network_margin'] as const;

/** What waits for finance, what is owed, and whether the books balance. */
export function FinanceHome() {
  const { role } = useUser();
  const unknown = useInfiniteQuery(payouts.list({ status: 'unknown' }));
  const failed = useInfiniteQuery(payouts.list({ status: 'failed' }));
  return (
    <>
      <PageHeader title={words.title} about={words.about} actions={role === 'finance' ? <ButtonLink to="/batches" search={{ prepare: true }}>{words.prepare}</ButtonLink> : null} />
      <Stack>
        <BatchQueue />
        <AdjustmentQueue />
        <Steady until={[useQuery(batches.all()), useInfiniteQuery(adjustments.list({ status: 'requested' }))]}>
          <Liabilities />
          <Steady until={useQueries({ queries: OWED.map((kind) => ledger.allAccounts({ kind })) })}>
            <StatRow>
              <Stat label={words.cash} note={words.cashNote}><KindSum kind="stripe_balance" sign={-1} /></Stat>
              <Stat label={words.books} note={<TextLink to="/ledger" search={{}} size="xs">{financeTexts.ledger.title}</TextLink>}><TrialBadge /></Stat>
              <Stat label={words.unknown} note={<TextLink to="/payouts" search={{ status: 'unknown' }} size="xs">{conversionsTexts.payouts.title}</TextLink>}><RowCount of={unknown} /></Stat>
              <Stat label={words.failedPayouts} note={<TextLink to="/payouts" search={{ status: 'failed' }} size="xs">{conversionsTexts.payouts.title}</TextLink>}><RowCount of={failed} /></Stat>
            </StatRow>
            {failed.data?.pages[0]?.data.length ? <Panel title={words.failedPayouts} flush><PayoutRows list={failed} /></Panel> : null}
          </Steady>
        </Steady>
      </Stack>
    </>
  );
}

function Liabilities() {
  return (
    <StatRow>
      <Stat label={words.payable} note={<TextLink to="/balances" size="xs">{words.payableNote}</TextLink>}><KindSum kind="affiliate_payable" /></Stat>
      <Stat label={words.pending} note={words.pendingNote}><KindSum kind="affiliate_pending" /></Stat>
      <Stat label={words.transit} note={words.transitNote}><KindSum kind="affiliate_in_transit" /></Stat>
      <Stat label={staffTexts.dashboard.margin} note={staffTexts.dashboard.marginNote}><KindSum kind="network_margin" /></Stat>
    </StatRow>
  );
}
