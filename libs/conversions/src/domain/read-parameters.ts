import { DomainError } from '@fairlead/kernel';
import type { ConversionReport } from './read-report';

const ADV_NAMES = Array.from({ length: 10 }, (_value, index) => `adv${index + 1}`);

/** The report that a postback's parameters make. @throws DomainError `postback.malformed`. */
export function readReportParameters(parameters: Readonly<Record<string, string>>): ConversionReport {
  const value = (name: string): string | null => (parameters[name] === undefined || parameters[name] === '' ? null : parameters[name]);
  const amount = value('amount');
  return {
    clickId: value('click_id'), coupon: value('coupon'), goal: value('goal'), orderId: value('order_id') ?? '', amount: amount === null ? null : { decimal: amount },
    currency: value('currency'), customerId: value('customer_id'), customerNew: readFlag(value('customer_new')), status: value('status'),
    adv: Object.fromEntries(ADV_NAMES.flatMap((name) => (value(name) === null ? [] : [[name, value(name) ?? '']]))),
  };
}

function readFlag(value: string | null): boolean | null {
  if (value === null) return null;
  if (['1', 'true', 'yes'].includes(value.toLowerCase())) return true;
  if (['0', 'false', 'no'].includes(value.toLowerCase())) return false;
  throw new DomainError('postback.malformed', 'invalid', 'customer_new is 1 or 0');
}
