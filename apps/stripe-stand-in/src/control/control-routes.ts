import type { Answer, IncomingRequest } from '../api/outcome';
import { isObject, numberAt, textAt, textsAt } from '../wire/json';
import type { JsonObject } from '../wire/json';
import { ACCOUNT_SCRIPTS, FAULT_KINDS, WEBHOOK_MODES } from './control-types';
import type { FaultRule, StripeStandInControl } from './control-types';

export const CONTROL_PREFIX = '/_control/';

type Route = (control: StripeStandInControl, body: JsonObject, request: IncomingRequest) => Promise<object> | object;

const ROUTES: Readonly<Record<string, Route>> = {
  'POST faults': (control, body) => ({ id: control.addFault(faultRule(body)) }),
  'DELETE faults': (control) => {
    control.clearFaults();
    return {};
  },
  'GET clock': (control) => ({ now: control.now().toISOString() }),
  'POST clock': async (control, body) => {
    await control.advanceClock(required(numberAt(body, 'advance_ms'), 'advance_ms'));
    return { now: control.now().toISOString() };
  },
  'POST fund': (control, body) => ({
    topup: control.fund(required(textAt(body, 'currency'), 'currency'), required(numberAt(body, 'amount'), 'amount')),
  }),
  'POST account-scripts': (control, body) => {
    const script = oneOf(ACCOUNT_SCRIPTS, textAt(body, 'script'), 'script');
    control.scriptAccount(required(textAt(body, 'account'), 'account'), script, {
      ...optional('reason', textAt(body, 'reason')),
      ...optional('capability', textAt(body, 'capability')),
      ...optional('failureCode', textAt(body, 'failure_code')),
    });
    return {};
  },
  'GET effects': (control, _body, request) => ({ data: control.effects(new URLSearchParams(request.query).get('type') ?? undefined) }),
  'GET transfers': (control) => ({ data: control.transfers() }),
  'GET requests': (control) => ({ data: control.requests() }),
  'GET violations': (control) => ({ data: control.violations() }),
  'POST settings': (control, body) => {
    const shortfall = textAt(body, 'reversal_shortfall');
    control.configure({
      ...(shortfall === null ? {} : { reversalShortfall: oneOf(['fail', 'negative'] as const, shortfall, 'reversal_shortfall') }),
      ...optional('topupSettlementMs', numberAt(body, 'topup_settlement_ms')),
    });
    return {};
  },
  'POST webhooks/endpoints': (control, body) => ({
    secret: control.registerWebhook(required(textAt(body, 'url'), 'url'), {
      connect: body['connect'] === true,
      ...optional('secret', textAt(body, 'secret')),
      ...(body['enabled_events'] === undefined ? {} : { enabledEvents: textsAt(body, 'enabled_events') }),
    }),
  }),
  'POST webhooks/mode': (control, body) => {
    control.webhooks.setMode(oneOf(WEBHOOK_MODES, textAt(body, 'mode'), 'mode'));
    return {};
  },
  'POST webhooks/flush': async (control) => ({ attempts: await control.webhooks.flush() }),
};

/** The HTTP face of the control object: JSON in, JSON out, 400 with a message for what makes no sense. */
export async function serveControl(control: StripeStandInControl, request: IncomingRequest): Promise<Answer> {
  const name = `${request.method} ${request.path.slice(CONTROL_PREFIX.length)}`;
  const route = ROUTES[name];
  if (route === undefined) return answer(404, { error: `no control call ${name}` });
  try {
    return answer(200, await route(control, parsedBody(request.body), request));
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError) return answer(400, { error: error.message });
    throw error;
  }
}

function faultRule(body: JsonObject): FaultRule {
  const retry = body['should_retry'];
  return {
    kind: oneOf(FAULT_KINDS, textAt(body, 'kind'), 'kind'),
    ...optional('method', textAt(body, 'method')),
    ...optional('path', textAt(body, 'path')),
    ...optional('destination', textAt(body, 'destination')),
    ...optional('nth', numberAt(body, 'nth')),
    ...optional('times', numberAt(body, 'times')),
    ...optional('probability', numberAt(body, 'probability')),
    ...optional('ms', numberAt(body, 'ms')),
    ...(typeof retry === 'boolean' ? { shouldRetry: retry } : {}),
  };
}

function parsedBody(text: string): JsonObject {
  if (text === '') return {};
  const body: unknown = JSON.parse(text);
  if (!isObject(body)) throw new RangeError('the body must be a JSON object');
  return body;
}

function required<T>(value: T | null, name: string): T {
  if (value === null) throw new RangeError(`${name} is missing`);
  return value;
}

function optional<K extends string, T>(key: K, value: T | null): { readonly [P in K]?: T } {
  return (value === null ? {} : { [key]: value }) as { readonly [P in K]?: T };
}

function oneOf<T extends string>(allowed: readonly T[], value: string | null, name: string): T {
  const found = allowed.find((item) => item === value);
  if (found === undefined) throw new RangeError(`${name} must be one of ${allowed.join(', ')}`);
  return found;
}

function answer(status: number, body: object): Answer {
  return { kind: 'answer', status, headers: { 'content-type': 'application/json' }, body: `${JSON.stringify(body)}\n` };
}
