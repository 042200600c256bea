import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Conversion } from '../../api/types';
import { type Column, type ListOf, ListTable } from '../../components/data-table';
import { DateTime } from '../../components/date-time';
import { TextLink } from '../../components/links';
import { Money } from '../../components/money';
import { AdvertiserName, AffiliateName, OfferName } from '../../components/names';
import { EmptyState } from '../../components/states';
import { StatusBadge } from '../../components/status-badge';
import { useUser } from '../../session/use-user';
import type { Role } from '../../session/session-store';
import { reasonInWords } from '../../strings/reasons';
import { t } from '../../strings/en';

const { fields } = t.shared;

const AFFILIATE_COLUMN: Column<Conversion> = { key: 'affiliate', title: fields.affiliate, render: (row) => <AffiliateName id={row.affiliate_id} /> };
const ADVERTISER_COLUMN: Column<Conversion> = { key: 'advertiser', title: fields.advertiser, render: (row) => <AdvertiserName id={row.advertiser_id} /> };
const PARTY_COLUMNS: Readonly<Record<Role, readonly Column<Conversion>[]>> = { affiliate: [], advertiser: [AFFILIATE_COLUMN], finance: [ADVERTISER_COLUMN, AFFILIATE_COLUMN], admin: [ADVERTISER_COLUMN, AFFILIATE_COLUMN] };

interface RowsProps {
  readonly list: ListOf<Conversion>;
  readonly latest?: number;
  readonly filtered?: boolean;
  readonly empty?: ReactNode;
  readonly selection?: { readonly rows: Conversion[]; readonly onChange: (rows: Conversion[]) => void; readonly labelOf: (row: Conversion) => string; readonly selectable: (row: Conversion) => boolean };
}

/** Conversions as rows; each opens to its explanation. */
export function ConversionRows({ list, latest, filtered, empty, selection }: RowsProps) {
  const navigate = useNavigate();
  const { role } = useUser();
  return (
    <ListTable
      label={t.conversions.title} list={list} columns={columnsFor(role)} onRow={(row) => void navigate({ to: '/conversions/$conversionId', params: { conversionId: row.id } })}
      empty={empty ?? <EmptyState title={filtered ? t.shared.noMatch : t.conversions.none}>{filtered ? null : t.conversions.noneAbout}</EmptyState>}
      {...(latest === undefined ? {} : { latest })} {...(selection ? { selection } : {})}
    />
  );
}

function columnsFor(role: Role): Column<Conversion>[] {
  return [
    { key: 'order', title: fields.order, render: (row) => <TextLink to="/conversions/$conversionId" params={{ conversionId: row.id }} fw={500}>{row.order_id}</TextLink> },
    { key: 'status', title: t.shared.status, render: (row) => <StatusBadge kind="conversion" status={row.status} why={row.reason ? reasonInWords(row.reason) : null} /> },
    { key: 'amount', title: fields.amount, numeric: true, render: (row) => <Money value={row.amount} /> },
    { key: 'offer', title: fields.offer, render: (row) => <OfferName id={row.offer_id} /> },
    ...PARTY_COLUMNS[role],
    { key: 'goal', title: fields.goal, render: (row) => row.goal },
    { key: 'reason', title: fields.reason, render: (row) => (row.reason ? reasonInWords(row.reason) : t.shared.dash) },
    { key: 'time', title: fields.time, render: (row) => <DateTime at={row.occurred_at} /> },
  ];
}
