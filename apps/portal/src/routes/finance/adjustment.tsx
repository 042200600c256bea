import { Stack, Text, TextInput } from '@mantine/core';
import { idempotencyKey } from '@fairlead/client';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api, body } from '../../api/client';
import { adjustments } from '../../api/network-queries';
import type { AdjustmentDetail } from '../../api/types';
import { CopyId } from '../../components/copy-field';
import { TextLink } from '../../components/links';
import { Money } from '../../components/money';
import { formatMoney } from '../../components/money-text';
import { PageFailure } from '../../components/page-failure';
import { PageHeader } from '../../components/page-header';
import { Facts, Panel } from '../../components/panel';
import { LoadingRows } from '../../components/states';
import { StatusBadge } from '../../components/status-badge';
import { useUser } from '../../session/use-user';
import { adjustments as words } from '../../strings/adjustments';
import { t } from '../../strings/en';
import { statusWord } from '../../strings/statuses';
import { inOrder } from '../shared/history-order';
import { Step } from '../shared/path-of-purchase';
import { AdjustedAccount } from './adjusted-account';
import { Actor, Person } from './person';
import { StepButton } from './step-button';
import { WaitForOther } from './wait-for-other';

type Props = { readonly adjustment: AdjustmentDetail };

/** One adjustment: what it does to whom and why, who asked and who decided. */
export function AdjustmentPage() {
  const { adjustmentId } = useParams({ from: '/shell/adjustments/$adjustmentId' });
  const { data: adjustment, error, refetch } = useQuery(adjustments.one(adjustmentId));
  if (error && !adjustment) return <PageFailure error={error} retry={() => void refetch()} />;
  if (!adjustment) return <LoadingRows />;
  const amount = formatMoney(adjustment.amount.amount, adjustment.amount.currency);
  return (
    <>
      <PageHeader
        title={words.detail(amount)} about={adjustment.reason} status={<StatusBadge kind="adjustment" status={adjustment.status} />} actions={<Actions adjustment={adjustment} />}
        crumbs={[<TextLink key="list" to="/adjustments" search={{}}>{words.title}</TextLink>, <span key="here">{amount}</span>]}
      />
      <Stack>
        <Panel>
          <Facts
            rows={[
              [words.whose, <span key="whose"><AdjustedAccount adjustment={adjustment} /> · {words.sides[adjustment.advertiser_id === null ? 'affiliate' : 'advertiser']}</span>],
              [words.direction, words.directions[adjustment.direction]],
              adjustment.counter_account ? [words.against, <span key="against">{words.counters[adjustment.counter_account]} <Text span size="sm" c="dimmed">{words.countersAbout[adjustment.counter_account]}</Text></span>] : null,
              [words.requestedBy, <Person key="requester" id={adjustment.requested_by} />],
              adjustment.decided_by ? [words.decidedBy, <Person key="decider" id={adjustment.decided_by} />] : null,
              adjustment.journal_id ? [words.entry, <TextLink key="entry" to="/journals/$journalId" params={{ journalId: adjustment.journal_id }}>{words.openEntry}</TextLink>] : null,
              [t.shared.fields.id, <CopyId key="id" id={adjustment.id} />],
            ]}
          />
        </Panel>
        <Panel title={words.history}>
          <ol className="portal-steps">
            {inOrder(adjustment.history).map((entry) => <Step key={entry.to} title={statusWord('adjustment', entry.to).label} at={entry.at}><Actor value={entry.actor} />{entry.reason ? `: ${entry.reason}` : null}</Step>)}
          </ol>
        </Panel>
      </Stack>
    </>
  );
}

/** Who asked finds no Approve, and reads who can. */
function Actions({ adjustment }: Props) {
  const { id, role } = useUser();
  if (adjustment.status !== 'requested') return null;
  if (role !== 'finance') return <Text size="sm" c="dimmed">{words.adminWaits}</Text>;
  if (adjustment.requested_by !== id) return <><Reject adjustment={adjustment} /><Approve adjustment={adjustment} /></>;
  return <><WaitForOther title={words.waitForOther} about={words.waitForNames} aboutNobody={words.waitForOtherAbout} /><Reject adjustment={adjustment} own /></>;
}

function Approve({ adjustment }: Props) {
  // One key for one intent: a second press approves once.
  const [key] = useState(() => crypto.randomUUID());
  const run = async () => body(await api.POST('/api/v1/adjustments/{id}/approve', { params: { path: { id: adjustment.id }, header: idempotencyKey(key) } }));
  return (
    <StepButton label={words.approve} title={words.approveTitle} done={words.approved} run={run}>
      <Text fz={28} fw={650} ta="center"><Money value={adjustment.amount} /></Text>
      <Text ta="center" fw={500}><AdjustedAccount adjustment={adjustment} /></Text>
      <Text size="sm">{adjustment.reason}</Text>
      <Text size="sm" c="dimmed">{words.approveAbout}</Text>
    </StepButton>
  );
}

function Reject({ adjustment, own = false }: Props & { readonly own?: boolean }) {
  const [reason, setReason] = useState('');
  const run = async () => body(await api.POST('/api/v1/adjustments/{id}/reject', { params: { path: { id: adjustment.id } }, body: { reason: reason.trim() } }));
  return (
    <StepButton label={own ? words.takeBack : words.reject} title={own ? words.takeBackTitle : words.rejectTitle} done={words.rejected} secondary danger disabled={reason.trim() === ''} run={run}>
      <TextInput label={words.rejectReason} description={words.rejectReasonAbout} value={reason} onChange={(event) => setReason(event.currentTarget.value)} data-autofocus maxLength={500} />
    </StepButton>
  );
}
