import { useNavigate } from '@tanstack/react-router';
import type { Payout } from '../../api/types';
import { type ListOf, ListTable } from '../../components/data-table';
import { DateTime } from '../../components/date-time';
import { TextLink } from '../../components/links';
import { Money } from '../../components/money';
import { AffiliateName, shortId } from '../../components/names';
import { EmptyState } from '../../components/states';
import { StatusBadge } from '../../components/status-badge';
import { useUser } from '../../session/use-user';
import { t } from '../../strings/en';
import { conversions as conversionsTexts } from '../../strings/conversions';

const words = conversionsTexts.payouts;

/** Payouts as rows; each opens to its conversions. */
export function PayoutRows({ list, filtered = false, inBatch = false }: { readonly list: ListOf<Payout>; readonly filtered?: boolean; readonly inBatch?: boolean }) {
  const navigate = useNavigate();
  const staff = useUser().role !== 'affiliate';
  return (
    <ListTable
      label={words.title} list={list} onRow={(row) => void navigate({ to: '/payouts/$payoutId', params: { payoutId: row.id } })}
      columns={[
        ...(inBatch ? [] : [{ key: 'created', title: t.shared.fields.created, render: (row: Payout) => <TextLink to="/payouts/$payoutId" params={{ payoutId: row.id }} fw={500}><DateTime at={row.created_at} /></TextLink> }]),
        ...(staff ? [{ key: 'affiliate', title: t.shared.fields.affiliate, render: (row: Payout) => (inBatch ? <TextLink to="/payouts/$payoutId" params={{ payoutId: row.id }} fw={500}><AffiliateName id={row.affiliate_id} /></TextLink> : <AffiliateName id={row.affiliate_id} />) }] : []),
        { key: 'status', title: t.shared.status, render: (row) => <><StatusBadge kind="payout" status={row.status} />{row.failure_message ? <span className="portal-under portal-why">{row.failure_message}</span> : null}</> },
        { key: 'settled', title: words.settled, render: (row) => (row.settled_at ? <DateTime at={row.settled_at} /> : t.shared.dash) },
        ...(staff && !inBatch ? [{ key: 'batch', title: words.batch, render: (row: Payout) => <TextLink to="/batches/$batchId" params={{ batchId: row.batch_id }} onClick={(event) => event.stopPropagation()}>{shortId(row.batch_id)}</TextLink> }] : []),
        ...(inBatch ? [{ key: 'destination', title: words.account, render: (row: Payout) => <span className="mono">{row.destination}</span> }] : []),
        { key: 'amount', title: t.shared.fields.amount, numeric: true, render: (row) => <Money value={row.amount} fw={600} /> },
      ]}
      empty={<EmptyState title={filtered ? t.shared.noMatch : words.none}>{filtered ? null : staff ? words.noneStaff : words.noneAffiliate}</EmptyState>}
    />
  );
}
