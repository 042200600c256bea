import { rawRequest, SECRET_KEY, startBench, stopBenches } from '../test/support';
import { decodeForm } from './wire/form';
import type { Bench } from '../test/support';

let bench: Bench;
const logged: string[] = [];

beforeEach(async () => {
  logged.splice(0);
  bench = await startBench({ logger: (line) => logged.push(line) });
});

afterEach(stopBenches);

const errorOf = async (method: string, path: string, body?: string) => {
  const { status, json } = await rawRequest(bench.standIn, method, path, body === undefined ? {} : { body });
  return { status, ...(json['error'] as object) };
};

describe('parameters', () => {
  it.each([
    ['an unknown parameter', 'POST', '/v1/transfers', 'amount=1&currency=usd&destination=a&foo=1', 'parameter_unknown', 'foo'],
    ['an unknown nested parameter', 'POST', '/v1/accounts', 'controller[foo]=1', 'parameter_unknown', 'controller[foo]'],
    ['a missing parameter', 'POST', '/v1/transfers', 'amount=1&currency=usd', 'parameter_missing', 'destination'],
    ['a missing amount', 'POST', '/v1/transfers', 'currency=usd&destination=a', 'parameter_missing', 'amount'],
    ['an empty required parameter', 'POST', '/v1/transfers', 'amount=1&currency=&destination=a', 'parameter_invalid_empty', 'currency'],
    ['a word for an integer', 'POST', '/v1/transfers', 'amount=ten&currency=usd&destination=a', 'parameter_invalid_integer', 'amount'],
    ['an amount with exponent', 'POST', '/v1/topups', 'amount=1e3&currency=usd', 'parameter_invalid_integer', 'amount'],
    ['an amount beyond exact integers', 'POST', '/v1/topups', 'amount=99999999999999999999&currency=usd', 'amount_too_large', 'amount'],
    ['a word for a boolean', 'POST', '/v1/accounts', 'capabilities[transfers][requested]=yes', undefined, 'capabilities[transfers][requested]'],
    ['a value outside of an enum', 'POST', '/v1/accounts', 'business_type=robot', undefined, 'business_type'],
    ['a hash for a text', 'POST', '/v1/accounts', 'email[a]=b', undefined, 'email'],
    ['a text for a hash', 'POST', '/v1/accounts', 'controller=x', undefined, 'controller'],
    ['a text for an array', 'POST', '/v1/webhook_endpoints', 'url=http://a.test/&enabled_events=*', undefined, 'enabled_events'],
    ['a long metadata value', 'POST', '/v1/accounts', `metadata[a]=${'x'.repeat(501)}`, undefined, 'metadata[a]'],
    ['a bad time filter', 'GET', '/v1/transfers?created[gte]=soon', undefined, 'parameter_invalid_integer', 'created[gte]'],
    ['a limit of zero', 'GET', '/v1/transfers?limit=0', undefined, 'parameter_invalid_integer', 'limit'],
    ['a limit above 100', 'GET', '/v1/transfers?limit=101', undefined, undefined, 'limit'],
    ['an unknown cursor', 'GET', '/v1/transfers?starting_after=tr_x', undefined, 'resource_missing', 'starting_after'],
    ['an unknown query parameter', 'GET', '/v1/balance?stripeAccount=acct_1', undefined, 'parameter_unknown', 'stripeAccount'],
  ])('refuses %s', async (_case, method, path, body, code, param) => {
    const error = await errorOf(method, path, body);

    expect(error).toMatchObject({ status: 400, type: 'invalid_request_error', param });
    expect('code' in error ? error.code : undefined).toBe(code);
  });

  it('takes indexed and bracketed arrays, digits as metadata keys, and capital currencies', async () => {
    const events = await rawRequest(bench.standIn, 'POST', '/v1/webhook_endpoints', {
      body: 'url=http://a.test/&enabled_events[]=transfer.created&enabled_events[]=account.updated',
    });
    const topup = await rawRequest(bench.standIn, 'POST', '/v1/topups', { body: 'amount=5&currency=USD&metadata[7]=seven' });

    expect(events.json['enabled_events']).toEqual(['transfer.created', 'account.updated']);
    expect(topup.json).toMatchObject({ currency: 'usd', metadata: { 7: 'seven' } });
  });
});

describe('wire', () => {
  it('decodes brackets', () => {
    expect(decodeForm('a=1&b[c][d]=x+y&e[0]=p&e[1]=q&f[]=r&f[]=s&g%5Bh%5D=%26')).toEqual({
      a: '1',
      b: { c: { d: 'x y' } },
      e: { 0: 'p', 1: 'q' },
      f: { 0: 'r', 1: 's' },
      g: { h: '&' },
    });
  });

  it('keeps names such as __proto__ ordinary', () => {
    const decoded = decodeForm('__proto__[polluted]=1&constructor[prototype][polluted]=1');

    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.keys(decoded)).toContain('constructor');
  });

  it('refuses a missing and a wrong key without telling the right one', async () => {
    const missing = await fetch(`${bench.standIn.url}/v1/balance`);
    const wrong = await rawRequest(bench.standIn, 'GET', '/v1/balance', { headers: { authorization: 'Bearer sk_test_other' } });
    const basic = await rawRequest(bench.standIn, 'GET', '/v1/balance', {
      headers: { authorization: `Basic ${Buffer.from(`${SECRET_KEY}:`).toString('base64')}` },
    });

    expect(missing.status).toBe(401);
    expect(wrong.status).toBe(401);
    expect(JSON.stringify(wrong.json)).not.toContain(SECRET_KEY);
    expect(basic.status).toBe(200);
  });

  it('echoes version, key and account, and numbers requests', async () => {
    const { headers } = await rawRequest(bench.standIn, 'POST', '/v1/topups', {
      body: 'amount=5&currency=usd',
      headers: { 'idempotency-key': 'k1', 'stripe-version': '2026-10-28.endive' },
    });

    expect(headers.get('request-id')).toMatch(/^req_/);
    expect(headers.get('idempotency-key')).toBe('k1');
    expect(headers.get('stripe-version')).toBe('2026-10-28.endive');
    expect(headers.get('idempotent-replayed')).toBeNull();
  });

  it('answers 404 to paths that it does not serve, and says so in the log', async () => {
    const error = await errorOf('GET', '/v1/charges');

    expect(error).toMatchObject({ status: 404, type: 'invalid_request_error' });
    expect(logged).toContain('NOT SERVED: GET /v1/charges');
  });
});
