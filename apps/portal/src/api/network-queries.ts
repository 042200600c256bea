import { queryOptions } from '@tanstack/react-query';
import { api, body, given } from './client';
import { growingList, wholeList, type Step } from './lists';
import type { Adjustment, Batch, Journal, LedgerAccount, Mail, NetworkUser, Payout } from './types';

export interface PayoutFilter { readonly status?: Payout['status'] | undefined; readonly batch_id?: string | undefined }
export interface JournalFilter { readonly kind?: Journal['kind'] | undefined; readonly account_id?: string | undefined; readonly source_id?: string | undefined }
export interface AccountFilter { readonly kind?: LedgerAccount['kind'] | undefined; readonly affiliate_id?: string | undefined; readonly advertiser_id?: string | undefined }

const asked = <Filter extends object>(filter: Filter, step: Step) => ({ params: { query: { ...given(filter), ...step } } });
const payoutsPage = (filter: PayoutFilter) => async (step: Step) => body(await api.GET('/api/v1/payouts', asked(filter, step)));
const batchesPage = (filter: { status?: Batch['status'] | undefined }) => async (step: Step) => body(await api.GET('/api/v1/payout-batches', asked(filter, step)));
const exclusionsPage = async (step: Step) => body(await api.GET('/api/v1/payout-exclusions', asked({}, step)));
const accountsPage = (filter: AccountFilter) => async (step: Step) => body(await api.GET('/api/v1/ledger/accounts', asked(filter, step)));

export const payouts = {
  list: (filter: PayoutFilter = {}) => growingList('payouts', filter, payoutsPage(filter)),
  all: (filter: PayoutFilter) => wholeList('payouts', filter, payoutsPage(filter), 2_000),
  trace: (id: string) => queryOptions({ queryKey: ['payouts', 'trace', id], queryFn: async () => body(await api.GET('/api/v1/payouts/{id}/trace', { params: { path: { id } } })) }),
  conversions: (id: string) => queryOptions({ queryKey: ['payouts', 'conversions', id], queryFn: async () => body(await api.GET('/api/v1/payouts/{id}/conversions', { params: { path: { id } } })) }),
  one: (id: string) => queryOptions({ queryKey: ['payouts', 'one', id], queryFn: async () => body(await api.GET('/api/v1/payouts/{id}', { params: { path: { id } } })) }),
};

export const batches = {
  list: (filter: { status?: Batch['status'] | undefined } = {}) => growingList('batches', filter, batchesPage(filter)),
  all: () => wholeList('batches', {}, batchesPage({}), 200),
  exclusions: () => wholeList('payout-exclusions', {}, exclusionsPage, 2_000),
  one: (id: string) => queryOptions({ queryKey: ['batches', 'one', id], queryFn: async () => body(await api.GET('/api/v1/payout-batches/{id}', { params: { path: { id } } })) }),
};

export const adjustments = {
  list: (filter: { status?: Adjustment['status'] | undefined } = {}) => growingList('adjustments', filter, async (step) => body(await api.GET('/api/v1/adjustments', asked(filter, step)))),
  one: (id: string) => queryOptions({ queryKey: ['adjustments', 'one', id], queryFn: async () => body(await api.GET('/api/v1/adjustments/{id}', { params: { path: { id } } })) }),
};

export const ledger = {
  trialBalance: () => queryOptions({ queryKey: ['ledger', 'trial-balance'], queryFn: async () => body(await api.GET('/api/v1/ledger/trial-balance')).data }),
  accounts: (filter: AccountFilter = {}) => growingList('ledger-accounts', filter, accountsPage(filter)),
  allAccounts: (filter: AccountFilter) => wholeList('ledger-accounts', filter, accountsPage(filter), 2_000),
  journals: (filter: JournalFilter = {}) => growingList('journals', filter, async (step) => body(await api.GET('/api/v1/ledger/journals', asked(filter, step)))),
  journal: (id: string) => queryOptions({ queryKey: ['journals', 'one', id], queryFn: async () => body(await api.GET('/api/v1/ledger/journals/{id}', { params: { path: { id } } })) }),
};

