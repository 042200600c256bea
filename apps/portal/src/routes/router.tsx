import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { sessionStore } from '../session/session-store';
import { STATUSES } from '../strings/status-lists';
import { byRole, forRoles } from './by-role';
import { choice, ownPath, type RawSearch, text } from './search';
import type { AuditFilter } from '../api/network-queries';
import { reportSearch } from './shared/report-search';
import { CrashPage, NotFoundPage, NowherePage } from './shared/error-pages';
import { wayBack } from './shell/way-back';
import { OpenById } from './open-by-id';

const root = createRootRoute({ component: Outlet, notFoundComponent: NowherePage, errorComponent: CrashPage });
const under = { getParentRoute: () => root };

const signIn = createRoute({ ...under, path: '/sign-in', component: lazyRouteComponent(() => import('./public/sign-in'), 'SignInPage'), validateSearch: (raw: RawSearch): { back?: string | undefined; joining?: true | undefined } => ({ back: ownPath(raw.back), joining: raw.joining === true ? true : undefined }) });
const signUp = createRoute({ ...under, path: '/sign-up', component: lazyRouteComponent(() => import('./public/sign-up'), 'SignUpPage'), validateSearch: (raw: RawSearch): { role?: 'affiliate' | 'advertiser' | undefined; back?: string | undefined } => ({ role: choice(['affiliate', 'advertiser'], raw.role), back: ownPath(raw.back) }) });
const join = createRoute({ ...under, path: '/join/$offerId', component: lazyRouteComponent(() => import('./public/join-offer'), 'JoinOfferPage') });
const setUp = createRoute({ ...under, path: '/set-up', component: lazyRouteComponent(() => import('./public/set-up'), 'SetUpPage') });
const terms = createRoute({ ...under, path: '/terms', component: lazyRouteComponent(() => import('./public/terms'), 'TermsPage') });
const verifyEmail = createRoute({ ...under, path: '/verify-email', component: lazyRouteComponent(() => import('./public/verify-email'), 'VerifyEmailPage') });
const forgotPassword = createRoute({ ...under, path: '/forgot-password', component: lazyRouteComponent(() => import('./public/forgot-password'), 'ForgotPasswordPage') });
const resetPassword = createRoute({ ...under, path: '/reset-password', component: lazyRouteComponent(() => import('./public/reset-password'), 'ResetPasswordPage') });
const invitation = createRoute({ ...under, path: '/invitation', component: lazyRouteComponent(() => import('./public/invitation'), 'InvitationPage') });

const shell = createRoute({
  ...under, id: 'shell', component: lazyRouteComponent(() => import('./shell/shell'), 'Shell'), notFoundComponent: NotFoundPage,
  beforeLoad: ({ location }) => {
    if (sessionStore.get() === null) redirect({ to: '/sign-in', replace: true, search: wayBack(location), throw: true });
  },
});
const inShell = { getParentRoute: () => shell };

const home = createRoute({
  ...inShell, path: '/',
  component: byRole({
    affiliate: async () => (await import('./affiliate/overview')).AffiliateOverview,
    advertiser: async () => (await import('./advertiser/overview')).AdvertiserOverview,
    finance: async () => (await import('./finance/home')).FinanceHome,
    admin: async () => (await import('./staff/dashboard')).StaffDashboard,
  }),
});
const offers = createRoute({
  ...inShell, path: '/offers',
  component: byRole({
    affiliate: async () => (await import('./affiliate/offers')).AffiliateOffers,
    advertiser: async () => (await import('./advertiser/offers')).AdvertiserOffers,
    finance: async () => (await import('./staff/offers')).StaffOffers,
    admin: async () => (await import('./staff/offers')).StaffOffers,
  }),
  validateSearch: (raw: RawSearch): { status?: (typeof STATUSES.offer)[number] | undefined; q?: string | undefined; show?: 'all' | 'joined' | 'open' | undefined } => ({ status: choice(STATUSES.offer, raw.status), q: text(raw.q), show: choice(['all', 'joined', 'open'], raw.show) }),
});
const newOffer = createRoute({ ...inShell, path: '/offers/new', component: byRole({ advertiser: async () => (await import('./advertiser/offer-wizard')).OfferWizard }) });
const offer = createRoute({
  ...inShell, path: '/offers/$offerId',
  component: byRole({
    affiliate: async () => (await import('./affiliate/offer')).AffiliateOffer,
    advertiser: async () => (await import('./advertiser/offer')).AdvertiserOffer,
    finance: async () => (await import('./advertiser/offer')).AdvertiserOffer,
    admin: async () => (await import('./advertiser/offer')).AdvertiserOffer,
  }),
});
const offerTracking = createRoute({ ...inShell, path: '/offers/$offerId/tracking', component: byRole({ advertiser: async () => (await import('./advertiser/offer-tracking')).OfferTracking }) });

