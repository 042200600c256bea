import { DomainError, parseId, type Uuid } from '@fairlead/kernel';
import type { ConversionReport } from '../domain/read-report';

const ADV_NAMES = Array.from({ length: 10 }, (_value, index) => `adv${index + 1}`);
const LONGEST_VALUE = 500;

/** A postback as its parameters say. */
export interface Postback {
  readonly advertiserId: Uuid;
  readonly parameters: Readonly<Record<string, string>>;
  readonly report: ConversionReport;
}

/** Reads the query and the body of a postback. @throws DomainError `postback.malformed` or `request.invalid_id`. */
export function readPostback(query: unknown, body: unknown): Postback {
  const parameters = { ...textParameters(query), ...textParameters(body) };
  const value = (name: string): string | null => (parameters[name] === undefined || parameters[name] === '' ? null : parameters[name]);
  const amount = value('amount');
  return {
    advertiserId: parseId('advertiser', parameters['advertiser'] ?? ''),
    parameters,
    report: {
      clickId: value('click_id'), coupon: value('coupon'), goal: value('goal'), orderId: value('order_id') ?? '', amount: amount === null ? null : { decimal: amount },
      currency: value('currency'), customerId: value('customer_id'), customerNew: readFlag(value('customer_new')), status: value('status'),
      adv: Object.fromEntries(ADV_NAMES.flatMap((name) => (value(name) === null ? [] : [[name, value(name) ?? '']]))),
    },
  };
}

function textParameters(source: unknown): Record<string, string> {
  if (typeof source !== 'object' || source === null) return {};
  return Object.fromEntries(Object.entries(source).map(([name, value]: [string, unknown]) => {
    const text = typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
    if (text === null || text.length > LONGEST_VALUE) {
      throw new DomainError('postback.malformed', 'invalid', `${name.slice(0, 40)} must be given once, as text of at most ${LONGEST_VALUE} characters`);
    }
    return [name, text];
  }));
}

function readFlag(value: string | null): boolean | null {
  if (value === null) return null;
  if (['1', 'true', 'yes'].includes(value.toLowerCase())) return true;
  if (['0', 'false', 'no'].includes(value.toLowerCase())) return false;
  throw new DomainError('postback.malformed', 'invalid', 'customer_new is 1 or 0');
}
