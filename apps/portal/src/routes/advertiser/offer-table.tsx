import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { offers } from '../../api/queries';
import type { Offer } from '../../api/types';
import { type Column, ListTable } from '../../components/data-table';
import { DateTime } from '../../components/date-time';
import { FilterBar, StatusFilter } from '../../components/filters';
import { TextLink } from '../../components/links';
import { formatRate } from '../../components/money-text';
import { AdvertiserName } from '../../components/names';
import { rateInWords } from '../../components/offer-terms';
import { Panel } from '../../components/panel';
import { EmptyState } from '../../components/states';
import { StatusBadge } from '../../components/status-badge';
import { useUser } from '../../session/use-user';
import { STATUSES } from '../../strings/status-lists';
import { t } from '../../strings/en';
import { advertiser as advertiserTexts } from '../../strings/advertiser';

const words = advertiserTexts.offers;

/** Offers as rows, for those who run them. */
export function OfferTable({ empty }: { readonly empty: ReactNode }) {
  const { status } = useSearch({ from: '/shell/offers' });
  const navigate = useNavigate({ from: '/offers' });
  const own = useUser().role === 'advertiser';
  const list = useInfiniteQuery(offers.list({ status }));
  return (
    <>
      <FilterBar><StatusFilter kind="offer" values={STATUSES.offer} value={status} onChange={(value) => void navigate({ search: { status: value } })} /></FilterBar>
      <Panel flush><ListTable label={words.title} list={list} columns={columnsFor(own)} onRow={(row) => void navigate({ to: '/offers/$offerId', params: { offerId: row.id } })} empty={status ? <EmptyState title={t.shared.noMatch} /> : empty} /></Panel>
    </>
  );
}

function columnsFor(own: boolean): Column<Offer>[] {
  const { fields } = t.shared;
  return [
    { key: 'name', title: fields.name, render: (row) => <TextLink to="/offers/$offerId" params={{ offerId: row.id }} fw={500}>{row.name}</TextLink> },
    ...(own ? [] : [{ key: 'advertiser', title: fields.advertiser, render: (row: Offer) => <AdvertiserName id={row.advertiser_id} /> }]),
    { key: 'status', title: t.shared.status, render: (row) => <StatusBadge kind="offer" status={row.status} /> },
    { key: 'pays', title: words.pays, render: (row) => rateInWords(row) },
    { key: 'fee', title: advertiserTexts.offer.fee, numeric: true, render: (row) => (row.network_fee_bps === undefined ? t.shared.dash : formatRate(row.network_fee_bps)) },
    { key: 'currency', title: fields.currency, render: (row) => row.currency },
    { key: 'visibility', title: words.visibility, render: (row) => words.visibilities[row.visibility] },
    { key: 'created', title: fields.created, render: (row) => <DateTime at={row.created_at} form="day" /> },
    ...(own ? [{ key: 'tracking', title: words.tracking, render: (row: Offer) => <TextLink to="/offers/$offerId/tracking" params={{ offerId: row.id }} onClick={(event) => event.stopPropagation()} aria-label={`${advertiserTexts.offer.tracking}: ${row.name}`}>{advertiserTexts.offer.tracking}</TextLink> }] : []),
  ];
}
