import { Alert, Grid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { offers } from '../../api/queries';
import type { Offer } from '../../api/types';
import { DateTime } from '../../components/date-time';
import { TextLink } from '../../components/links';
import { OfferTerms } from '../../components/offer-terms';
import { PageFailure } from '../../components/page-failure';
import { PageHeader } from '../../components/page-header';
import { Panel } from '../../components/panel';
import { LoadingRows } from '../../components/states';
import { StatusBadge } from '../../components/status-badge';
import { reasonInWords } from '../../strings/reasons';
import { t } from '../../strings/en';
import { affiliate as affiliateTexts } from '../../strings/affiliate';
import { TrafficTerms } from '../shared/traffic-terms';
import { JoinButton } from './join-button';
import { OfferLinks } from './offer-links';

const words = affiliateTexts.offer;

/** One offer: its link, or the way to it, and its terms in plain words. */
export function AffiliateOffer() {
  const { offerId } = useParams({ from: '/shell/offers/$offerId' });
  const { data: offer, error, refetch } = useQuery({ ...offers.one(offerId), refetchInterval: (query) => (query.state.data?.enrolment?.status === 'pending' ? 5_000 : false) });
  if (error && !offer) return <PageFailure error={error} retry={() => void refetch()} />;
  if (!offer) return <LoadingRows />;
  return (
    <>
      <PageHeader
        title={offer.name} about={affiliateTexts.terms.byAdvertiser(offer.advertiser_name ?? t.shared.unknownName)} crumbs={[<TextLink key="offers" to="/offers" search={{}}>{affiliateTexts.offers.title}</TextLink>, <span key="here">{offer.name}</span>]}
        status={<StatusBadge kind="offer" status={offer.status} />}
      />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 7 }}><Stack><Standing offer={offer} />{offer.enrolment?.status === 'approved' ? <OfferLinks offer={offer} /> : null}</Stack></Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <Stack><Panel title={affiliateTexts.terms.title}>
            <OfferTerms terms={offer} />
            <Text size="xs" c="dimmed" mt="md">{affiliateTexts.terms.version(offer.version)} <DateTime at={offer.valid_from} form="day" /></Text>
          </Panel><TrafficTerms offerId={offer.id} /></Stack>
        </Grid.Col>
      </Grid>
    </>
  );
}

/** Where the affiliate stands with this offer, and the next step. */
function Standing({ offer }: { readonly offer: Offer }) {
  if (offer.status === 'archived') return <Alert color="gray" variant="light" title={words.archived}>{words.archivedAbout}</Alert>;
  const paused = offer.status === 'paused' ? <Alert color="yellow" variant="light" title={words.paused}>{words.pausedAbout}</Alert> : null;
  const { enrolment } = offer;
  if (enrolment?.status === 'approved') return paused;
  if (enrolment?.status === 'pending') return <Alert color="blue" variant="light" title={words.pending}>{words.pendingAbout} {affiliateTexts.offers.waitingSince} <DateTime at={enrolment.applied_at} />.</Alert>;
  if (enrolment?.status === 'rejected') return <Alert color="red" variant="light" title={words.rejected}>{enrolment.reason ? reasonInWords(enrolment.reason) : null}</Alert>;
  if (paused) return paused;
  const open = offer.visibility === 'public';
  return (
    <Panel title={open ? words.join : words.apply} about={open ? words.joinAbout : words.applyAbout}>
      <JoinButton offer={offer} size="md" />
    </Panel>
  );
}
