import { Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { Click } from '../../api/types';
import { type Column, type ListOf, ListTable } from '../../components/data-table';
import { DateTime } from '../../components/date-time';
import { TextLink } from '../../components/links';
import { AffiliateName, OfferName } from '../../components/names';
import { EmptyState } from '../../components/states';
import { StatusBadge } from '../../components/status-badge';
import { useUser } from '../../session/use-user';
import { clickReason } from '../../strings/reasons';
import { t } from '../../strings/en';
import { conversions as conversionsTexts } from '../../strings/conversions';
import { countryName } from '../public/countries';

const words = conversionsTexts.clicks;

/** Clicks as rows; each opens to what is known of it. */
export function ClickRows({ list, latest, filtered = false }: { readonly list: ListOf<Click>; readonly latest?: number; readonly filtered?: boolean }) {
  const navigate = useNavigate();
  const { role } = useUser();
  return (
    <ListTable
      label={words.title} list={list} columns={columnsFor(role !== 'affiliate')} onRow={(row) => void navigate({ to: '/clicks/$clickId', params: { clickId: row.id } })} {...(latest === undefined ? {} : { latest })}
      empty={<EmptyState title={filtered ? t.shared.noMatch : words.none}>{filtered ? null : words.noneAbout}</EmptyState>}
    />
  );
}

function columnsFor(withAffiliate: boolean): Column<Click>[] {
  const { fields } = t.shared;
  return [
    { key: 'time', title: fields.time, render: (row) => <TextLink to="/clicks/$clickId" params={{ clickId: row.id }}><DateTime at={row.occurred_at} form="exact" /></TextLink> },
    { key: 'status', title: t.shared.status, render: (row) => <><StatusBadge kind="click" status={row.status} />{row.reason ? <span className="portal-under portal-why">{clickReason(row.reason)}</span> : null}</> },
    { key: 'offer', title: fields.offer, render: (row) => <OfferName id={row.offer_id} /> },
    ...(withAffiliate ? [{ key: 'affiliate', title: fields.affiliate, render: (row: Click) => <AffiliateName id={row.affiliate_id} /> }] : []),
    { key: 'visitor', title: words.visitor, render: (row) => <>{row.country ? countryName(row.country) : words.unknown}<span className="portal-under">{[row.device, row.os, row.browser].filter(Boolean).join(' · ')}</span></> },
    { key: 'sub1', title: words.sub1, render: (row) => row.sub1 ?? t.shared.dash },
    { key: 'referrer', title: fields.referrer, render: (row) => <Text size="sm" truncate maw={160} title={row.referrer ?? ''}>{row.referrer?.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '') ?? t.shared.dash}</Text> },
  ];
}
