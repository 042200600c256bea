import { Grid, Stack } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { balances, conversions } from '../../api/queries';
import { TextLink } from '../../components/links';
import { PageHeader } from '../../components/page-header';
import { Panel, Stat, StatRow } from '../../components/panel';
import { Steady } from '../../components/steady';
import { useUser } from '../../session/use-user';
import { affiliate as affiliateTexts } from '../../strings/affiliate';
import { BalanceSum } from '../shared/balance-sum';
import { ConversionRows } from '../shared/conversion-rows';
import { MoneyByDay } from '../shared/money-by-day';
import { FirstSteps } from './first-steps';
import { QuickLink } from './quick-link';
import { NextReleases } from './release-forecast';

const words = affiliateTexts.overview;

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
        <Steady until={[useQuery(balances())]}>
          <Grid gap="md">
            <Grid.Col span={{ base: 12, lg: 8 }}><Panel title={words.chart.title} about={words.chart.about}><MoneyByDay metric="commission" words={words.chart} /></Panel></Grid.Col>
            <Grid.Col span={{ base: 12, lg: 4 }}><Stack><Panel title={words.quick.title} about={words.quick.about}><QuickLink /></Panel><Panel title={words.next.title} action={<TextLink to="/earnings" search={{}} size="sm">{affiliateTexts.earnings.title}</TextLink>}><NextReleases /></Panel></Stack></Grid.Col>
          </Grid>
          <Panel title={words.recent.title} flush action={<TextLink to="/conversions" search={{}} size="sm">{words.recent.all}</TextLink>}>
            <ConversionRows list={list} latest={8} />
          </Panel>
        </Steady>
      </Stack>
    </>
  );
}

/** The four places that an affiliate's money can be in, per currency. */
export function BalanceStats() {
  const money = useQuery(balances());
  return (
    <StatRow>
      <Stat label={words.pending} note={words.pendingNote}><BalanceSum of={money} state="pending" /></Stat>
      <Stat label={words.payable} note={words.payableNote}><BalanceSum of={money} state="payable" /></Stat>
      <Stat label={words.inTransit} note={words.inTransitNote}><BalanceSum of={money} state="in_transit" /></Stat>
      <Stat label={words.paid} note={words.paidNote}><BalanceSum of={money} state="paid" /></Stat>
    </StatRow>
  );
}
