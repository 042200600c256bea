import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useOffers } from '../../api/names';
import { balances, inboundEvents, postbackCredentials } from '../../api/queries';
import { ButtonLink } from '../../components/links';
import { StepsPanel } from '../../components/steps-panel';
import { advertiser as advertiserTexts } from '../../strings/advertiser';

const words = advertiserTexts.overview.steps;

/** The way from a new account to the first reported purchase. */
export function AdvertiserSteps() {
  const { offers } = useOffers();
  const credentials = useQuery(postbackCredentials());
  const inbound = useInfiniteQuery(inboundEvents({ outcome: 'accepted' }));
  const money = useQuery(balances());
  if (!credentials.data || !inbound.data || !money.data) return null;
  const steps = [
    { done: offers.length > 0, title: words.offer, about: words.offerAbout, action: <ButtonLink to="/offers/new" size="xs">{words.createOffer}</ButtonLink> },
    { done: credentials.data.length > 0, title: words.tracking, about: words.trackingAbout, action: <ButtonLink to="/tracking" search={{}} size="xs" variant="default">{words.openTracking}</ButtonLink> },
    { done: (inbound.data.pages[0]?.data.length ?? 0) > 0, title: words.received, about: words.receivedAbout, action: <ButtonLink to="/tracking" search={{}} size="xs" variant="default">{words.openTracking}</ButtonLink> },
    { done: money.data.some((row) => (row.funds ?? 0) > 0), title: words.funds, about: words.fundsAbout, action: <ButtonLink to="/funds" size="xs" variant="default">{words.openFunds}</ButtonLink> },
  ];
  return <StepsPanel title={words.title} steps={steps} />;
}
