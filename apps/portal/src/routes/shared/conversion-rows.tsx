import { useQueries } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { commissions } from '../../api/queries';
import type { Commission, Conversion } from '../../api/types';
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
import { conversions as conversionsTexts } from '../../strings/conversions';

const { fields } = t.shared;

const AFFILIATE_COLUMN: Column<Conversion> = { key: 'affiliate', title: fields.affiliate, render: (row) => <AffiliateName id={row.affiliate_id} /> };

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
  const commissionOf = useCommissions(list);
  return (
    <ListTable
      label={conversionsTexts.title} list={list} columns={columnsFor(role, commissionOf)} onRow={(row) => void navigate({ to: '/conversions/$conversionId', params: { conversionId: row.id } })}
      empty={empty ?? <EmptyState title={filtered ? t.shared.noMatch : conversionsTexts.none}>{filtered ? null : conversionsTexts.noneAbout}</EmptyState>}
      {...(latest === undefined ? {} : { latest })} {...(selection ? { selection } : {})}
    />
  );
}

/** The commissions of the conversions at hand, read page by page. */
function useCommissions(list: ListOf<Conversion>): (conversionId: string) => Commission | null {
  const answers = useQueries({ queries: (list.data?.pages ?? []).map((page) => commissions.ofConversions(page.data.map((row) => row.id))) });
  return (conversionId) => answers.flatMap((answer) => answer.data ?? []).find((row) => row.conversion_id === conversionId) ?? null;
}

/** What the reader gets or pays for a conversion; what is void earns nothing. */
function MoneyOf({ commission, role }: { readonly commission: Commission | null; readonly role: Role }) {
  if (commission === null || commission.status === 'void') return <>{t.shared.dash}</>;
  return <Money value={role === 'advertiser' ? (commission.charge ?? commission.net_amount) : commission.net_amount} fw={600} />;
}

function columnsFor(role: Role, commissionOf: (conversionId: string) => Commission | null): Column<Conversion>[] {
  const staff = role === 'finance' || role === 'admin';
  return [
    { key: 'order', title: fields.order, render: (row) => <><TextLink to="/conversions/$conversionId" params={{ conversionId: row.id }} fw={500}>{row.order_id}</TextLink><span className="portal-under"><DateTime at={row.occurred_at} /></span></> },
    { key: 'status', title: t.shared.status, render: (row) => <><StatusBadge kind="conversion" status={row.status} />{row.reason ? <span className="portal-under portal-why">{reasonInWords(row.reason)}</span> : null}</> },
    { key: 'amount', title: conversionsTexts.orderValue, numeric: true, render: (row) => (row.amount.amount === 0 ? t.shared.dash : <Money value={row.amount} />) },
    { key: 'commission', title: role === 'advertiser' ? conversionsTexts.detail.of.charge : fields.commission, numeric: true, render: (row) => <MoneyOf commission={commissionOf(row.id)} role={role} /> },
    { key: 'offer', title: fields.offer, render: (row) => <><OfferName id={row.offer_id} /><span className="portal-under">{row.goal}{staff ? <> · <AdvertiserName id={row.advertiser_id} /></> : null}</span></> },
    ...(role === 'affiliate' ? [] : [AFFILIATE_COLUMN]),
  ];
}
