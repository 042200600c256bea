import { emitEvent } from '../webhooks/emit-event';
import type { AccountScript, AccountScriptOptions } from '../control/control-types';
import type { AccountRecord, BankAccountRecord, CapabilityStatus, RequirementsRecord } from '../state/records';
import { NO_REQUEST } from '../state/world';
import type { World } from '../state/world';
import { changeAccount } from './account-changes';
import { bankAccountView } from './account-view';
import { failLatestPayout, payOut } from './payouts';

const SATISFIED: RequirementsRecord = {
  currentlyDue: [],
  pastDue: [],
  pendingVerification: [],
  disabledReason: null,
  errors: [],
};

type Script = (world: World, account: AccountRecord, options: AccountScriptOptions) => void;

const SCRIPTS: Readonly<Record<AccountScript, Script>> = {
  complete: completeOnboarding,
  enable: completeOnboarding,
  restrict,
  pend,
  pay_out: payOutBalance,
  fail_bank: failBank,
  change_bank: changeBank,
  deauthorize: (world, account) => loseAccess(world, account, 'revoked'),
  close: (world, account) => loseAccess(world, account, 'deleted'),
};

/** Changes an account as its holder or Stripe would, with the events that Stripe sends. Only inside a transaction. */
export function runAccountScript(world: World, id: string, script: AccountScript, options: AccountScriptOptions): void {
  const account = world.store.get('accounts', id);
  if (account === undefined) throw new RangeError(`no account ${id}`);
  SCRIPTS[script](world, account, options);
  world.logEffect(NO_REQUEST, { type: `account.${script}`, object: id });
}

function completeOnboarding(world: World, account: AccountRecord): void {
  const bankAccount = account.bankAccount ?? newBankAccount(world, account, '6789');
  const after: AccountRecord = {
    ...account,
    businessType: account.businessType ?? 'individual',
    capabilities: allCapabilities(account, 'active'),
    detailsSubmitted: true,
    payoutsEnabled: true,
    requirements: SATISFIED,
    bankAccount: { ...bankAccount, status: 'new' },
    tosAcceptance: { ...account.tosAcceptance, date: world.clock.seconds(), ip: '127.0.0.1' },
  };
  changeAccount(world, NO_REQUEST, account, after);
  if (account.bankAccount === null) emitBankEvent(world, after, bankAccount, 'created');
}

function restrict(world: World, account: AccountRecord, options: AccountScriptOptions): void {
  const reason = options.reason ?? 'requirements.past_due';
  const due = reason === 'requirements.past_due' ? ['individual.verification.document'] : [];
  changeAccount(world, NO_REQUEST, account, {
    ...account,
    capabilities: allCapabilities(account, 'inactive'),
    payoutsEnabled: false,
    requirements: { ...SATISFIED, currentlyDue: due, pastDue: due, disabledReason: reason },
  });
}

function pend(world: World, account: AccountRecord, options: AccountScriptOptions): void {
  const capability = options.capability ?? 'transfers';
  changeAccount(world, NO_REQUEST, account, {
    ...account,
    capabilities: { ...account.capabilities, [capability]: 'pending' },
    requirements: {
      ...account.requirements,
      pendingVerification: ['individual.verification.document'],
      disabledReason: 'requirements.pending_verification',
    },
  });
}

function payOutBalance(world: World, account: AccountRecord): void {
  if (!account.payoutsEnabled || account.bankAccount === null) throw new RangeError(`payouts of account ${account.id} are not enabled`);
  payOut(world, account.id, account.bankAccount.id);
}

/** The bank refused a payout: transfers stay allowed, payouts stop until the holder names another bank account. */
function failBank(world: World, account: AccountRecord, options: AccountScriptOptions): void {
  if (account.bankAccount === null) throw new RangeError(`account ${account.id} has no bank account`);
  const bankAccount: BankAccountRecord = { ...account.bankAccount, status: 'errored' };
  const failureCode = options.failureCode ?? 'account_closed';
  const reason = `The bank account could not be used: ${failureCode}.`;
  const error = { code: 'invalid_value_other', reason, requirement: 'external_account' };
  const after: AccountRecord = {
    ...account,
    bankAccount,
    payoutsEnabled: false,
    requirements: { ...account.requirements, currentlyDue: ['external_account'], pastDue: ['external_account'], errors: [error] },
  };
  changeAccount(world, NO_REQUEST, account, after);
  emitBankEvent(world, after, bankAccount, 'updated');
  failLatestPayout(world, account.id, failureCode);
}

/** The holder names another bank account, which replaces the one before. */
function changeBank(world: World, account: AccountRecord): void {
  if (account.bankAccount === null) throw new RangeError(`account ${account.id} has no bank account`);
  const bankAccount = newBankAccount(world, account, '4321');
  const after: AccountRecord = { ...account, bankAccount };
  changeAccount(world, NO_REQUEST, account, after);
  emitBankEvent(world, after, bankAccount, 'created');
  emitBankEvent(world, after, account.bankAccount, 'deleted');
}

function newBankAccount(world: World, account: AccountRecord, last4: string): BankAccountRecord {
  return { id: `ba_1${world.random.text(23)}`, country: account.country, currency: account.defaultCurrency, last4, status: 'new' };
}

function loseAccess(world: World, account: AccountRecord, access: 'revoked' | 'deleted'): void {
  world.store.put('accounts', account.id, { ...account, access });
  emitEvent(world, NO_REQUEST, {
    owner: account.id,
    type: 'account.application.deauthorized',
    object: { id: 'ca_fairlead', object: 'application', name: 'Fairlead' },
    previousAttributes: null,
  });
}

function emitBankEvent(world: World, account: AccountRecord, bank: BankAccountRecord, verb: 'created' | 'updated' | 'deleted'): void {
  emitEvent(world, NO_REQUEST, {
    owner: account.id,
    type: `account.external_account.${verb}`,
    object: bankAccountView(account.id, bank),
    previousAttributes: null,
  });
}

function allCapabilities(account: AccountRecord, status: CapabilityStatus): Readonly<Record<string, CapabilityStatus>> {
  return Object.fromEntries(Object.keys(account.capabilities).map((name) => [name, status]));
}
