import type { RouteCallers, RouteDeclaration } from '@fairlead/identity/contracts';

const only = (...callers: Extract<RouteDeclaration['callers'], readonly unknown[]>[number][]): RouteDeclaration => ({ callers });
const everybody = only('admin', 'finance', 'advertiser', 'affiliate');
const open = (reason: string): RouteDeclaration => ({ callers: 'public', reason });

/**
 * Who may call what: the one function matrix of the API. The start fails on a route that is missing here
 * and on an entry without a route. What of a thing a caller sees is decided by the tenant context.
 */
export const ROUTE_CALLERS: RouteCallers = {
  'GET /health/live': open('a supervisor asks before anybody can sign in'),
  'GET /health/ready': open('a supervisor asks before anybody can sign in'),
  'GET /metrics': open('guards itself: loopback or the metrics token'),
  'GET /': open('leads to the documentation'),
  'GET /docs': open('documentation'),
  'GET /docs/:file': open('documentation'),
  'GET /api/v1/openapi.json': open('documentation'),

  'POST /api/v1/auth/login': open('signs in'),
  'POST /api/v1/auth/signup': open('opens an account'),
  'POST /api/v1/auth/refresh': open('the refresh token is the proof'),
  'POST /api/v1/auth/logout': open('the refresh token is the proof'),
  'GET /api/v1/me': everybody,
  'GET /api/v1/api-keys': everybody,
  'POST /api/v1/api-keys': everybody,
  'DELETE /api/v1/api-keys/:id': everybody,
  'GET /api/v1/audit-events': everybody,

  'GET /api/v1/advertisers': only('admin', 'finance'),
  'GET /api/v1/postback-credentials': only('advertiser'),
  'POST /api/v1/postback-credentials': only('advertiser'),
  'DELETE /api/v1/postback-credentials/:id': only('advertiser'),

  'GET /api/v1/affiliates': only('admin', 'finance'),
  'GET /api/v1/channels': only('affiliate', 'admin'),
  'POST /api/v1/channels': only('affiliate'),

  'GET /api/v1/offers': everybody,
  'POST /api/v1/offers': only('advertiser'),
  'GET /api/v1/offers/:id': everybody,
  'PATCH /api/v1/offers/:id': only('advertiser'),
  'GET /api/v1/offers/:id/terms': everybody,
  'POST /api/v1/offers/:id/publish': only('advertiser', 'admin'),
  'POST /api/v1/offers/:id/pause': only('advertiser', 'admin'),
  'POST /api/v1/offers/:id/archive': only('advertiser', 'admin'),
  'POST /api/v1/offers/:id/applications': only('affiliate'),
  'POST /api/v1/offers/:id/enrolments': only('advertiser'),
  'GET /api/v1/applications': everybody,
  'POST /api/v1/applications/:id/approve': only('advertiser', 'admin'),
  'POST /api/v1/applications/:id/reject': only('advertiser', 'admin'),
  'GET /api/v1/promo-codes': everybody,
  'POST /api/v1/promo-codes': only('advertiser'),

  'GET /api/v1/links': only('affiliate', 'advertiser', 'admin'),
  'POST /api/v1/links': only('affiliate'),
  'GET /api/v1/links/:id': only('affiliate', 'advertiser', 'admin'),
  'GET /api/v1/links/:id/qr.svg': only('affiliate', 'advertiser', 'admin'),
  'POST /api/v1/links/:id/disable': only('affiliate'),
  'POST /api/v1/links/:id/enable': only('affiliate'),
  'GET /api/v1/clicks': everybody,
  'GET /api/v1/clicks/:id': everybody,

  'GET /api/v1/conversions': everybody,
  'POST /api/v1/conversions': only('advertiser', 'admin'),
  'GET /api/v1/conversions/:id': everybody,
  'GET /api/v1/conversions/:id/trace': everybody,
  'POST /api/v1/conversions/:id/approve': only('advertiser', 'admin'),
  'POST /api/v1/conversions/:id/reject': only('advertiser', 'admin'),
  'POST /api/v1/conversions/:id/reverse': only('advertiser', 'admin', 'finance'),
  'GET /api/v1/inbound-events': only('advertiser', 'admin'),

  'GET /api/v1/commissions': everybody,
  'GET /api/v1/commissions/:id': everybody,
  'GET /api/v1/commissions/:id/trace': everybody,

  'GET /api/v1/balances': only('advertiser', 'affiliate'),
  'GET /api/v1/fundings': only('advertiser', 'finance', 'admin'),
  'POST /api/v1/fundings': only('finance', 'admin'),
  'GET /api/v1/ledger/trial-balance': only('finance', 'admin'),
  'GET /api/v1/ledger/accounts': only('finance', 'admin'),
  'GET /api/v1/ledger/journals': only('finance', 'admin'),
  'GET /api/v1/ledger/journals/:id': only('finance', 'admin'),

  'GET /api/v1/payout-batches': only('finance', 'admin'),
  'POST /api/v1/payout-batches': only('finance'),
  'GET /api/v1/payout-batches/:id': only('finance', 'admin'),
  'POST /api/v1/payout-batches/:id/submit': only('finance'),
  'POST /api/v1/payout-batches/:id/approve': only('finance'),
  'POST /api/v1/payout-batches/:id/reject': only('finance'),
  'POST /api/v1/payout-batches/:id/release': only('finance'),
  'POST /api/v1/payout-batches/:id/cancel': only('finance'),
  'POST /api/v1/payout-batches/:id/retry-failed': only('finance'),
  'GET /api/v1/payouts': only('affiliate', 'finance', 'admin'),
  'GET /api/v1/payouts/:id': only('affiliate', 'finance', 'admin'),
  'GET /api/v1/payouts/:id/conversions': only('affiliate', 'finance', 'admin'),
  'GET /api/v1/payouts/:id/trace': only('affiliate', 'finance', 'admin'),
  'GET /api/v1/payouts/:id/statement.csv': only('affiliate', 'finance', 'admin'),
  'POST /api/v1/payout-destinations': only('affiliate'),
  'GET /api/v1/payout-destinations/current': only('affiliate'),
  'POST /api/v1/payout-destinations/current/onboarding-link': only('affiliate'),
  'POST /api/v1/payout-destinations/current/refresh': only('affiliate'),
  'POST /webhooks/stripe': open('the signature of Stripe is the proof'),
};
