import type { AccountRecord, BankAccountRecord, RequirementsRecord } from '../state/records';
import { PLATFORM_ID } from '../state/world';
import { listObject } from '../wire/list';
import type { JsonObject } from '../wire/json';

const EMPTY_PROFILE: JsonObject = {
  annual_revenue: null,
  estimated_worker_count: null,
  mcc: null,
  minority_owned_business_designation: null,
  name: null,
  product_description: null,
  specified_commercial_transactions_act_url: null,
  support_address: null,
  support_email: null,
  support_phone: null,
  support_url: null,
  url: null,
};

const DEFAULT_SETTINGS: JsonObject = {
  branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
  card_payments: { statement_descriptor_prefix: null, statement_descriptor_prefix_kana: null, statement_descriptor_prefix_kanji: null },
  dashboard: { display_name: null, timezone: 'Etc/UTC' },
  payments: { statement_descriptor: null, statement_descriptor_kana: null, statement_descriptor_kanji: null },
  payouts: { debit_negative_balances: true, schedule: { delay_days: 2, interval: 'daily' }, statement_descriptor: null },
};

const NO_REQUIREMENTS: RequirementsRecord = {
  currentlyDue: [],
  pastDue: [],
  pendingVerification: [],
  disabledReason: null,
  errors: [],
};

/** A connected account as Stripe shows it. */
export function accountView(account: AccountRecord): JsonObject {
  const banks = account.bankAccount === null ? [] : [bankAccountView(account.id, account.bankAccount)];
  return {
    id: account.id,
    object: 'account',
    business_profile: { ...EMPTY_PROFILE, ...account.businessProfile },
    business_type: account.businessType,
    capabilities: account.capabilities,
    charges_enabled: account.capabilities['card_payments'] === 'active',
    controller: controllerView(account),
    country: account.country,
    created: account.created,
    default_currency: account.defaultCurrency,
    details_submitted: account.detailsSubmitted,
    email: account.email,
    external_accounts: listObject(`/v1/accounts/${account.id}/external_accounts`, banks, false),
    future_requirements: requirementsView(NO_REQUIREMENTS),
    metadata: account.metadata,
    payouts_enabled: account.payoutsEnabled,
    requirements: requirementsView(account.requirements),
    settings: { ...DEFAULT_SETTINGS, ...account.settings },
    tos_acceptance: { date: null, ip: null, user_agent: null, ...account.tosAcceptance },
    type: account.type,
  };
}

function controllerView(account: AccountRecord): JsonObject {
  const { feesPayer, lossesPayments, requirementCollection, dashboard } = account.controller;
  return {
    fees: { payer: feesPayer },
    is_controller: true,
    losses: { payments: lossesPayments },
    requirement_collection: requirementCollection,
    stripe_dashboard: { type: dashboard },
    type: 'application',
  };
}

function requirementsView(requirements: RequirementsRecord): JsonObject {
  return {
    alternatives: [],
    current_deadline: null,
    currently_due: requirements.currentlyDue,
    disabled_reason: requirements.disabledReason,
    errors: requirements.errors.map((error) => ({ ...error })),
    eventually_due: requirements.currentlyDue,
    past_due: requirements.pastDue,
    pending_verification: requirements.pendingVerification,
  };
}

export function bankAccountView(account: string, bank: BankAccountRecord): JsonObject {
  return {
    id: bank.id,
    object: 'bank_account',
    account,
    account_holder_name: null,
    account_holder_type: null,
    account_type: null,
    available_payout_methods: ['standard'],
    bank_name: 'STRIPE TEST BANK',
    country: bank.country,
    currency: bank.currency,
    default_for_currency: true,
    fingerprint: null,
    last4: bank.last4,
    metadata: {},
    routing_number: null,
    status: bank.status,
  };
}

export function capabilityView(account: AccountRecord, capability: string): JsonObject {
  return {
    id: capability,
    object: 'capability',
    account: account.id,
    future_requirements: requirementsView(NO_REQUIREMENTS),
    requested: true,
    requested_at: account.created,
    requirements: requirementsView(account.requirements),
    status: account.capabilities[capability] ?? 'inactive',
  };
}

/** The platform's own account: in good standing, and not the subject of any script. */
export function platformAccountView(): JsonObject {
  return {
    id: PLATFORM_ID,
    object: 'account',
    business_profile: EMPTY_PROFILE,
    business_type: 'company',
    capabilities: { card_payments: 'active', transfers: 'active' },
    charges_enabled: true,
    controller: { type: 'account' },
    country: 'US',
    created: 1_735_689_600,
    default_currency: 'usd',
    details_submitted: true,
    email: 'platform@example.com',
    metadata: {},
    payouts_enabled: true,
    settings: DEFAULT_SETTINGS,
    type: 'standard',
  };
}