const offerTraffic = createRoute({ ...inShell, path: '/offers/$offerId/traffic', component: forRoles(['advertiser', 'admin'], async () => (await import('./advertiser/offer-traffic')).OfferTraffic) });
const links = createRoute({ ...inShell, path: '/links', component: byRole({ affiliate: async () => (await import('./affiliate/links')).LinksPage }), validateSearch: (raw: RawSearch): { live?: string | undefined; offer_id?: string | undefined } => ({ live: text(raw.live), offer_id: text(raw.offer_id) }) });
const codes = createRoute({ ...inShell, path: '/codes', component: forRoles(['affiliate', 'advertiser'], async () => (await import('./shared/promo-codes')).PromoCodesPage) });
const conversions = createRoute({
  ...inShell, path: '/conversions',
  component: byRole({
    affiliate: async () => (await import('./shared/conversions')).ConversionsPage,
    advertiser: async () => (await import('./advertiser/conversions-review')).ConversionsReview,
    finance: async () => (await import('./shared/conversions')).ConversionsPage,
    admin: async () => (await import('./advertiser/conversions-review')).ConversionsReview,
  }),
  validateSearch: (raw: RawSearch): { status?: (typeof STATUSES.conversion)[number] | undefined; offer_id?: string | undefined; order_id?: string | undefined; click_id?: string | undefined } => ({ status: choice(STATUSES.conversion, raw.status), offer_id: text(raw.offer_id), order_id: text(raw.order_id), click_id: text(raw.click_id) }),
});
const conversion = createRoute({ ...inShell, path: '/conversions/$conversionId', component: lazyRouteComponent(() => import('./shared/conversion'), 'ConversionPage') });
const clicks = createRoute({ ...inShell, path: '/clicks', component: lazyRouteComponent(() => import('./shared/clicks'), 'ClicksPage'), validateSearch: (raw: RawSearch): { status?: (typeof STATUSES.click)[number] | undefined; link_id?: string | undefined; offer_id?: string | undefined; sub1?: string | undefined } => ({ status: choice(STATUSES.click, raw.status), link_id: text(raw.link_id), offer_id: text(raw.offer_id), sub1: text(raw.sub1) }) });
const reports = createRoute({ ...inShell, path: '/reports', component: lazyRouteComponent(() => import('./shared/reports'), 'ReportsPage'), validateSearch: reportSearch });
const click = createRoute({ ...inShell, path: '/clicks/$clickId', component: lazyRouteComponent(() => import('./shared/click'), 'ClickPage') });
const earnings = createRoute({ ...inShell, path: '/earnings', component: byRole({ affiliate: async () => (await import('./affiliate/earnings')).EarningsPage }), validateSearch: (raw: RawSearch): { status?: (typeof STATUSES.commission)[number] | undefined } => ({ status: choice(STATUSES.commission, raw.status) }) });
const payouts = createRoute({ ...inShell, path: '/payouts', component: forRoles(['affiliate', 'finance', 'admin'], async () => (await import('./shared/payouts')).PayoutsPage), validateSearch: (raw: RawSearch): { status?: (typeof STATUSES.payout)[number] | undefined } => ({ status: choice(STATUSES.payout, raw.status) }) });
const payout = createRoute({ ...inShell, path: '/payouts/$payoutId', component: forRoles(['affiliate', 'finance', 'admin'], async () => (await import('./shared/payout')).PayoutPage) });
const payoutAccount = createRoute({ ...inShell, path: '/payout-account', component: byRole({ affiliate: async () => (await import('./affiliate/payout-account')).PayoutAccountPage }) });
const channels = createRoute({ ...inShell, path: '/channels', component: byRole({ affiliate: async () => (await import('./affiliate/channels')).ChannelsPage }) });
const developer = createRoute({ ...inShell, path: '/developer', component: lazyRouteComponent(() => import('./shared/developer'), 'DeveloperPage') });
const audit = createRoute({ ...inShell, path: '/audit', component: lazyRouteComponent(() => import('./shared/audit'), 'AuditPage'), validateSearch: (raw: RawSearch): AuditFilter => ({ action: text(raw['action']), user_id: text(raw['user_id']), subject: text(raw['subject']), from: text(raw['from']), to: text(raw['to']) }) });

