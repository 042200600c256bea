import { Alert, Stack } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { clicks, conversions } from '../../api/queries';
import type { Click } from '../../api/types';
import { CopyId } from '../../components/copy-field';
import { DateTime } from '../../components/date-time';
import { TextLink } from '../../components/links';
import { AffiliateName, OfferName } from '../../components/names';
import { PageFailure } from '../../components/page-failure';
import { PageHeader } from '../../components/page-header';
import { Facts, Panel } from '../../components/panel';
import { EmptyState, LoadingRows } from '../../components/states';
import { StatusBadge } from '../../components/status-badge';
import { clickReason } from '../../strings/reasons';
import { t } from '../../strings/en';
import { conversions as conversionsTexts } from '../../strings/conversions';
import { countryName } from '../public/countries';
import { ConversionRows } from './conversion-rows';

const words = conversionsTexts.clicks;

/** One click: what is known of it, and what came of it. */
export function ClickPage() {
  const { clickId } = useParams({ from: '/shell/clicks/$clickId' });
  const { data: click, error, refetch } = useQuery(clicks.one(clickId));
  const followed = useInfiniteQuery(conversions.list({ click_id: clickId }));
  if (error && !click) return <PageFailure error={error} retry={() => void refetch()} />;
  if (!click) return <LoadingRows />;
  return (
    <>
      <PageHeader title={words.detail} about={<DateTime at={click.occurred_at} form="exact" />} status={<StatusBadge kind="click" status={click.status} />} crumbs={[<TextLink key="list" to="/clicks" search={{}}>{words.title}</TextLink>, <span key="here">{words.detail}</span>]} />
      <Stack>
        {click.reason ? <Alert color="yellow" variant="light" title={words.notes}>{clickReason(click.reason)}</Alert> : null}
        <Panel><ClickFacts click={click} /></Panel>
        <Panel title={words.conversions} flush><ConversionRows list={followed} empty={<EmptyState title={words.noConversions} />} /></Panel>
      </Stack>
    </>
  );
}

function ClickFacts({ click }: { readonly click: Click }) {
  const { fields } = t.shared;
  const subs = [click.sub1, click.sub2, click.sub3, click.sub4, click.sub5, click.sub6, click.sub7, click.sub8, click.sub9, click.sub10].filter(Boolean);
  return (
    <Facts
      rows={[
        [fields.offer, <OfferName key="offer" id={click.offer_id} />],
        [fields.affiliate, <AffiliateName key="affiliate" id={click.affiliate_id} />],
        [fields.country, click.country ? countryName(click.country) : words.unknown],
        [fields.device, click.device],
        [words.referrer, click.referrer ?? words.direct],
        [fields.subs, subs.length > 0 ? subs.join(' · ') : t.shared.none],
        [fields.source, click.source_id ?? t.shared.none],
        [fields.id, <CopyId key="id" id={click.id} />],
      ]}
    />
  );
}
