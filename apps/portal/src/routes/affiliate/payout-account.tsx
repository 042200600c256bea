import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { IconBuildingBank, IconShieldLock } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import { payoutDestination } from '../../api/network-queries';
import type { PayoutDestination } from '../../api/types';
import { CopyId } from '../../components/copy-field';
import { DateTime } from '../../components/date-time';
import { tellDone, tellFailure } from '../../components/notify';
import { PageHeader } from '../../components/page-header';
import { Facts, Panel } from '../../components/panel';
import { EmptyState, ErrorState, LoadingRows } from '../../components/states';
import { StatusBadge } from '../../components/status-badge';
import { t } from '../../strings/en';
import { affiliate as affiliateTexts } from '../../strings/affiliate';

const words = affiliateTexts.payoutAccount;

/** The Stripe account that payouts go to, and what it still needs. */
export function PayoutAccountPage() {
  const { data, error, isPending, refetch } = useQuery(payoutDestination());
  return (
    <>
      <PageHeader title={words.title} about={words.about} />
      <Panel>
        {error && data === undefined ? <ErrorState error={error} retry={() => void refetch()} /> : null}
        {isPending ? <LoadingRows rows={3} /> : null}
        {data === null ? <EmptyState title={words.none} icon={<IconBuildingBank size={22} />} action={<ToStripe exists={false} />}>{words.noneAbout}</EmptyState> : null}
        {data ? <Account account={data} /> : null}
      </Panel>
    </>
  );
}

function Account({ account }: { readonly account: PayoutDestination }) {
  return (
    <Stack>
      {account.cool_down ? <CoolDown coolDown={account.cool_down} /> : null}
      {account.status === 'active' && !account.cool_down ? <Alert color="teal" variant="light">{words.ready}</Alert> : null}
      <Facts rows={[[t.shared.status, <StatusBadge key="status" kind="destination" status={account.status} />], [words.account, <CopyId key="id" id={account.stripe_account_id} />], [words.checked, <DateTime key="at" at={account.checked_at} />]]} />
      {account.requirements.length > 0 ? (
        <div>
          <Text size="sm" fw={600} mb={4}>{words.missing}</Text>
          <List size="sm">{account.requirements.map((requirement) => <List.Item key={requirement}>{inWords(requirement)}</List.Item>)}</List>
        </div>
      ) : null}
      <Group gap="xs">{account.status === 'active' ? null : <ToStripe exists />}<CheckAgain /></Group>
    </Stack>
  );
}

/** Why nothing new is paid for some days, and what to do about a change that was somebody else's. */
function CoolDown({ coolDown }: { readonly coolDown: NonNullable<PayoutDestination['cool_down']> }) {
  return (
    <Alert color="yellow" variant="light" title={words.cooling} icon={<IconShieldLock aria-hidden />}>
      {words.coolingReasons[coolDown.reason]} ({words.changedOn} <DateTime at={coolDown.changed_at} />). {words.startOn} <DateTime at={coolDown.until} />. {words.ifNotYou}
    </Alert>
  );
}

/** Stripe hosts the form; it leads back here. */
function ToStripe({ exists }: { readonly exists: boolean }) {
  const open = useMutation({
    mutationFn: async () => {
      if (!exists) body(await api.POST('/api/v1/payout-destinations'));
      return body(await api.POST('/api/v1/payout-destinations/current/onboarding-link'));
    },
    onSuccess: ({ url }) => window.location.assign(url),
    onError: tellFailure,
  });
  return <Button loading={open.isPending || open.isSuccess} onClick={() => open.mutate()}>{exists ? words.carryOn : words.start}</Button>;
}

function CheckAgain() {
  const queries = useQueryClient();
  const refresh = useMutation({
    mutationFn: async () => body(await api.POST('/api/v1/payout-destinations/current/refresh')),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['payout-destination'] });
      tellDone(words.refreshed);
    },
    onError: tellFailure,
  });
  return <Button variant="default" loading={refresh.isPending} onClick={() => refresh.mutate()}>{words.refresh}</Button>;
}

/** `individual.address.city` as `Individual: address, city`. */
function inWords(requirement: string): string {
  const [first = '', ...rest] = requirement.replaceAll('_', ' ').split('.');
  return `${first.charAt(0).toUpperCase()}${first.slice(1)}${rest.length > 0 ? `: ${rest.join(', ')}` : ''}`;
}