const applications = createRoute({ ...inShell, path: '/applications', component: forRoles(['advertiser', 'admin'], async () => (await import('./advertiser/applications')).ApplicationsPage), validateSearch: (raw: RawSearch): { status?: (typeof STATUSES.enrolment)[number] | undefined; offer_id?: string | undefined } => ({ status: choice(STATUSES.enrolment, raw.status), offer_id: text(raw.offer_id) }) });
const tracking = createRoute({ ...inShell, path: '/tracking', component: forRoles(['advertiser', 'admin'], async () => (await import('./advertiser/tracking')).TrackingPage), validateSearch: (raw: RawSearch): { outcome?: (typeof STATUSES.inbound)[number] | undefined } => ({ outcome: choice(STATUSES.inbound, raw.outcome) }) });
const domains = createRoute({ ...inShell, path: '/domains', component: forRoles(['advertiser', 'admin'], async () => (await import('./shared/tracking-domains')).TrackingDomainsPage) });
const funds = createRoute({ ...inShell, path: '/funds', component: byRole({ advertiser: async () => (await import('./advertiser/funds')).FundsPage }) });

const balances = createRoute({ ...inShell, path: '/balances', component: forRoles(['finance', 'admin'], async () => (await import('./finance/balances')).BalancesPage) });
const batches = createRoute({ ...inShell, path: '/batches', component: forRoles(['finance', 'admin'], async () => (await import('./finance/batches')).BatchesPage), validateSearch: (raw: RawSearch): { status?: (typeof STATUSES.batch)[number] | undefined; prepare?: boolean | undefined } => ({ status: choice(STATUSES.batch, raw.status), prepare: raw.prepare === true ? true : undefined }) });
const batch = createRoute({ ...inShell, path: '/batches/$batchId', component: forRoles(['finance', 'admin'], async () => (await import('./finance/batch')).BatchPage) });
const ledger = createRoute({ ...inShell, path: '/ledger', component: forRoles(['finance', 'admin'], async () => (await import('./finance/ledger')).LedgerPage), validateSearch: (raw: RawSearch): { kind?: string | undefined } => ({ kind: text(raw.kind) }) });
const journals = createRoute({ ...inShell, path: '/journals', component: forRoles(['finance', 'admin'], async () => (await import('./finance/journals')).JournalsPage), validateSearch: (raw: RawSearch): { kind?: string | undefined; account_id?: string | undefined } => ({ kind: text(raw.kind), account_id: text(raw.account_id) }) });
const journal = createRoute({ ...inShell, path: '/journals/$journalId', component: forRoles(['finance', 'admin'], async () => (await import('./finance/journal')).JournalPage) });
const fundings = createRoute({ ...inShell, path: '/fundings', component: forRoles(['finance', 'admin'], async () => (await import('./finance/fundings')).FundingsPage) });
const adjustments = createRoute({ ...inShell, path: '/adjustments', component: forRoles(['finance', 'admin'], async () => (await import('./finance/adjustments')).AdjustmentsPage), validateSearch: (raw: RawSearch): { status?: (typeof STATUSES.adjustment)[number] | undefined; request?: boolean | undefined } => ({ status: choice(STATUSES.adjustment, raw.status), request: raw.request === true ? true : undefined }) });
const adjustment = createRoute({ ...inShell, path: '/adjustments/$adjustmentId', component: forRoles(['finance', 'admin'], async () => (await import('./finance/adjustment')).AdjustmentPage) });
const advertisers = createRoute({ ...inShell, path: '/advertisers', component: forRoles(['finance', 'admin'], async () => (await import('./staff/accounts')).AdvertisersPage) });
const affiliates = createRoute({ ...inShell, path: '/affiliates', component: forRoles(['finance', 'admin'], async () => (await import('./staff/accounts')).AffiliatesPage) });
const mails = createRoute({ ...inShell, path: '/mails', component: byRole({ admin: async () => (await import('./staff/mails')).MailsPage }), validateSearch: (raw: RawSearch): { state?: (typeof STATUSES.mail)[number] | undefined; to?: string | undefined } => ({ state: choice(STATUSES.mail, raw.state), to: text(raw.to) }) });
const mail = createRoute({ ...inShell, path: '/mails/$mailId', component: byRole({ admin: async () => (await import('./staff/mail')).MailPage }) });
const security = createRoute({ ...inShell, path: '/settings/security', component: lazyRouteComponent(() => import('./account/security'), 'SecurityPage') });
const team = createRoute({ ...inShell, path: '/settings/team', component: lazyRouteComponent(() => import('./account/team'), 'TeamPage') });
const settings = createRoute({ ...inShell, path: '/network-settings', component: byRole({ admin: async () => (await import('./staff/settings')).SettingsPage }) });
const operations = createRoute({ ...inShell, path: '/operations', component: byRole({ admin: async () => (await import('./staff/operations')).OperationsPage }) });
const users = createRoute({ ...inShell, path: '/users', component: byRole({ admin: async () => (await import('./staff/users')).UsersPage }), validateSearch: (raw: RawSearch): { status?: (typeof STATUSES.user)[number] | undefined; search?: string | undefined } => ({ status: choice(STATUSES.user, raw.status), search: text(raw['search']) }) });
const reconciliation = createRoute({ ...inShell, path: '/reconciliation', component: forRoles(['finance', 'admin'], async () => (await import('./finance/reconciliation')).ReconciliationPage) });
const notices = createRoute({ ...inShell, path: '/notices', component: lazyRouteComponent(() => import('./shared/notices'), 'NoticesPage') });
const short = createRoute({ ...inShell, path: '/open/$id', component: OpenById });

const routeTree = root.addChildren([
  signIn, signUp, join, setUp, terms, verifyEmail, forgotPassword, resetPassword, invitation,
  shell.addChildren([
    home, offers, newOffer, offer, offerTracking, offerTraffic, links, codes, conversions, conversion, clicks, click, reports, earnings, payouts, payout, payoutAccount, channels, developer, audit,
    applications, tracking, domains, funds, balances, batches, batch, ledger, journals, journal, fundings, adjustments, adjustment, advertisers, affiliates, mails, mail, security, team, settings, operations, users, reconciliation, notices, short,
  ]),
]);

export const router = createRouter({ routeTree, defaultPreload: 'intent', scrollRestoration: true, defaultNotFoundComponent: NotFoundPage, defaultErrorComponent: CrashPage });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
