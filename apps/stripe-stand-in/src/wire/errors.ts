import { StripeError } from './stripe-error';

/**
 * Every refusal in one table. Statuses follow Stripe's documentation; the 403 of `account_invalid` and the codes of a
 * refused reversal could not be confirmed against Stripe itself, so correct them here if they differ.
 */
const invalid = { type: 'invalid_request_error' } as const;

export const errors = {
  missingKey: () =>
    new StripeError(401, { ...invalid, message: 'You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth.' }, 'before'),
  wrongKey: () => new StripeError(401, { ...invalid, message: 'Invalid API Key provided.' }, 'before'),
  unrecognizedUrl: (method: string, path: string) =>
    new StripeError(404, { ...invalid, message: `Unrecognized request URL (${method}: ${path}).` }, 'before'),
  rateLimit: () =>
    new StripeError(429, { ...invalid, code: 'rate_limit', message: 'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.' }, 'before'),
  lockTimeout: () =>
    new StripeError(429, { ...invalid, code: 'lock_timeout', message: 'This object cannot be accessed right now because another API request or Stripe process is currently accessing it.' }, 'before'),
  serverError: () =>
    new StripeError(500, { type: 'api_error', message: 'An unknown error occurred.' }, 'during'),

  parameterUnknown: (param: string) =>
    new StripeError(400, { ...invalid, code: 'parameter_unknown', param, message: `Received unknown parameter: ${param}` }, 'before'),
  parameterMissing: (param: string) =>
    new StripeError(400, { ...invalid, code: 'parameter_missing', param, message: `Missing required param: ${param}.` }, 'before'),
  parameterEmpty: (param: string) =>
    new StripeError(400, { ...invalid, code: 'parameter_invalid_empty', param, message: `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; however '${param}' cannot be unset.` }, 'before'),
  invalidInteger: (param: string, value: string) =>
    new StripeError(400, { ...invalid, code: 'parameter_invalid_integer', param, message: `Invalid integer: ${value}` }, 'before'),
  integerBelow: (param: string, minimum: number) =>
    new StripeError(400, { ...invalid, code: 'parameter_invalid_integer', param, message: `This value must be greater than or equal to ${minimum}.` }, 'before'),
  invalidValue: (param: string, expected: string) =>
    new StripeError(400, { ...invalid, param, message: `Invalid ${param}: must be ${expected}` }, 'before'),
  parametersExclusive: (param: string, other: string) =>
    new StripeError(400, { ...invalid, code: 'parameters_exclusive', param, message: `You may only specify one of these parameters: ${param}, ${other}.` }, 'before'),
  notExpandable: (path: string) =>
    new StripeError(400, { ...invalid, param: 'expand', message: `This property cannot be expanded (${path}).` }, 'before'),
  amountTooLarge: (param: string) =>
    new StripeError(400, { ...invalid, code: 'amount_too_large', param, message: 'Amount is larger than the largest amount that can be represented.' }, 'before'),

  idempotencyKeyTooLong: () =>
    new StripeError(400, { ...invalid, message: 'Idempotency keys can have up to 255 characters.' }, 'before'),
  idempotencyKeyInUse: (key: string) =>
    new StripeError(409, { type: 'idempotency_error', code: 'idempotency_key_in_use', message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}.` }, 'before'),
  idempotencyMismatch: (key: string) =>
    new StripeError(400, { type: 'idempotency_error', message: `Keys for idempotent requests can only be used for the same endpoint and with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.` }, 'before'),

  noAccess: (account: string) =>
    new StripeError(403, { ...invalid, code: 'account_invalid', message: `The provided key does not have access to account '${account}' (or that account does not exist). Application access may have been revoked.` }, 'during'),
  noAccessAsAccount: (account: string) =>
    new StripeError(403, { ...invalid, code: 'account_invalid', message: `The provided key does not have access to account '${account}' (or that account does not exist). Application access may have been revoked.` }, 'before'),
  missingResource: (name: string, id: string) =>
    new StripeError(404, { ...invalid, code: 'resource_missing', param: 'id', message: `No such ${name}: '${id}'` }, 'during'),
  missingReference: (param: string, id: string) =>
    new StripeError(400, { ...invalid, code: 'resource_missing', param, message: `No such ${param}: '${id}'` }, 'during'),
  countryUnsupported: (country: string) =>
    new StripeError(400, { ...invalid, code: 'country_unsupported', param: 'country', message: `Country '${country}' is not supported.` }, 'during'),
  insufficientCapabilities: () =>
    new StripeError(400, { ...invalid, code: 'insufficient_capabilities_for_transfer', message: 'Your destination account needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments' }, 'during'),
  balanceInsufficient: () =>
    new StripeError(400, { ...invalid, code: 'balance_insufficient', message: 'You have insufficient available funds in your Stripe account.' }, 'during'),
  destinationShort: (account: string) =>
    new StripeError(400, { ...invalid, code: 'balance_insufficient', message: `Account '${account}' has insufficient available funds to reverse this transfer.` }, 'during'),
  reversalTooLarge: (amount: number, remaining: number) =>
    new StripeError(400, { ...invalid, code: 'amount_too_large', param: 'amount', message: `Transfer reversal amount (${amount}) is greater than unreversed amount on transfer (${remaining}).` }, 'during'),
  alreadyReversed: (transfer: string) =>
    new StripeError(400, { ...invalid, message: `Transfer ${transfer} is already fully reversed.` }, 'during'),
  noExpressDashboard: (account: string) =>
    new StripeError(400, { ...invalid, message: `Cannot create a login link for account '${account}' that has no access to the Express Dashboard.` }, 'during'),
  notOnboarded: (account: string) =>
    new StripeError(400, { ...invalid, message: `Cannot create a login link for account '${account}' that has not completed onboarding.` }, 'during'),
  updateLinkRefused: (account: string) =>
    new StripeError(400, { ...invalid, param: 'type', message: `You cannot create account_update links for account '${account}': Stripe collects its requirements.` }, 'during'),
  balanceLeft: (account: string) =>
    new StripeError(400, { ...invalid, message: `Account '${account}' cannot be deleted while it has a balance.` }, 'during'),
} as const;
