import { List } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { offers } from '../../api/queries';
import { Panel } from '../../components/panel';
import { affiliate as affiliateTexts } from '../../strings/affiliate';

/** What traffic an offer takes and counts, in the words of the network; nothing where it takes all. */
export function TrafficTerms({ offerId }: { readonly offerId: string }) {
  const { data } = useQuery(offers.routing(offerId));
  if (!data || data.terms.length === 0) return null;
  return (
    <Panel title={affiliateTexts.traffic.title} about={affiliateTexts.traffic.about}>
      <List size="sm" spacing={6}>{data.terms.map((term) => <List.Item key={term}>{term}</List.Item>)}</List>
    </Panel>
  );
}
