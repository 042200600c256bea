import { Stack } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { applications, balances, conversions } from '../../api/queries';
import { TextLink } from '../../components/links';
import { MoneyLines } from '../../components/money';
import { PageHeader } from '../../components/page-header';
import { Panel, Stat, StatRow } from '../../components/panel';
import { ErrorState } from '../../components/states';
import { useUser } from '../../session/use-user';
import { t } from '../../strings/en';
import { advertiser as advertiserTexts } from '../../strings/advertiser';
import { ConversionRows } from '../shared/conversion-rows';
import { ChargesChart } from './charges-chart';
import { AdvertiserSteps } from './first-steps';

const words = advertiserTexts.overview;

/** What is spent, and what waits for the advertiser. */
export function AdvertiserOverview() {
  const { name } = useUser();
  const { data: money, error, refetch } = useQuery(balances());
  const review = useInfiniteQuery(conversions.list({ status: 'pending' }));
  const open = useInfiniteQuery(applications({ status: 'pending' }));
  const latest = useInfiniteQuery(conversions.list());
  const amounts = (state: 'funds' | 'reserved') => (money ?? []).map((row) => ({ currency: row.currency, amount: row[state] ?? 0 }));
  return (
    <>
      <PageHeader title={words.title(name)} about={words.about} />
      <Stack>
        <AdvertiserSteps />
        {error && !money ? <ErrorState error={error} retry={() => void refetch()} /> : null}
        <StatRow>
          <Stat label={words.funds} note={words.fundsNote}>{money?.length ? <MoneyLines values={amounts('funds')} /> : t.shared.dash}</Stat>
          <Stat label={words.reserved} note={words.reservedNote}>{money?.length ? <MoneyLines values={amounts('reserved')} /> : t.shared.dash}</Stat>
          <Stat label={words.toReview} note={<TextLink to="/conversions" search={{ status: 'pending' }} size="xs">{words.toReviewNote}</TextLink>}>{countOf(review)}</Stat>
          <Stat label={words.applications} note={<TextLink to="/applications" search={{ status: 'pending' }} size="xs">{words.applicationsNote}</TextLink>}>{countOf(open)}</Stat>
        </StatRow>
        <Panel title={words.chart.title} about={words.chart.about}><ChargesChart /></Panel>
        <Panel title={words.recent} flush action={<TextLink to="/conversions" search={{}} size="sm">{words.allConversions}</TextLink>}><ConversionRows list={latest} latest={8} /></Panel>
      </Stack>
    </>
  );
}

/** How many rows a list has, or that it has more than one step of it. */
export function countOf(list: { readonly data?: { readonly pages: readonly { readonly data: readonly unknown[]; readonly has_more: boolean }[] } | undefined }): string {
  const first = list.data?.pages[0];
  if (!first) return t.shared.dash;
  return first.has_more ? words.over(first.data.length) : String(first.data.length);
}
