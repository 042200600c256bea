import { queryOptions } from '@tanstack/react-query';
import { api, body, given } from './client';
import { growingList, wholeList, type Step } from './lists';
import type { Click, Commission, Conversion, InboundEvent, Offer } from './types';

/** Filters as the address bar carries them. */
export interface OfferFilter { readonly status?: Offer['status'] | undefined }
export interface ConversionFilter { readonly status?: Conversion['status'] | undefined; readonly offer_id?: string | undefined; readonly order_id?: string | undefined; readonly click_id?: string | undefined }
export interface CommissionFilter { readonly status?: Commission['status'] | undefined; readonly offer_id?: string | undefined; readonly conversion_id?: string[] | undefined }
export interface ClickFilter { readonly status?: Click['status'] | undefined; readonly link_id?: string | undefined; readonly offer_id?: string | undefined; readonly sub1?: string | undefined }
export interface InboundFilter { readonly outcome?: InboundEvent['outcome'] | undefined }

const asked = <Filter extends object>(filter: Filter, step: Step) => ({ params: { query: { ...given(filter), ...step } } });

const offersPage = (filter: OfferFilter) => async (step: Step) => body(await api.GET('/api/v1/offers', asked(filter, step)));
const conversionsPage = (filter: ConversionFilter) => async (step: Step) => body(await api.GET('/api/v1/conversions', asked(filter, step)));
const commissionsPage = (filter: CommissionFilter) => async (step: Step) => body(await api.GET('/api/v1/commissions', asked(filter, step)));
const clicksPage = (filter: ClickFilter) => async (step: Step) => body(await api.GET('/api/v1/clicks', asked(filter, step)));
const linksPage = (filter: { offer_id?: string | undefined }) => async (step: Step) => body(await api.GET('/api/v1/links', asked(filter, step)));

export const offers = {
  list: (filter: OfferFilter = {}) => growingList('offers', filter, offersPage(filter)),
  all: () => wholeList('offers', {}, offersPage({}), 500),
  one: (id: string) => queryOptions({ queryKey: ['offers', 'one', id], queryFn: async () => body(await api.GET('/api/v1/offers/{id}', { params: { path: { id } } })) }),
  routing: (id: string) => queryOptions({ queryKey: ['offers', 'routing', id], queryFn: async () => body(await api.GET('/api/v1/offers/{id}/routing', { params: { path: { id } } })) }),
  terms: (id: string, version: number) => queryOptions({ queryKey: ['offers', 'terms', id, version], queryFn: async () => body(await api.GET('/api/v1/offers/{id}/terms', { params: { path: { id } } })).data }),
};

export const trackingDomains = () => growingList('tracking-domains', {}, async (step) => body(await api.GET('/api/v1/tracking-domains', asked({}, step))));

export const conversions = {
  list: (filter: ConversionFilter = {}) => growingList('conversions', filter, conversionsPage(filter)),
  all: (filter: ConversionFilter = {}, most = 1_000) => wholeList('conversions', filter, conversionsPage(filter), most),
  trace: (id: string) => queryOptions({ queryKey: ['conversions', 'trace', id], queryFn: async () => body(await api.GET('/api/v1/conversions/{id}/trace', { params: { path: { id } } })) }),
};

export const commissions = {
  list: (filter: CommissionFilter = {}) => growingList('commissions', filter, commissionsPage(filter)),
  all: (filter: CommissionFilter = {}, most = 1_000) => wholeList('commissions', filter, commissionsPage(filter), most),
  /** Those of up to a page of conversions. */
  ofConversions: (ids: string[]) => queryOptions({ queryKey: ['commissions', 'of', ids], queryFn: async () => (ids.length === 0 ? [] : body(await api.GET('/api/v1/commissions', { params: { query: { conversion_id: ids, limit: 100 } } })).data) }),
  trace: (id: string) => queryOptions({ queryKey: ['commissions', 'trace', id], queryFn: async () => body(await api.GET('/api/v1/commissions/{id}/trace', { params: { path: { id } } })) }),
};

export const clicks = {
  list: (filter: ClickFilter = {}) => growingList('clicks', filter, clicksPage(filter)),
  latest: (filter: ClickFilter, limit: number) => queryOptions({ queryKey: ['clicks', 'latest', filter, limit], queryFn: async () => body(await api.GET('/api/v1/clicks', asked(filter, { limit }))).data }),
  one: (id: string) => queryOptions({ queryKey: ['clicks', 'one', id], queryFn: async () => body(await api.GET('/api/v1/clicks/{id}', { params: { path: { id } } })) }),
};

export const links = {
  list: (filter: { offer_id?: string | undefined } = {}) => growingList('links', filter, linksPage(filter)),
  all: (filter: { offer_id?: string | undefined } = {}) => wholeList('links', filter, linksPage(filter), 500),
  qr: (id: string) => queryOptions({ queryKey: ['links', 'qr', id], staleTime: Infinity, queryFn: async () => body(await api.GET('/api/v1/links/{id}/qr.svg', { params: { path: { id } }, parseAs: 'text' })) }),
};

const smartLinksPage = async (step: Step) => body(await api.GET('/api/v1/smart-links', asked({}, step)));
export const smartLinks = {
  list: () => growingList('smart-links', {}, smartLinksPage),
  all: () => wholeList('smart-links', {}, smartLinksPage, 200),
};

const promoCodesPage = async (step: Step) => body(await api.GET('/api/v1/promo-codes', asked({}, step)));
export const promoCodes = {
  list: () => growingList('promo-codes', {}, promoCodesPage),
  all: () => wholeList('promo-codes', {}, promoCodesPage),
};
const channelsPage = async (step: Step) => body(await api.GET('/api/v1/channels', asked({}, step)));
export const channels = {
  list: () => growingList('channels', {}, channelsPage),
  all: () => wholeList('channels', {}, channelsPage, 200),
};
export const apiKeys = () => queryOptions({ queryKey: ['api-keys'], queryFn: async () => body(await api.GET('/api/v1/api-keys')).data });
export const postbackCredentials = () => queryOptions({ queryKey: ['postback-credentials'], queryFn: async () => body(await api.GET('/api/v1/postback-credentials')).data });
export const balances = () => queryOptions({ queryKey: ['balances'], queryFn: async () => body(await api.GET('/api/v1/balances')).data });
export const applications = (filter: { status?: 'pending' | 'approved' | 'rejected' | undefined; offer_id?: string | undefined }) => growingList('applications', filter, async (step) => body(await api.GET('/api/v1/applications', asked(filter, step))));
export const inboundEvents = (filter: InboundFilter) => growingList('inbound-events', filter, async (step) => body(await api.GET('/api/v1/inbound-events', asked(filter, step))));
/** A trial of an integration, looked at again while it runs. */
export const trackingTest = (id: string) => queryOptions({ queryKey: ['tracking-tests', id], queryFn: async () => body(await api.GET('/api/v1/tracking-tests/{id}', { params: { path: { id } } })) });
export const fundings = () => growingList('fundings', {}, async (step) => body(await api.GET('/api/v1/fundings', asked({}, step))));
