import { Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { promoCodes } from '../../api/queries';
import type { PromoCode } from '../../api/types';
import { CopyIcon } from '../../components/copy-field';
import { type Column, ListTable } from '../../components/data-table';
import { DateTime } from '../../components/date-time';
import { AffiliateName, OfferName } from '../../components/names';
import { PageHeader } from '../../components/page-header';
import { Panel } from '../../components/panel';
import { EmptyState } from '../../components/states';
import { useUser } from '../../session/use-user';
import { t } from '../../strings/en';
import { conversions as conversionsTexts } from '../../strings/conversions';
import { AssignPromoCode } from './assign-promo-code';

const words = conversionsTexts.promoCodes;

/** Promo codes: the affiliate's own, or those that the advertiser assigned. */
export function PromoCodesPage() {
  const own = useUser().role === 'affiliate';
  const list = useInfiniteQuery(promoCodes.list());
  return (
    <>
      <PageHeader title={words.title} about={own ? words.aboutAffiliate : words.aboutAdvertiser} />
      <Stack>
        {own ? null : <Panel title={words.assign}><AssignPromoCode /></Panel>}
        <Panel flush><ListTable label={words.title} list={list} columns={columnsFor(own)} empty={<EmptyState title={words.noneAffiliate}>{own ? words.noneAffiliateAbout : words.noneAdvertiserAbout}</EmptyState>} /></Panel>
      </Stack>
    </>
  );
}

function columnsFor(own: boolean): Column<PromoCode>[] {
  const { fields } = t.shared;
  return [
    { key: 'code', title: words.code, render: (row) => <Group gap={4} wrap="nowrap"><Text size="sm" fw={600} className="mono">{row.code}</Text><CopyIcon value={row.code} label={row.code} /></Group> },
    { key: 'offer', title: fields.offer, render: (row) => <OfferName id={row.offer_id} /> },
    ...(own ? [] : [{ key: 'affiliate', title: fields.affiliate, render: (row: PromoCode) => <AffiliateName id={row.affiliate_id} /> }]),
    { key: 'created', title: fields.created, render: (row) => <DateTime at={row.created_at} form="day" /> },
  ];
}
