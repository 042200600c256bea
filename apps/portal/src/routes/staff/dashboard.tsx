import { Stack } from '@mantine/core';
import { useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query';
import { ledger, operations, payouts } from '../../api/network-queries';
import { applications, clicks, conversions } from '../../api/queries';
import { TextLink } from '../../components/links';
import { PageHeader } from '../../components/page-header';
import { Panel, Stat, StatRow } from '../../components/panel';
import { Steady } from '../../components/steady';
import { advertiser as advertiserTexts } from '../../strings/advertiser';
import { finance as financeTexts } from '../../strings/finance';
import { staff as staffTexts } from '../../strings/staff';
import { KindSum } from '../finance/kind-sum';
import { TrialBadge } from '../finance/trial-badge';
import { ClickRows } from '../shared/click-rows';
import { ConversionRows } from '../shared/conversion-rows';
import { RowCount } from '../shared/row-count';
import { OperationsStats } from './operations';

const words = staffTexts.dashboard;
const POLL_MS = 5_000;
const SUMMED = ['network_margin', 'affiliate_payable', 'advertiser_funds'] as const;

/** The network at a glance: what waits, what came in, what it earns. */
export function StaffDashboard() {
  const review = useInfiniteQuery(conversions.list({ status: 'pending' }));
  const held = useInfiniteQuery(conversions.list({ status: 'held' }));
  const open = useInfiniteQuery(applications({ status: 'pending' }));
  const unknown = useInfiniteQuery(payouts.list({ status: 'unknown' }));
  const latest = useInfiniteQuery(conversions.list());
  const traffic = useInfiniteQuery({ ...clicks.list(), refetchInterval: POLL_MS });
  return (
    <>
      <PageHeader title={words.title} about={words.about} />
      <Stack>
        <StatRow>
          <Stat label={words.toReview} note={<TextLink to="/conversions" search={{ status: 'pending' }} size="xs">{words.open}</TextLink>}><RowCount of={review} /></Stat>
          <Stat label={words.held} note={<TextLink to="/conversions" search={{ status: 'held' }} size="xs">{words.open}</TextLink>}><RowCount of={held} /></Stat>
          <Stat label={words.applications} note={<TextLink to="/applications" search={{ status: 'pending' }} size="xs">{words.open}</TextLink>}><RowCount of={open} /></Stat>
          <Stat label={words.unknown} note={<TextLink to="/payouts" search={{ status: 'unknown' }} size="xs">{words.open}</TextLink>}><RowCount of={unknown} /></Stat>
        </StatRow>
        <StatRow>
          <Stat label={words.margin} note={words.marginNote}><KindSum kind="network_margin" /></Stat>
          <Stat label={financeTexts.home.payable} note={financeTexts.home.payableNote}><KindSum kind="affiliate_payable" /></Stat>
          <Stat label={advertiserTexts.funds.title} note={words.fundsNote}><KindSum kind="advertiser_funds" /></Stat>
          <Stat label={financeTexts.home.books} note={<TextLink to="/ledger" search={{}} size="xs">{financeTexts.ledger.title}</TextLink>}><TrialBadge /></Stat>
        </StatRow>
        <Steady until={useQueries({ queries: SUMMED.map((kind) => ledger.allAccounts({ kind })) })}>
          <OperationsStats of={useQuery(operations.now())} />
          <Panel title={words.clicks} about={words.clicksAbout} flush action={<TextLink to="/clicks" search={{}} size="sm">{words.all}</TextLink>}><ClickRows list={traffic} latest={8} /></Panel>
          <Steady until={[traffic]}>
            <Panel title={words.conversions} flush action={<TextLink to="/conversions" search={{}} size="sm">{words.all}</TextLink>}><ConversionRows list={latest} latest={8} /></Panel>
          </Steady>
        </Steady>
      </Stack>
    </>
  );
}
