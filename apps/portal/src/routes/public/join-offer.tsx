import { Alert, Container, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { FairleadProblem } from '@fairlead/client';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { publicOffer } from '../../api/public-queries';
import { ButtonLink, TextLink } from '../../components/links';
import { OfferTerms } from '../../components/offer-terms';
import { EmptyState, ErrorState, LoadingRows } from '../../components/states';
import { useSession } from '../../session/session-store';
import { join as words } from '../../strings/join';
import { t } from '../../strings/en';
import { Logo } from '../../theme/logo';

/** What an offer pays, for somebody who was sent here, and the way in. */
export function JoinOfferPage() {
  const { offerId } = useParams({ from: '/join/$offerId' });
  const { data: offer, error, refetch } = useQuery(publicOffer(offerId));
  const title = offer?.name ?? t.shared.product;
  useEffect(() => {
    document.title = `${title} · ${t.shared.product}`;
  }, [title]);
  return (
    <Container size="md" py="xl" component="main">
      <TextLink to="/" c="inherit"><Group gap="sm" mb="xl"><Logo /><Text fw={650} component="span">{t.shared.product}</Text></Group></TextLink>
      {error ? <Missing error={error} retry={() => void refetch()} /> : offer ? <Invitation offer={offer} /> : <LoadingRows />}
    </Container>
  );
}

type PublicOffer = Awaited<ReturnType<NonNullable<ReturnType<typeof publicOffer>['queryFn']>>>;

function Invitation({ offer }: { readonly offer: PublicOffer }) {
  return (
    <Stack gap="lg">
      <div><Title order={1}>{offer.name}</Title><Text c="dimmed">{words.by(offer.advertiser_name)}</Text></div>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <Paper p="lg"><OfferTerms terms={offer} /></Paper>
        <Stack>
          <Paper p="lg"><WayIn offer={offer} /></Paper>
          <Paper p="lg">
            <Title order={2} mb="sm">{words.how}</Title>
            <ol className="portal-steps">{words.steps.map(([step, about]) => <li key={step}><Text size="sm" fw={600}>{step}</Text><Text size="sm" c="dimmed">{about}</Text></li>)}</ol>
          </Paper>
        </Stack>
      </SimpleGrid>
    </Stack>
  );
}

/** To the offer for an affiliate who is signed in, else to an account and then to the offer. */
function WayIn({ offer }: { readonly offer: PublicOffer }) {
  const role = useSession()?.user.role;
  if (role === 'affiliate') return <ButtonLink to="/offers/$offerId" params={{ offerId: offer.id }} size="md" fullWidth>{words.go}</ButtonLink>;
  if (role !== undefined) return <Alert color="blue" variant="light">{words.notAffiliate}</Alert>;
  const back = `/offers/${offer.id}`;
  const isOpen = offer.visibility === 'public';
  return (
    <Stack gap="sm">
      <Text size="sm">{isOpen ? words.joinAbout : words.applyAbout(offer.advertiser_name)}</Text>
      <ButtonLink to="/sign-up" search={{ role: 'affiliate', back }} size="md" fullWidth>{isOpen ? words.join : words.apply}</ButtonLink>
      <ButtonLink to="/sign-in" search={{ back, joining: true }} variant="default" fullWidth>{words.have}</ButtonLink>
    </Stack>
  );
}

function Missing({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  if (!(error instanceof FairleadProblem) || error.status >= 500) return <><Title order={1} mb="md">{t.shared.product}</Title><ErrorState error={error} retry={retry} /></>;
  return <><Title order={1} className="visually-hidden">{words.missing}</Title><EmptyState title={words.missing} action={<ButtonLink to="/offers" search={{}}>{words.others}</ButtonLink>}>{words.missingAbout}</EmptyState></>;
}
