import { useQuery } from '@tanstack/react-query';
import { useOffers } from '../../api/names';
import { payoutDestination } from '../../api/network-queries';
import { clicks, links } from '../../api/queries';
import { ButtonLink } from '../../components/links';
import { StepsPanel } from '../../components/steps-panel';
import { affiliate as affiliateTexts } from '../../strings/affiliate';

const words = affiliateTexts.overview.checklist;
const POLL_MS = 5_000;

/** The way from a new account to the first payout; gone when every step is done. */
export function FirstSteps() {
  const { offers } = useOffers();
  const ownLinks = useQuery(links.all());
  const firstClick = useQuery({ ...clicks.latest({}, 1), refetchInterval: (query) => (query.state.data?.length ? false : POLL_MS) });
  const account = useQuery(payoutDestination());
  if (!ownLinks.data || !firstClick.data || account.data === undefined) return null;
  const joined = offers.some((offer) => offer.enrolment?.status === 'approved') || ownLinks.data.rows.length > 0;
  const steps = [
    { done: joined, title: words.join, about: words.joinAbout, action: <ButtonLink to="/offers" size="xs">{words.browse}</ButtonLink> },
    { done: ownLinks.data.rows.length > 0, title: words.link, about: words.linkAbout, action: <ButtonLink to="/links" size="xs" variant="default">{words.getLink}</ButtonLink> },
    { done: firstClick.data.length > 0, title: words.click, about: words.clickAbout, action: <ButtonLink to="/links" size="xs" variant="default">{words.seeClicks}</ButtonLink> },
    { done: account.data?.status === 'active', title: words.account, about: words.accountAbout, action: <ButtonLink to="/payout-account" size="xs" variant="default">{words.addAccount}</ButtonLink> },
  ];
  return <StepsPanel title={words.title} steps={steps} />;
}