const affiliatesPage = async (step: Step) => body(await api.GET('/api/v1/affiliates', asked({}, step)));
const advertisersPage = async (step: Step) => body(await api.GET('/api/v1/advertisers', asked({}, step)));
export const affiliates = { list: () => growingList('affiliates', {}, affiliatesPage), all: () => wholeList('affiliates', {}, affiliatesPage, 2_000) };
export const advertisers = { list: () => growingList('advertisers', {}, advertisersPage), all: () => wholeList('advertisers', {}, advertisersPage, 2_000) };
/** Days are UTC, both included. */
export interface AuditFilter { readonly action?: string | undefined; readonly user_id?: string | undefined; readonly subject?: string | undefined; readonly from?: string | undefined; readonly to?: string | undefined }
const DAY_MS = 86_400_000;
const auditAsked = ({ from, to, ...filter }: AuditFilter) => ({ ...filter, from: from && `${from}T00:00:00Z`, to: to && new Date(Date.parse(to) + DAY_MS).toISOString() });
export const audit = {
  list: (filter: AuditFilter) => growingList('audit', filter, async (step) => body(await api.GET('/api/v1/audit-events', asked(auditAsked(filter), step)))),
  file: async (filter: AuditFilter) => body(await api.GET('/api/v1/audit-events.csv', { params: { query: given(auditAsked(filter)) }, parseAs: 'text' })),
  proof: async () => body(await api.GET('/api/v1/audit-events/proof')),
};

export const mails = {
  list: (filter: { state?: Mail['state'] | undefined; to?: string | undefined } = {}) => growingList('mails', filter, async (step) => body(await api.GET('/api/v1/mails', asked(filter, step)))),
  one: (id: string) => queryOptions({ queryKey: ['mails', 'one', id], queryFn: async () => body(await api.GET('/api/v1/mails/{id}', { params: { path: { id } } })) }),
};

/** Where the affiliate's payouts go; null until they set one up. */
export const payoutDestination = () => queryOptions({
  queryKey: ['payout-destination'],
  queryFn: async () => body(await api.GET('/api/v1/payout-destinations')).data[0] ?? null,
});

/** What the server tells the portal before anybody signs in. */
export interface NetworkSettings {
  readonly tracker_url: string;
  readonly api_url: string;
}

export const networkSettings = () => queryOptions({
  queryKey: ['network-settings'],
  staleTime: Infinity,
  queryFn: async (): Promise<NetworkSettings> => {
    const answer = await fetch('/portal.json');
    if (!answer.ok) throw new Error(`The server answered ${answer.status}`);
    return (await answer.json()) as NetworkSettings;
  },
});

/** What the network runs with. */
export const settings = () => queryOptions({ queryKey: ['settings'], queryFn: async () => body(await api.GET('/api/v1/settings')).data });

const OPERATIONS_POLL_MS = 5_000;
export const operations = {
  now: () => queryOptions({ queryKey: ['operations', 'now'], queryFn: async () => body(await api.GET('/api/v1/operations')), refetchInterval: OPERATIONS_POLL_MS }),
  dead: () => queryOptions({ queryKey: ['operations', 'dead'], queryFn: async () => body(await api.GET('/api/v1/dead-deliveries')).data, refetchInterval: OPERATIONS_POLL_MS }),
};

/** Everybody who can sign in. */
export const users = {
  list: (filter: { status?: NetworkUser['status'] | undefined; search?: string | undefined }) => growingList('users', filter, async (step) => body(await api.GET('/api/v1/users', asked(filter, step)))),
};

/** Stripe is asked each time, so an answer is never kept for long. */
export const reconciliation = (days: number) => queryOptions({ queryKey: ['reconciliation', days], queryFn: async () => body(await api.GET('/api/v1/reconciliation', { params: { query: { days } } })), staleTime: 0, retry: false });
