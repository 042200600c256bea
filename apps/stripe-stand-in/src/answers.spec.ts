import Ajv from 'ajv';
import type { ValidateFunction } from 'ajv';
import { newAccountParams, rawRequest, startBench, stopBenches } from '../test/support';
import type { Bench } from '../test/support';
import { WebhookReceiver } from '../test/webhook-receiver';
import { ROUTES } from './resources/routes';
import { loadSpecification } from './validation/specification';

/** Stripe's schemas as ajv takes them, and closed: a field that Stripe does not have is an error. */
function closedSchema(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closedSchema);
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, ...rest } = Object.fromEntries<unknown>(
    Object.entries(node).map(([key, value]) => [key, key === 'enum' ? value : closedSchema(value)]),
  );
  const closed = 'properties' in rest && !('additionalProperties' in rest) ? { ...rest, additionalProperties: false } : rest;
  return nullable === true ? { anyOf: [closed, { type: 'null' }] } : closed;
}

const schemas = Object.entries(loadSpecification().document.components.schemas).map(
  ([name, schema]) => [name, closedSchema(schema)] as const,
);
const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addSchema({ $id: 'stripe.json', components: { schemas: Object.fromEntries(schemas) } });

function complaints(name: string, value: unknown): string[] {
  const validate: ValidateFunction | undefined = ajv.getSchema(`stripe.json#/components/schemas/${name}`);
  if (validate === undefined) throw new Error(`no schema ${name}`);
  return validate(value) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
}

let bench: Bench;

beforeEach(async () => {
  bench = await startBench();
});

afterEach(stopBenches);

const call = async (method: string, path: string, body?: string) =>
  (await rawRequest(bench.standIn, method, path, body === undefined ? {} : { body })).json;

async function payee(): Promise<string> {
  const { id } = await bench.stripe.accounts.create({ ...newAccountParams(), settings: { payouts: { schedule: { interval: 'daily' } } } });
  return id;
}

describe('answers', () => {
  it('has a handler for every operation of the specification and no other', () => {
    const operations = Object.entries(loadSpecification().document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );

    expect(Object.keys(ROUTES).sort()).toEqual(operations.sort());
  });

  it('are Stripe accounts in every state', async () => {
    const id = await payee();
    const { control } = bench.standIn;
    const states = [await call('GET', `/v1/accounts/${id}`)];
    for (const script of ['complete', 'pend', 'restrict', 'enable', 'change_bank', 'fail_bank'] as const) {
      control.scriptAccount(id, script);
      states.push(await call('GET', `/v1/accounts/${id}`));
    }

    expect(states.map((state) => complaints('account', state))).toEqual(states.map(() => []));
    expect(complaints('account', await call('GET', '/v1/account'))).toEqual([]);
  });

  it('are Stripe transfers, reversals, balances, balance transactions and top-ups', async () => {
    const destination = await payee();
    bench.standIn.control.scriptAccount(destination, 'complete');
    const expansion = 'expand[]=balance_transaction&expand[]=destination_payment&expand[]=destination';

    const topup = await call('POST', '/v1/topups', 'amount=1000&currency=usd&description=x&metadata[a]=b');
    const transfer = await call('POST', '/v1/transfers', `amount=500&currency=usd&destination=${destination}&${expansion}`);
    const reversal = await call('POST', `/v1/transfers/${String(transfer['id'])}/reversals`, 'amount=100');
    const reversed = await call('GET', `/v1/transfers/${String(transfer['id'])}`);
    const balance = await call('GET', '/v1/balance');
    bench.standIn.control.scriptAccount(destination, 'pay_out');
    const header = { headers: { 'stripe-account': destination } };
    const { json: payouts } = await rawRequest(bench.standIn, 'GET', '/v1/payouts?expand[]=data.balance_transaction', header);
    const movement = await call('GET', `/v1/balance_transactions/${String(topup['balance_transaction'])}?expand[]=source`);

    expect(complaints('topup', topup)).toEqual([]);
    expect(complaints('transfer', transfer)).toEqual([]);
    expect(complaints('transfer_reversal', reversal)).toEqual([]);
    expect(complaints('transfer', reversed)).toEqual([]);
    expect(complaints('balance', balance)).toEqual([]);
    expect((payouts['data'] as unknown[]).map((payout) => complaints('payout', payout))).toEqual([[]]);
    expect(complaints('balance_transaction', movement)).toEqual([]);
  });

  it('are Stripe links, events, endpoints, deletions and errors', async () => {
    const account = await payee();
    const receiver = await WebhookReceiver.start();
    const urls = 'return_url=http://a.test/r&refresh_url=http://a.test/f';
    const endpoint = await call('POST', '/v1/webhook_endpoints', `url=${receiver.url}&enabled_events[]=*&connect=true`);
    bench.standIn.control.scriptAccount(account, 'complete');
    await bench.standIn.control.webhooks.settled();

    const onboarding = await call('POST', '/v1/account_links', `account=${account}&type=account_onboarding&${urls}`);
    const login = await call('POST', `/v1/accounts/${account}/login_links`, '');
    const deletedEndpoint = await call('DELETE', `/v1/webhook_endpoints/${String(endpoint['id'])}`);
    const deletedAccount = await call('DELETE', `/v1/accounts/${account}`);
    const error = await call('GET', '/v1/transfers/tr_missing');
    await receiver.stop();

    expect(complaints('webhook_endpoint', endpoint)).toEqual([]);
    expect(complaints('account_link', onboarding)).toEqual([]);
    expect(complaints('login_link', login)).toEqual([]);
    expect(complaints('deleted_webhook_endpoint', deletedEndpoint)).toEqual([]);
    expect(complaints('deleted_account', deletedAccount)).toEqual([]);
    expect(complaints('error', error)).toEqual([]);
    expect(receiver.received.map(({ body }) => complaints('event', JSON.parse(body)))).toEqual([[], [], []]);
  });

  it('would notice a field that Stripe does not have', async () => {
    const topup = await call('POST', '/v1/topups', 'amount=1000&currency=usd');

    expect(complaints('topup', { ...topup, paid_to_bank: true })).not.toEqual([]);
  });
});
