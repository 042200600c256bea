import type { components } from '@fairlead/client';
import { encodeId, MINUTE_MS, MovableClock } from '@fairlead/kernel';
import { type ApiClient, type RunningNetwork, startNetwork } from '../support/running-network';

let network: RunningNetwork;
let eventId: string;
const CONSUMER = 'notifications.write-notices';
const ERROR = 'relation "gone" does not exist';

beforeAll(async () => {
  network = await startNetwork({ clock: new MovableClock(new Date()) });
  const [advertiser, affiliate] = [await network.signUp('advertiser'), await network.signUp('affiliate')];
  const offer = await advertiser.client.post('/offers', { name: 'Boots', landing_url: 'https://shop.example/', currency: 'USD', commission: { type: 'percent', rate_bps: 1000 }, visibility: 'approval' });
  await advertiser.client.post(`/offers/${offer.id}/publish`);
  await affiliate.client.post(`/offers/${offer.id}/applications`);
  await network.settle();
});
afterAll(() => network?.close());

type Schemas = components['schemas'];
type State = Schemas['OperationsResponse'];
const now = (): Promise<State> => network.admin.get('/operations');
const dead = async (): Promise<Schemas['DeadDeliveryResponse'][]> => (await network.admin.get('/dead-deliveries')).data;

/** As after twelve failures: the notice was not written. */
async function giveUp(): Promise<void> {
  const [row] = await network.sql<{ eventId: string }>(`UPDATE inbox_event SET state = 'dead', attempts = 12, done_at = NULL, last_error = $2 WHERE consumer = $1 RETURNING event_id AS "eventId"`, [CONSUMER, ERROR]);
  await network.sql('DELETE FROM notice');
  eventId = encodeId('event', row?.eventId ?? '');
}

describe('the state of operations', () => {
  it('is quiet while everything runs', async () => {
    const state = await now();
    expect(state.events).toEqual({ unpublished: 0, oldest_unpublished_at: null, due: 0, retrying: 0, dead: 0 });
    expect(state.tasks.map((task) => task.name)).toEqual(expect.arrayContaining(['payouts.send-due', 'notifications.send-mails', 'commissions.release-due']));
    expect(state.tasks.filter((task) => task.late || task.last_error !== null)).toEqual([]);
    expect(await dead()).toEqual([]);
  });

  it('says which task has failed, and which nobody runs', async () => {
    await network.sql(`UPDATE scheduled_task SET last_error = 'Stripe does not answer' WHERE name = 'payouts.send-due'`);
    const before = (ms: number): Date => new Date(network.clock.now().getTime() - ms);
    await network.sql(`INSERT INTO scheduled_task (name, every_ms, next_run_at) VALUES ('test.behind', 1000, $1), ('test.a-moment-behind', 1000, $2)`, [before(MINUTE_MS + 2_001), before(MINUTE_MS + 2_000)]);

    const tasks = new Map((await now()).tasks.map((task) => [task.name, task] as const));

    expect([tasks.get('payouts.send-due')?.last_error, tasks.get('payouts.send-due')?.late]).toEqual(['Stripe does not answer', false]);
    expect([tasks.get('test.behind')?.late, tasks.get('test.a-moment-behind')?.late]).toEqual([true, false]);
  });

  it('is for administrators', async () => {
    const advertiser = await network.signUp('advertiser');
    const status = async (client: ApiClient): Promise<number> => (await client.call('GET', '/operations')).status;
    expect([await status(network.finance), await status(advertiser.client), await status(network.admin)]).toEqual([403, 403, 200]);
  });
});

describe('a delivery that was given up', () => {
  it('is shown with its error, and tried again once for a press, on record', async () => {
    await giveUp();
    expect((await now()).events).toMatchObject({ dead: 1 });
    expect(await dead()).toEqual([expect.objectContaining({ event_id: eventId, consumer: CONSUMER, type: 'enrolment.requested.v1', attempts: 12, last_error: ERROR })]);

    await network.admin.post(`/dead-deliveries/${eventId}/retry`, { consumer: CONSUMER });
    expect((await network.admin.call('POST', `/dead-deliveries/${eventId}/retry`, { consumer: CONSUMER })).body.code).toBe('delivery.not_dead');
    await network.advance(MINUTE_MS);

    expect(await dead()).toEqual([]);
    expect(await network.sql('SELECT kind FROM notice')).toEqual([{ kind: 'application_received' }]);
    expect((await network.admin.get<{ data: Schemas['AuditEventResponse'][] }>('/audit-events')).data.filter((event) => event.action === 'delivery.retried')).toHaveLength(1);
  });

  it('is found by its event and consumer alone', async () => {
    expect((await network.admin.call('POST', `/dead-deliveries/${eventId}/retry`, { consumer: 'nobody' })).body.code).toBe('delivery.not_dead');
    expect((await network.admin.call('POST', '/dead-deliveries/pay_1/retry', { consumer: CONSUMER })).body.code).toBe('request.invalid_id');
    expect((await network.admin.call('POST', `/dead-deliveries/${eventId}/retry`, {})).status).toBe(400);
  });
});
