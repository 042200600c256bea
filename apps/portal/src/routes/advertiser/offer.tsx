import { Grid, Group, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { offers } from '../../api/queries';
import type { Offer } from '../../api/types';
import { CopyIcon, CopyId } from '../../components/copy-field';
import { DateTime } from '../../components/date-time';
import { ButtonLink, TextLink } from '../../components/links';
import { formatRate } from '../../components/money-text';
import { AdvertiserName } from '../../components/names';
import { OfferTerms, rateInWords } from '../../components/offer-terms';
import { PageFailure } from '../../components/page-failure';
import { PageHeader } from '../../components/page-header';
import { Facts, Panel } from '../../components/panel';
import { ErrorState, LoadingRows } from '../../components/states';
import { StatusBadge } from '../../components/status-badge';
import { useUser } from '../../session/use-user';
import { t } from '../../strings/en';
import { advertiser as advertiserTexts } from '../../strings/advertiser';
import { conversions as conversionsTexts } from '../../strings/conversions';
import { TrafficTerms } from '../shared/traffic-terms';
import { OfferActions } from './offer-actions';

const words = advertiserTexts.offer;

/** One offer for those who run it. */
export function AdvertiserOffer() {
  const { offerId } = useParams({ from: '/shell/offers/$offerId' });
  const { role } = useUser();
  const { data: offer, error, refetch } = useQuery(offers.one(offerId));
  if (error && !offer) return <PageFailure error={error} retry={() => void refetch()} />;
  if (!offer) return <LoadingRows />;
  return (
    <>
      <PageHeader
        title={offer.name} status={<StatusBadge kind="offer" status={offer.status} />} crumbs={[<TextLink key="offers" to="/offers" search={{}}>{advertiserTexts.offers.title}</TextLink>, <span key="here">{offer.name}</span>]}
        actions={<>{role === 'finance' ? null : <ButtonLink to="/offers/$offerId/traffic" params={{ offerId }} variant="default">{advertiserTexts.traffic.open}</ButtonLink>}{role === 'advertiser' ? <ButtonLink to="/offers/$offerId/tracking" params={{ offerId }} variant="default">{words.tracking}</ButtonLink> : null}<OfferActions offer={offer} /></>}
      />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 6 }}><Stack><Panel title={words.terms}><OfferTerms terms={offer} /></Panel><TrafficTerms offerId={offer.id} /></Stack></Grid.Col>
        <Grid.Col span={{ base: 12, lg: 6 }}><Stack><Panel title={words.facts}><OfferFacts offer={offer} /></Panel><Panel title={words.history} flush><TermsVersions offer={offer} /></Panel></Stack></Grid.Col>
      </Grid>
    </>
  );
}

function OfferFacts({ offer }: { readonly offer: Offer }) {
  const { role } = useUser();
  return (
    <Facts
      rows={[
        role === 'advertiser' ? null : [t.shared.fields.advertiser, <AdvertiserName key="advertiser" id={offer.advertiser_id} />],
        [words.landing, offer.landing_url],
        [words.parameter, offer.click_parameter],
        [words.goals, offer.goals.join(', ')],
        [words.visibility, advertiserTexts.offers.visibilities[offer.visibility]],
        role !== 'advertiser' || offer.status !== 'active' || offer.visibility === 'private' ? null : [words.publicPage, <PublicPage key="public" offerId={offer.id} />],
        [words.deepLinks, offer.deep_link_hosts.join(', ') || words.none],
        [conversionsTexts.title, <TextLink key="conversions" to="/conversions" search={{ offer_id: offer.id }}>{words.links}</TextLink>],
        role === 'finance' ? null : [words.applications, <TextLink key="applications" to="/applications" search={{ offer_id: offer.id }}>{words.applications}</TextLink>],
        [t.shared.fields.id, <CopyId key="id" id={offer.id} />],
      ]}
    />
  );
}

/** The page to invite affiliates with. */
function PublicPage({ offerId }: { readonly offerId: string }) {
  return <Group gap={6} wrap="nowrap"><TextLink to="/join/$offerId" params={{ offerId }}>{words.openPublicPage}</TextLink><CopyIcon value={`${window.location.origin}/join/${offerId}`} label={words.publicPage} /></Group>;
}

function TermsVersions({ offer }: { readonly offer: Offer }) {
  const { data, error, refetch } = useQuery(offers.terms(offer.id, offer.version));
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <LoadingRows rows={2} />;
  return (
    <div style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={words.history}>
      <Table fz="sm" horizontalSpacing="lg" verticalSpacing="sm" borderColor="var(--portal-line)">
        <Table.Thead><Table.Tr><Table.Th>{words.version}</Table.Th><Table.Th>{words.from}</Table.Th><Table.Th>{words.rate}</Table.Th><Table.Th ta="right">{words.fee}</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {data.map((version) => (
            <Table.Tr key={version.id}>
              <Table.Td>{version.version}</Table.Td>
              <Table.Td><DateTime at={version.valid_from} /></Table.Td>
              <Table.Td><Text size="sm">{rateInWords({ commission: version.commission, currency: offer.currency, goals: offer.goals })}</Text></Table.Td>
              <Table.Td ta="right" className="numbers">{version.network_fee_bps === undefined ? t.shared.dash : formatRate(version.network_fee_bps)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
