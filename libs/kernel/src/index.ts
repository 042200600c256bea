export { Clock, DAY_MS, HOUR_MS, MINUTE_MS, MovableClock, SECOND_MS, SystemClock } from './clock';
export { canonicalJson, contentHash } from './content-hash';
export { CURRENCIES, type Currency, currencyExponent, isCurrency, parseCurrency } from './currency';
export { DomainError, type ErrorDetails, type ErrorKind, notFound } from './domain-error';
export { decodeBase32, decodeId, encodeBase32, encodeId, ID_PREFIXES, type IdKind, leastIdAt, newId, parseAnyId, parseId, timeOfId, type Uuid } from './id';
export {
  add, allocate, applyBps, formatDecimal, fromJson, money, type Money, type MoneyJson, negate, parseDecimal, subtract, toJson, toSafeNumber, zero,
} from './money';
export { divideHalfEven, ROUNDING, type Rounding } from './rounding';
export { type Actor, actorText, systemContext, type TenantContext } from './tenant-context';
export { assertMove, canMove, findTableFaults, type TransitionTable } from './transition-table';
