import { Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { inboundEvents, type InboundFilter } from '../../api/queries';
import type { InboundEvent } from '../../api/types';
import { ListTable } from '../../components/data-table';
import { DateTime } from '../../components/date-time';
import { TextLink } from '../../components/links';
import { EmptyState } from '../../components/states';
import { StatusBadge } from '../../components/status-badge';
import { remedyOf } from '../../strings/reasons';
import { t } from '../../strings/en';
import { advertiser as advertiserTexts } from '../../strings/advertiser';

const words = advertiserTexts.tracking;
const POLL_MS = 2_000;
const NOT_SHOWN = new Set(['token', 'advertiser', 'sig', 'nonce', 'ts']);

/** Every call that arrived, with its outcome, and for refused ones what to do. */
export function InboundLog({ filter, live = false, latest }: { readonly filter: InboundFilter; readonly live?: boolean; readonly latest?: number }) {
  const list = useInfiniteQuery({ ...inboundEvents(filter), refetchInterval: live ? POLL_MS : false });
  return (
    <ListTable
      label={words.inbound} list={list} {...(latest === undefined ? {} : { latest })}
      columns={[
        { key: 'received', title: words.received_, render: (row) => <DateTime at={row.received_at} form="exact" /> },
        { key: 'outcome', title: words.outcome, render: (row) => <><StatusBadge kind="inbound" status={row.outcome} />{row.code ? <span className="portal-under mono">{row.code}</span> : null}</> },
        { key: 'order', title: t.shared.fields.order, render: (row) => <OrderOf event={row} /> },
        { key: 'fix', title: words.fix, render: (row) => (row.code ? <Text size="sm" style={{ whiteSpace: 'normal', minWidth: 260, maxWidth: 420 }}>{remedyOf(row.code).means}. {remedyOf(row.code).fix}</Text> : t.shared.dash) },
        { key: 'source', title: words.source, render: (row) => words.sources[row.source] },
        { key: 'parameters', title: words.parameters, render: (row) => <Text size="xs" className="mono" maw={220} truncate title={parametersText(row)}>{parametersText(row)}</Text> },
      ]}
      empty={<EmptyState title={words.none}>{words.noneAbout}</EmptyState>}
    />
  );
}

function OrderOf({ event }: { readonly event: InboundEvent }) {
  const order = String(event.parameters['order_id'] ?? t.shared.dash);
  return event.conversion_id ? <TextLink to="/conversions/$conversionId" params={{ conversionId: event.conversion_id }}>{order}</TextLink> : <>{order}</>;
}

function parametersText(event: InboundEvent): string {
  return Object.entries(event.parameters).filter(([key]) => !NOT_SHOWN.has(key)).map(([key, value]) => `${key}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`).join(' ');
}
