import { DomainError, parseId, type Uuid } from '@fairlead/kernel';
import { withoutMark } from '../domain/browser-mark';
import { readReportParameters } from '../domain/read-parameters';
import type { ConversionReport } from '../domain/read-report';

const LONGEST_VALUE = 500;
const LONGEST_NAME = 64;
const MOST_PARAMETERS = 40;

/** A postback as its parameters say. */
export interface Postback {
  readonly advertiserId: Uuid;
  readonly parameters: Readonly<Record<string, string>>;
  readonly report: ConversionReport;
}

/** Reads the query and the body of a postback. @throws DomainError `postback.malformed` or `request.invalid_id`. */
export function readPostback(query: unknown, body: unknown): Postback {
  const parameters = withoutMark({ ...textParameters(query), ...textParameters(body) });
  return { advertiserId: parseId('advertiser', parameters['advertiser'] ?? ''), parameters, report: readReportParameters(parameters) };
}

function textParameters(source: unknown): Record<string, string> {
  if (typeof source !== 'object' || source === null) return {};
  if (Object.keys(source).length > MOST_PARAMETERS) throw new DomainError('postback.malformed', 'invalid', `A report has at most ${MOST_PARAMETERS} parameters`);
  return Object.fromEntries(Object.entries(source).map(([name, value]: [string, unknown]) => {
    const text = typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
    if (text === null || text.length > LONGEST_VALUE || name.length > LONGEST_NAME) {
      throw new DomainError('postback.malformed', 'invalid', `${name.slice(0, 40)} must be given once, as text of at most ${LONGEST_VALUE} characters`);
    }
    return [name, text];
  }));
}
