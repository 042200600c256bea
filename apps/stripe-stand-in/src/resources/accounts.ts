import { currencyAt, mergedMetadata } from '../validation/rules';
import type { AccountRecord, CapabilityStatus, ControllerRecord } from '../state/records';
import { PLATFORM_ID } from '../state/world';
import { errors } from '../wire/errors';
import { isObject, objectAt, textAt } from '../wire/json';
import type { JsonObject } from '../wire/json';
import { listObject, pageOf, passesCreated } from '../wire/list';
import { changeAccount } from './account-changes';
import { accountView, platformAccountView } from './account-view';
import { accessibleAccount, pathValue } from './call';
import type { Call } from './call';
import { defaultCurrencyOf } from './countries';

const DUE_AT_FIRST = ['business_type', 'external_account', 'tos_acceptance.date', 'tos_acceptance.ip'];

/** Who controls what, for the legacy `type` parameter. */
const CONTROLLER_OF_TYPE: Readonly<Record<string, ControllerRecord>> = {
  standard: { feesPayer: 'account', lossesPayments: 'stripe', requirementCollection: 'stripe', dashboard: 'full' },
  express: { feesPayer: 'application_express', lossesPayments: 'application', requirementCollection: 'stripe', dashboard: 'express' },
  custom: { feesPayer: 'application_custom', lossesPayments: 'application', requirementCollection: 'application', dashboard: 'none' },
};

export function createAccount(call: Call): JsonObject {
  const { world, params, origin } = call;
  if (params['type'] !== undefined && params['controller'] !== undefined) throw errors.parametersExclusive('type', 'controller');
  const currency = params['default_currency'] === undefined ? null : currencyAt(params, 'default_currency');
  const country = textAt(params, 'country')?.toUpperCase() ?? 'US';
  const account: AccountRecord = {
    id: world.newId('acct', 'accounts'),
    created: world.clock.seconds(),
    access: 'granted',
    type: textAt(params, 'type') ?? (params['controller'] === undefined ? 'standard' : 'none'),
    controller: controllerOf(params),
    country,
    defaultCurrency: currency ?? defaultCurrencyOf(country),
    email: textAt(params, 'email'),
    businessType: textAt(params, 'business_type'),
    businessProfile: objectAt(params, 'business_profile'),
    settings: objectAt(params, 'settings'),
    tosAcceptance: objectAt(params, 'tos_acceptance'),
    capabilities: requestedCapabilities({}, params, 'inactive'),
    detailsSubmitted: false,
    payoutsEnabled: false,
    requirements: {
      currentlyDue: DUE_AT_FIRST,
      pastDue: DUE_AT_FIRST,
      pendingVerification: [],
      disabledReason: 'requirements.past_due',
      errors: [],
    },
    bankAccount: null,
    metadata: mergedMetadata({}, params),
  };
  world.store.put('accounts', account.id, account);
  world.logEffect(origin, { type: 'account.created', object: account.id, metadata: account.metadata });
  return accountView(account);
}

export function retrieveAccount(call: Call): JsonObject {
  const id = pathValue(call);
  return id === PLATFORM_ID ? platformAccountView() : accountView(accessibleAccount(call.world, id));
}

export function retrieveOwnAccount(call: Call): JsonObject {
  return call.owner === PLATFORM_ID
    ? platformAccountView()
    : accountView(accessibleAccount(call.world, call.owner));
}

export function listAccounts(call: Call): JsonObject {
  const rows = call.world.store
    .all('accounts')
    .filter((account) => account.access === 'granted' && passesCreated(account.created, call.params));
  const page = pageOf(rows, call.params);
  return listObject('/v1/accounts', page.rows.map(accountView), page.hasMore);
}

export function updateAccount(call: Call): JsonObject {
  const { world, params, origin } = call;
  const before = accessibleAccount(world, pathValue(call));
  const newCapability = before.detailsSubmitted && before.requirements.disabledReason === null ? 'active' : 'inactive';
  const after: AccountRecord = {
    ...before,
    email: params['email'] === undefined ? before.email : textAt(params, 'email'),
    businessType: params['business_type'] === undefined ? before.businessType : textAt(params, 'business_type'),
    businessProfile: { ...before.businessProfile, ...objectAt(params, 'business_profile') },
    settings: { ...before.settings, ...objectAt(params, 'settings') },
    tosAcceptance: { ...before.tosAcceptance, ...objectAt(params, 'tos_acceptance') },
    defaultCurrency: params['default_currency'] === undefined ? before.defaultCurrency : currencyAt(params, 'default_currency'),
    capabilities: requestedCapabilities(before.capabilities, params, newCapability),
    metadata: mergedMetadata(before.metadata, params),
  };
  changeAccount(world, origin, before, after);
  return accountView(after);
}

export function deleteAccount(call: Call): JsonObject {
  const { world, origin } = call;
  const account = accessibleAccount(world, pathValue(call));
  const balances = world.book.balances(account.id, world.clock.seconds());
  if (balances.some(({ available, pending }) => available !== 0 || pending !== 0)) throw errors.balanceLeft(account.id);
  world.store.put('accounts', account.id, { ...account, access: 'deleted' });
  world.logEffect(origin, { type: 'account.deleted', object: account.id });
  return { id: account.id, object: 'account', deleted: true };
}

/** Capabilities after a request: a new one starts with the given status, one that is requested no more goes. */
function requestedCapabilities(
  current: Readonly<Record<string, CapabilityStatus>>,
  params: JsonObject,
  initial: CapabilityStatus,
): Readonly<Record<string, CapabilityStatus>> {
  const capabilities: Record<string, CapabilityStatus> = { ...current };
  for (const [name, request] of Object.entries(objectAt(params, 'capabilities'))) {
    const requested = isObject(request) ? request['requested'] : undefined;
    if (requested === true) capabilities[name] ??= initial;
    if (requested === false) delete capabilities[name];
  }
  return capabilities;
}

function controllerOf(params: JsonObject): ControllerRecord {
  const fromType = CONTROLLER_OF_TYPE[textAt(params, 'type') ?? ''];
  if (fromType !== undefined) return fromType;
  const controller = objectAt(params, 'controller');
  return {
    feesPayer: textAt(objectAt(controller, 'fees'), 'payer') ?? 'account',
    lossesPayments: textAt(objectAt(controller, 'losses'), 'payments') ?? 'stripe',
    requirementCollection: textAt(controller, 'requirement_collection') ?? 'stripe',
    dashboard: textAt(objectAt(controller, 'stripe_dashboard'), 'type') ?? 'full',
  };
}
