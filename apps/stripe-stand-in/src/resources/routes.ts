import { createAccount, deleteAccount, listAccounts, retrieveAccount, retrieveOwnAccount, updateAccount } from './accounts';
import { listBalanceTransactions, retrieveBalance, retrieveBalanceTransaction } from './balances';
import type { Handler } from './call';
import { listEvents, retrieveEvent } from './events';
import { createAccountLink, createLoginLink } from './hosted-links';
import { listPayouts, retrievePayout } from './payouts';
import { createReversal, listReversals, retrieveReversal } from './reversals';
import { createTopup, listTopups, retrieveTopup } from './topups';
import { createTransfer, listTransfers, retrieveTransfer, updateTransfer } from './transfers';
import {
  createWebhookEndpoint,
  deleteWebhookEndpoint,
  listWebhookEndpoints,
  retrieveWebhookEndpoint,
} from './webhook-endpoints';

/** Handler of every operation that the specification lists. */
export const ROUTES: Readonly<Record<string, Handler>> = {
  'GET /v1/account': retrieveOwnAccount,
  'GET /v1/accounts': listAccounts,
  'POST /v1/accounts': createAccount,
  'GET /v1/accounts/{id}': retrieveAccount,
  'POST /v1/accounts/{id}': updateAccount,
  'DELETE /v1/accounts/{id}': deleteAccount,
  'POST /v1/accounts/{id}/login_links': createLoginLink,
  'POST /v1/account_links': createAccountLink,
  'GET /v1/transfers': listTransfers,
  'POST /v1/transfers': createTransfer,
  'GET /v1/transfers/{id}': retrieveTransfer,
  'POST /v1/transfers/{id}': updateTransfer,
  'GET /v1/transfers/{id}/reversals': listReversals,
  'POST /v1/transfers/{id}/reversals': createReversal,
  'GET /v1/transfers/{transfer_id}/reversals/{id}': retrieveReversal,
  'GET /v1/balance': retrieveBalance,
  'GET /v1/balance_transactions': listBalanceTransactions,
  'GET /v1/balance_transactions/{id}': retrieveBalanceTransaction,
  'GET /v1/payouts': listPayouts,
  'GET /v1/payouts/{id}': retrievePayout,
  'GET /v1/topups': listTopups,
  'POST /v1/topups': createTopup,
  'GET /v1/topups/{id}': retrieveTopup,
  'GET /v1/events': listEvents,
  'GET /v1/events/{id}': retrieveEvent,
  'GET /v1/webhook_endpoints': listWebhookEndpoints,
  'POST /v1/webhook_endpoints': createWebhookEndpoint,
  'GET /v1/webhook_endpoints/{id}': retrieveWebhookEndpoint,
  'DELETE /v1/webhook_endpoints/{id}': deleteWebhookEndpoint,
};
