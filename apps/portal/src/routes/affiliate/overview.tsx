import { Grid, Stack } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { balances, conversions } from '../../api/queries';
import type { Balance } from '../../api/types';
import { TextLink } from '../../components/links';
import { MoneyLines } from '../../components/money';
import { PageHeader } from '../../components/page-header';
import { Panel, Stat, StatRow } from '../../components/panel';
import { ErrorState } from '../../components/states';
import { useUser } from '../../session/use-user';
import { t } from '../../strings/en';
import { affiliate as affiliateTexts } from '../../strings/affiliate';
import { ConversionRows } from '../shared/conversion-rows';
import { EarningsChart } from './earnings-chart';
import { FirstSteps } from './first-steps';
import { QuickLink } from './quick-link';
import { NextReleases } from './release-forecast';

const words = affiliateTexts.overview;
type State = 'pending' | 'payable' | 'in_transit' | 'paid';

/** What was earned, what it waits for, and what to do next. */
export function AffiliateOverview() {
  const { name } = useUser();
  const list = useInfiniteQuery(conversions.list());
  return (
    <>
      <PageHeader title={words.title(name)} about={words.about} />
      <Stack>
        <FirstSteps />
        <BalanceStats />
        <Grid gap="md">
          <Grid.Col span={{ base: 12, lg: 8 }}><Panel title={words.chart.title} about={words.chart.about}><EarningsChart /></Panel></Grid.Col>
          <Grid.Col span={{ base: 12, lg: 4 }}><Stack><Panel title={words.quick.title} about={words.quick.about}><QuickLink /></Panel><Panel title={words.next.title} action={<TextLink to="/earnings" search={{}} size="sm">{affiliateTexts.earnings.title}</TextLink>}><NextReleases /></Panel></Stack></Grid.Col>
        </Grid>
        <Panel title={words.recent.title} flush action={<TextLink to="/conversions" search={{}} size="sm">{words.recent.all}</TextLink>}>
          <ConversionRows list={list} latest={8} />
        </Panel>
      </Stack>
    </>
  );
}

/** The four places that an affiliate's money can be in, per currency. */
export function BalanceStats() {
  const { data, error, refetch } = useQuery(balances());
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  return (
    <StatRow>
      <BalanceStat label={words.pending} note={words.pendingNote} rows={data} state="pending" />
      <BalanceStat label={words.payable} note={words.payableNote} rows={data} state="payable" />
      <BalanceStat label={words.inTransit} note={words.inTransitNote} rows={data} state="in_transit" />
      <BalanceStat label={words.paid} note={words.paidNote} rows={data} state="paid" />
    </StatRow>
  );
}

function BalanceStat({ label, note, rows, state }: { readonly label: string; readonly note: string; readonly rows: Balance[] | undefined; readonly state: State }) {
  const values = (rows ?? []).map((row) => ({ currency: row.currency, amount: row[state] ?? 0 })).filter((value) => value.amount !== 0);
  return <Stat label={label} note={note}>{values.length > 0 ? <MoneyLines values={values} /> : t.shared.dash}</Stat>;
}
