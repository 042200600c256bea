import {
  IconAd2, IconAdjustmentsDollar, IconBook2, IconBuildingStore, IconBuildingBank, IconChartBar, IconCode, IconCoins, IconFileInvoice, IconHeartbeat, IconHome, IconLink, IconListDetails, IconLock, IconMail, IconPlugConnected, IconPointer,
  IconReceipt2, IconRefresh, IconReportAnalytics, IconScale, IconSend, IconSettings, IconShieldCheck, IconTicket, IconUserCheck, IconUserCog, IconUsers, IconUsersGroup, IconWallet, IconWorld, IconWorldWww,
} from '@tabler/icons-react';
import type { Role } from '../../session/session-store';
import { t } from '../../strings/en';

const { nav, groups } = t.shell;

const item = <To extends string>(to: To, label: string, icon: typeof IconHome) => ({ to, label, icon });
const ITEMS = {
  overview: item('/', nav.overview, IconHome),
  offers: item('/offers', nav.offers, IconAd2),
  links: item('/links', nav.links, IconLink),
  codes: item('/codes', nav.codes, IconTicket),
  conversions: item('/conversions', nav.conversions, IconChartBar),
  reports: item('/reports', nav.reports, IconReportAnalytics),
  clicks: item('/clicks', nav.clicks, IconPointer),
  earnings: item('/earnings', nav.earnings, IconCoins),
  payouts: item('/payouts', nav.payouts, IconSend),
  payoutAccount: item('/payout-account', nav.payoutAccount, IconBuildingBank),
  channels: item('/channels', nav.channels, IconWorld),
  developer: item('/developer', nav.developer, IconCode),
  applications: item('/applications', nav.applications, IconUserCheck),
  tracking: item('/tracking', nav.tracking, IconPlugConnected),
  domains: item('/domains', nav.domains, IconWorldWww),
  funds: item('/funds', nav.funds, IconWallet),
  balances: item('/balances', nav.balances, IconReceipt2),
  batches: item('/batches', nav.batches, IconRefresh),
  ledger: item('/ledger', nav.ledger, IconBook2),
  journals: item('/journals', nav.journals, IconListDetails),
  fundings: item('/fundings', nav.fundings, IconFileInvoice),
  adjustments: item('/adjustments', nav.adjustments, IconAdjustmentsDollar),
  audit: item('/audit', nav.audit, IconShieldCheck),
  activity: item('/audit', nav.activity, IconShieldCheck),
  advertisers: item('/advertisers', nav.advertisers, IconBuildingStore),
  security: item('/settings/security', nav.security, IconLock),
  mails: item('/mails', nav.mails, IconMail),
  team: item('/settings/team', nav.team, IconUsersGroup),
  affiliates: item('/affiliates', nav.affiliates, IconUsers),
  reconciliation: item('/reconciliation', nav.reconciliation, IconScale),
  users: item('/users', nav.users, IconUserCog),
  operations: item('/operations', nav.operations, IconHeartbeat),
  settings: item('/network-settings', nav.settings, IconSettings),
} as const;

export type NavItem = (typeof ITEMS)[keyof typeof ITEMS];
export interface NavGroup {
  readonly label: string | null;
  readonly items: readonly NavItem[];
}

/** What each role finds on the left. */
export const NAVIGATION: Readonly<Record<Role, readonly NavGroup[]>> = {
  affiliate: [
    { label: null, items: [ITEMS.overview] },
    { label: groups.promote, items: [ITEMS.offers, ITEMS.links, ITEMS.codes] },
    { label: groups.results, items: [ITEMS.reports, ITEMS.clicks, ITEMS.conversions] },
    { label: groups.money, items: [ITEMS.earnings, ITEMS.payouts, ITEMS.payoutAccount] },
    { label: groups.account, items: [ITEMS.channels, ITEMS.developer, ITEMS.activity, ITEMS.team, ITEMS.security] },
  ],
  advertiser: [
    { label: null, items: [ITEMS.overview] },
    { label: groups.promote, items: [ITEMS.offers, ITEMS.applications, ITEMS.codes] },
    { label: groups.results, items: [ITEMS.reports, ITEMS.conversions, ITEMS.clicks, ITEMS.tracking] },
    { label: groups.money, items: [ITEMS.funds] },
    { label: groups.account, items: [ITEMS.domains, ITEMS.developer, ITEMS.activity, ITEMS.team, ITEMS.security] },
  ],
  finance: [
    { label: null, items: [ITEMS.overview] },
    { label: groups.money, items: [ITEMS.balances, ITEMS.batches, ITEMS.payouts, ITEMS.fundings, ITEMS.adjustments] },
    { label: groups.books, items: [ITEMS.ledger, ITEMS.journals, ITEMS.reconciliation, ITEMS.audit] },
    { label: groups.network, items: [ITEMS.advertisers, ITEMS.affiliates, ITEMS.offers, ITEMS.reports, ITEMS.conversions, ITEMS.clicks] },
    { label: groups.account, items: [ITEMS.developer, ITEMS.team, ITEMS.security] },
  ],
  admin: [
    { label: null, items: [ITEMS.overview] },
    { label: groups.network, items: [ITEMS.advertisers, ITEMS.affiliates, ITEMS.users, ITEMS.offers, ITEMS.applications, ITEMS.mails, ITEMS.operations] },
    { label: groups.results, items: [ITEMS.reports, ITEMS.conversions, ITEMS.clicks, ITEMS.tracking] },
    { label: groups.money, items: [ITEMS.balances, ITEMS.batches, ITEMS.payouts, ITEMS.fundings, ITEMS.adjustments] },
    { label: groups.books, items: [ITEMS.ledger, ITEMS.journals, ITEMS.reconciliation, ITEMS.audit] },
    { label: groups.account, items: [ITEMS.domains, ITEMS.developer, ITEMS.team, ITEMS.security, ITEMS.settings] },
  ],
};
