import { Stack } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { applications, balances, conversions } from '../../api/queries';
import { TextLink } from '../../components/links';
import { PageHeader } from '../../components/page-header';
import { Panel, Stat, StatRow } from '../../components/panel';
import { useUser } from '../../session/use-user';
import { advertiser as advertiserTexts } from '../../strings/advertiser';
import { BalanceSum } from '../shared/balance-sum';
import { ConversionRows } from '../shared/conversion-rows';
import { MoneyByDay } from '../shared/money-by-day';
import { RowCount } from '../shared/row-count';
import { AdvertiserSteps } from './first-steps';

const words = advertiserTexts.overview;

/** What is spent, and what waits for the advertiser. */
export function AdvertiserOverview() {
  const { name } = useUser();
  const money = useQuery(balances());
  const review = useInfiniteQuery(conversions.list({ status: 'pending' }));
  const open = useInfiniteQuery(applications({ status: 'pending' }));
  const latest = useInfiniteQuery(conversions.list());
  return (
    <>
      <PageHeader title={words.title(name)} about={words.about} />
      <Stack>
        <AdvertiserSteps />
        <StatRow>
          <Stat label={words.funds} note={words.fundsNote}><BalanceSum of={money} state="funds" /></Stat>
          <Stat label={words.reserved} note={words.reservedNote}><BalanceSum of={money} state="reserved" /></Stat>
          <Stat label={words.toReview} note={<TextLink to="/conversions" search={{ status: 'pending' }} size="xs">{words.toReviewNote}</TextLink>}><RowCount of={review} /></Stat>
          <Stat label={words.applications} note={<TextLink to="/applications" search={{ status: 'pending' }} size="xs">{words.applicationsNote}</TextLink>}><RowCount of={open} /></Stat>
        </StatRow>
        <Panel title={words.chart.title} about={words.chart.about}><MoneyByDay metric="charge" words={words.chart} /></Panel>
        <Panel title={words.recent} flush action={<TextLink to="/conversions" search={{}} size="sm">{words.allConversions}</TextLink>}><ConversionRows list={latest} latest={8} /></Panel>
      </Stack>
    </>
  );
}
