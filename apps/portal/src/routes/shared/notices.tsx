import { Badge, Group, Text } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api } from '../../api/client';
import { notices } from '../../api/notice-queries';
import type { Notice } from '../../api/types';
import { ListTable } from '../../components/data-table';
import { DateTime, useTimeFormat } from '../../components/date-time';
import { TextLink } from '../../components/links';
import { formatMoney } from '../../components/money-text';
import { PageHeader } from '../../components/page-header';
import { Panel } from '../../components/panel';
import { EmptyState } from '../../components/states';
import { useUser } from '../../session/use-user';
import { notices as words } from '../../strings/notices';

/** What the organization was told. Looking at it is reading it: the bell counts what comes afterwards. */
export function NoticesPage() {
  const { role } = useUser();
  const list = useInfiniteQuery(notices.list());
  const newest = list.data?.pages[0]?.data[0];
  useSeen(newest);
  return (
    <>
      <PageHeader title={words.title} about={words.about} />
      <Panel flush>
        <ListTable
          label={words.title} list={list} empty={<EmptyState title={words.none}>{role === 'affiliate' || role === 'advertiser' ? words.noneAbout[role] : words.noneAbout.staff}</EmptyState>}
          columns={[
            { key: 'what', title: words.what, render: (row) => <NoticeText notice={row} /> },
            { key: 'when', title: words.when, render: (row) => <DateTime at={row.created_at} /> },
          ]}
        />
      </Panel>
    </>
  );
}

/** Marks once for each newest notice; the rows keep their badge until the page is opened again. */
function useSeen(newest: Notice | undefined): void {
  const client = useQueryClient();
  const marked = useRef<string | null>(null);
  const { mutate } = useMutation({
    mutationFn: (through: string) => api.PUT('/api/v1/notices/seen', { body: { through } }),
    onSuccess: () => client.setQueryData(notices.unseen().queryKey, 0),
  });
  useEffect(() => {
    if (!newest || newest.seen || marked.current === newest.id) return;
    marked.current = newest.id;
    mutate(newest.id);
  }, [newest, mutate]);
}

function NoticeText({ notice }: { readonly notice: Notice }) {
  const format = useTimeFormat();
  const about = aboutOf(notice, format);
  return (
    <div style={{ whiteSpace: 'normal' }}>
      <Group gap="xs" wrap="nowrap" align="flex-start"><NoticeLink notice={notice} />{notice.seen ? null : <Badge size="sm" variant="light" tt="none" style={{ flexShrink: 0 }}>{words.fresh}</Badge>}</Group>
      {about ? <Text size="sm" c="dimmed">{about}</Text> : null}
    </div>
  );
}

/** The sentence, leading to where it can be acted on. */
function NoticeLink({ notice }: { readonly notice: Notice }) {
  const subject = notice.subject ?? '';
  const amount = amountOf(notice);
  const offer = notice.offer ?? '';
  switch (notice.kind) {
    case 'application_received': return <TextLink to="/applications" search={{ status: 'pending' }}>{words.applicationReceived(notice.affiliate ?? '', offer)}</TextLink>;
    case 'application_decided': return <TextLink to="/offers/$offerId" params={{ offerId: subject }}>{notice.approved ? words.applicationApproved(offer) : words.applicationRejected(offer)}</TextLink>;
    case 'payout_sent': return <TextLink to="/payouts/$payoutId" params={{ payoutId: subject }}>{words.payoutSent(amount)}</TextLink>;
    case 'payout_failed': return <TextLink to="/payouts/$payoutId" params={{ payoutId: subject }}>{words.payoutFailed(amount)}</TextLink>;
    case 'batch_submitted': return <TextLink to="/batches/$batchId" params={{ batchId: subject }}>{words.batchSubmitted(amount, notice.payouts ?? 0)}</TextLink>;
    case 'postbacks_refused': return <TextLink to="/tracking" search={{ outcome: 'refused' }}>{words.postbacksRefused(notice.calls ?? 0)}</TextLink>;
    case 'payout_account_changed': return <TextLink to="/payout-account">{words.payoutAccountChanged}</TextLink>;
    case 'domain_lapsed': return <TextLink to="/domains">{words.domainLapsed(notice.host ?? '')}</TextLink>;
  }
}

function amountOf({ amount }: Notice): string {
  return amount ? formatMoney(amount.amount, amount.currency) : '';
}

function aboutOf({ kind, reason, until }: Notice, format: (at: string) => string): string | null {
  if (kind === 'payout_account_changed' && until !== null) return words.payoutAccountChangedAbout(format(until));
  if (kind === 'domain_lapsed') return words.domainLapsedAbout;
  if (kind === 'postbacks_refused') return words.postbacksRefusedAbout;
  return reason;
}
