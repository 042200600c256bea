import { Alert, Button, Grid, Group, Stack, Table, Tabs, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { networkSettings } from '../../api/network-queries';
import { offers, postbackCredentials } from '../../api/queries';
import type { Offer } from '../../api/types';
import { CodeBlock, CopyField } from '../../components/copy-field';
import { TextLink } from '../../components/links';
import { PageFailure } from '../../components/page-failure';
import { PageHeader } from '../../components/page-header';
import { Panel } from '../../components/panel';
import { ErrorState, LoadingRows } from '../../components/states';
import { t } from '../../strings/en';
import { advertiser as advertiserTexts } from '../../strings/advertiser';
import { conversions as conversionsTexts } from '../../strings/conversions';
import { useCreateCredentials } from '../shared/postback-credentials';
import { InboundLog } from './inbound-log';
import { postbackUrl, snippets } from './snippets';
import { TrackingHealth } from './tracking-health';
import { TrackingTest } from './tracking-test';

const words = advertiserTexts.tracking;

/** How to report purchases of an offer, with the real ids filled in, and what arrived. */
export function OfferTracking() {
  const { offerId } = useParams({ from: '/shell/offers/$offerId/tracking' });
  const { data: offer, error, refetch } = useQuery(offers.one(offerId));
  if (error && !offer) return <PageFailure error={error} retry={() => void refetch()} />;
  if (!offer) return <LoadingRows />;
  return (
    <>
      <PageHeader
        title={words.title(offer.name)} about={words.about}
        crumbs={[<TextLink key="offers" to="/offers" search={{}}>{advertiserTexts.offers.title}</TextLink>, <TextLink key="offer" to="/offers/$offerId" params={{ offerId }}>{offer.name}</TextLink>, <span key="here">{t.shell.nav.tracking}</span>]}
      />
      <Stack>
        <TrackingHealth />
        <Grid gap="md">
          <Grid.Col span={{ base: 12, lg: 7 }}><Stack><Guide offer={offer} /><Panel title={words.fields} flush><FieldMeanings /></Panel></Stack></Grid.Col>
          <Grid.Col span={{ base: 12, lg: 5 }}><TrackingTest offer={offer} /></Grid.Col>
        </Grid>
        <Panel title={words.inbound} about={words.inboundAbout} flush action={<TextLink to="/tracking" search={{}} size="sm">{words.allCalls}</TextLink>}><InboundLog filter={{}} live latest={10} /></Panel>
      </Stack>
    </>
  );
}

function Guide({ offer }: { readonly offer: Offer }) {
  const credentials = useQuery(postbackCredentials());
  const settings = useQuery(networkSettings());
  const create = useCreateCredentials();
  if (!settings.data) return settings.error ? <ErrorState error={settings.error} /> : <LoadingRows />;
  const call = { trackerUrl: settings.data.tracker_url, advertiserId: offer.advertiser_id, token: create.data?.token ?? 'YOUR_TOKEN', currency: offer.currency };
  const code = snippets(call);
  const landing = `${offer.landing_url}${offer.landing_url.includes('?') ? '&' : '?'}${offer.click_parameter}=clk_…`;
  return (
    <Stack>
      <Panel title={words.step1}><Stack gap="sm"><Text size="sm">{words.step1About(offer.click_parameter)}</Text><CodeBlock label={words.landingExample} code={landing} /></Stack></Panel>
      <Panel title={words.step2} about={words.step2About}>
        <Stack gap="sm">
          {create.data ? <><Alert color="teal" variant="light">{words.tokenReady}</Alert><CopyField label={conversionsTexts.developer.token} value={create.data.token} /><CopyField label={conversionsTexts.developer.secret} description={conversionsTexts.developer.secretAbout} value={create.data.secret} /></> : null}
          {!create.data && credentials.data?.length ? <Text size="sm">{words.existing(credentials.data.length)}</Text> : null}
          {create.data ? null : <Group><Button loading={create.isPending} variant={credentials.data?.length ? 'default' : 'filled'} onClick={() => create.mutate()}>{words.makeToken}</Button></Group>}
        </Stack>
      </Panel>
      <Panel title={words.step3}>
        <Stack>
          <CopyField label={words.url} value={postbackUrl(call)} />
          <Tabs defaultValue="curl">
            <Tabs.List><Tabs.Tab value="curl">{words.curl}</Tabs.Tab><Tabs.Tab value="node">{words.node}</Tabs.Tab><Tabs.Tab value="php">{words.php}</Tabs.Tab></Tabs.List>
            <Tabs.Panel value="curl" pt="md"><CodeBlock label={words.curl} code={code.curl} /></Tabs.Panel>
            <Tabs.Panel value="node" pt="md"><CodeBlock label={words.node} code={code.node} /></Tabs.Panel>
            <Tabs.Panel value="php" pt="md"><CodeBlock label={words.php} code={code.php} /></Tabs.Panel>
          </Tabs>
          <Text size="sm" c="dimmed">{words.signed}</Text>
        </Stack>
      </Panel>
    </Stack>
  );
}

function FieldMeanings() {
  return (
    <Table fz="sm" horizontalSpacing="lg" verticalSpacing="sm" borderColor="var(--portal-line)">
      <Table.Thead><Table.Tr><Table.Th>{words.field}</Table.Th><Table.Th>{words.means}</Table.Th></Table.Tr></Table.Thead>
      <Table.Tbody>{words.fieldMeanings.map(([field, means]) => <Table.Tr key={field}><Table.Td className="mono">{field}</Table.Td><Table.Td>{means}</Table.Td></Table.Tr>)}</Table.Tbody>
    </Table>
  );
}
