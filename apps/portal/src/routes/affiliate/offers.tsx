import { Badge, Group, Paper, SegmentedControl, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { offers } from '../../api/queries';
import type { Offer } from '../../api/types';
import { FilterBar, TextFilter } from '../../components/filters';
import { ButtonLink, TextLink } from '../../components/links';
import { rateInWords, workedExample } from '../../components/offer-terms';
import { PageHeader } from '../../components/page-header';
import { Panel } from '../../components/panel';
import { EmptyState, ErrorState, LoadingRows } from '../../components/states';
import { StatusBadge } from '../../components/status-badge';
import { t } from '../../strings/en';
import { affiliate as affiliateTexts } from '../../strings/affiliate';
import { conversions as conversionsTexts } from '../../strings/conversions';
import { JoinButton } from './join-button';

const words = affiliateTexts.offers;

/** What can be promoted, with the next step on each card. */
export function AffiliateOffers() {
  const { q, show } = useSearch({ from: '/shell/offers' });
  const navigate = useNavigate({ from: '/offers' });
  const { data, error, isPending, refetch } = useQuery(offers.all());
  const rows = (data?.rows ?? []).filter((offer) => offer.status !== 'archived' && matches(offer, q ?? '') && isShown(offer, show));
  return (
    <>
      <PageHeader title={words.title} about={words.about} />
      <FilterBar>
        <TextFilter label={words.search} value={q} onChange={(value) => void navigate({ search: (old) => ({ ...old, q: value }) })} />
        <SegmentedControl
          aria-label={t.shared.status} withItemsBorders={false} value={show ?? 'all'} data={[{ value: 'all', label: words.all }, { value: 'open', label: words.open }, { value: 'joined', label: words.joined }]}
          onChange={(value) => void navigate({ search: (old) => ({ ...old, show: value === 'joined' || value === 'open' ? value : undefined }) })}
        />
      </FilterBar>
      {error && !data ? <ErrorState error={error} retry={() => void refetch()} /> : null}
      {isPending ? <Panel><LoadingRows /></Panel> : null}
      {data && rows.length === 0 ? <Panel><NoOffers filtered={Boolean(q ?? show)} /></Panel> : null}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">{rows.map((offer) => <OfferCard key={offer.id} offer={offer} />)}</SimpleGrid>
    </>
  );
}

function NoOffers({ filtered }: { readonly filtered: boolean }) {
  if (!filtered) return <EmptyState title={words.none}>{words.noneAbout}</EmptyState>;
  return <EmptyState title={t.shared.noMatch} action={<ButtonLink to="/offers" search={{}} variant="default">{t.shared.clearFilters}</ButtonLink>} />;
}

function OfferCard({ offer }: { readonly offer: Offer }) {
  return (
    <Paper p="lg" component="article" style={{ display: 'flex', flexDirection: 'column' }}>
      <Stack gap="xs" flex={1}>
        <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
          <div style={{ minWidth: 0 }}>
            <TextLink to="/offers/$offerId" params={{ offerId: offer.id }} fw={600} c="inherit">{offer.name}</TextLink>
            <Text size="sm" c="dimmed">{offer.advertiser_name}</Text>
          </div>
          {offer.status === 'paused' ? <StatusBadge kind="offer" status="paused" /> : offer.enrolment ? <StatusBadge kind="enrolment" status={offer.enrolment.status} why={offer.enrolment.reason} /> : null}
        </Group>
        <Text fz="lg" fw={650}>{rateInWords(offer)}</Text>
        <Text size="sm" c="dimmed">{workedExample(offer)}</Text>
        <Group gap={6} mt="xs">
          <Badge variant="default" tt="none" fw={500}>{offer.currency}</Badge>
          <Badge variant="default" tt="none" fw={500}>{conversionsTexts.detail.window(offer.attribution_window_days)}</Badge>
        </Group>
      </Stack>
      <Group mt="md" gap="xs"><CardAction offer={offer} /></Group>
    </Paper>
  );
}

function CardAction({ offer }: { readonly offer: Offer }) {
  if (offer.enrolment?.status === 'approved') return <ButtonLink to="/offers/$offerId" params={{ offerId: offer.id }} size="sm" variant={offer.status === 'active' ? 'filled' : 'default'}>{words.getLink}</ButtonLink>;
  if (offer.enrolment || offer.status !== 'active') return <ButtonLink to="/offers/$offerId" params={{ offerId: offer.id }} size="sm" variant="default">{words.see}</ButtonLink>;
  return <><JoinButton offer={offer} /><ButtonLink to="/offers/$offerId" params={{ offerId: offer.id }} size="sm" variant="default">{words.see}</ButtonLink></>;
}

function matches(offer: Offer, q: string): boolean {
  return `${offer.name} ${offer.advertiser_name ?? ''} ${offer.id}`.toLowerCase().includes(q.toLowerCase());
}

function isShown(offer: Offer, show: 'all' | 'joined' | 'open' | undefined): boolean {
  if (show === 'joined') return offer.enrolment?.status === 'approved';
  return show !== 'open' || offer.enrolment?.status !== 'approved';
}
