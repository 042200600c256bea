import { AuditLog } from '@fairlead/identity';
import { DAY_MS, HOUR_MS, newId, systemContext } from '@fairlead/kernel';
import { PayoutDestinations, PayoutsFacade, ProcessStripeEvents, ReceiveStripeEvent, StripeGateway } from '@fairlead/payouts';
import type { BatchView } from '@fairlead/payouts/contracts';
import Stripe from 'stripe';
import { NetworkInProcess, type Person, STRIPE_KEY } from '../support/network-in-process';
import { expectSoundBooks } from '../support/sound-books';

const THREE_DAYS = 72 * HOUR_MS;

describe('when an affiliate is paid elsewhere than before', () => {
  let network: NetworkInProcess;
  let stripe: Stripe;
  let affiliate: Person;
  let preparer: Person;
  let approver: Person;
  let account: string;

  beforeEach(async () => {
    network = await NetworkInProcess.start();
    stripe = new Stripe(STRIPE_KEY, { host: '127.0.0.1', port: network.stripe.port, protocol: 'http', maxNetworkRetries: 0 });
    const advertiser = await network.person('advertiser');
    [affiliate, preparer, approver] = await Promise.all([network.person('affiliate'), network.person('finance'), network.person('finance')]);
    await network.fund(preparer, advertiser, 100_000n);
    const { token } = await network.credentials(advertiser);
    const offerId = await network.offer(advertiser);
    await network.purchase(advertiser, token, await network.click(await network.link(affiliate, offerId)), 'A-1', '80.00');
    await network.settle();
    account = await network.connectStripe(affiliate);
    await deliver(await eventsOf(account)); // of the first onboarding
  });

  afterEach(() => network.close());

  /** Everything that Stripe has to tell of an account, newest first. */
  const eventsOf = async (id: string): Promise<Stripe.Event[]> => (await stripe.events.list({ limit: 100 }, { stripeAccount: id })).data;

  async function deliver(events: readonly object[]): Promise<void> {
    for (const event of events) {
      const body = JSON.stringify(event);
      await network.app.get(ReceiveStripeEvent).run(Buffer.from(body), stripe.webhooks.generateTestHeaderString({ payload: body, secret: 'whsec_scenario' }));
    }
    await network.app.get(ProcessStripeEvents).run();
  }

  /** The holder names another bank account, and the webhooks of it arrive. */
  async function changeBank(): Promise<Stripe.Event[]> {
    const before = new Set((await eventsOf(account)).map(({ id }) => id));
    network.stripe.control.scriptAccount(account, 'change_bank');
    const told = (await eventsOf(account)).filter(({ id }) => !before.has(id));
    await deliver(told);
    return told;
  }

  const draft = (): Promise<BatchView> => network.app.get(PayoutsFacade).draft(preparer.context, preparer.userId, 'USD', network.clock.now());
  const at = (ms: number): Date => new Date(network.clock.now().getTime() + ms);
  const cooling = (until: Date) => ({ code: 'batch.nothing_payable', details: { excluded: [{ reason: 'destination_cooling', amount: 800, until: until.toISOString() }] } });
  const coolsUntil = async (): Promise<Date | null | undefined> => (await network.uow().run(systemContext('test'), (tx) => network.app.get(PayoutsFacade).destinationOf(tx, affiliate.organizationId)))?.coolsUntil;
  const changesTold = (): Promise<object[]> => network.sql(`SELECT id FROM outbox_event WHERE type = 'payout_destination.changed.v1'`);
  const payout = async (): Promise<{ status: string; failure_code: string | null } | undefined> => (await network.sql<{ status: string; failure_code: string | null }>(`SELECT status, failure_code FROM payout`))[0];

  /** Somebody of the affiliate changes their password, or whatever it is. */
  function sign(action: string): Promise<void> {
    return network.uow().run(systemContext('test'), (tx) => network.app.get(AuditLog).append(tx, { action, subjectType: 'user', subjectId: affiliate.userId }));
  }

  it('pays after the first onboarding at once', async () => {
    expect([await coolsUntil(), await changesTold()]).toEqual([null, []]);
    expect((await draft()).totalMinor).toBe(800n);
  });

  it('leaves the affiliate out for 72 hours, with the date, and then pays', async () => {
    await changeBank();
    const until = at(THREE_DAYS);

    await expect(draft()).rejects.toMatchObject(cooling(until));
    network.clock.advance(THREE_DAYS - 1);
    await expect(draft()).rejects.toMatchObject(cooling(until));
    network.clock.advance(1);

    const released = await network.release(approver, await network.approvedBatch(preparer, approver));
    expect([released.status, released.totalMinor]).toEqual(['settled', 800n]);
    await expectSoundBooks(network);
  });

  it('begins one cool-down, however often, late and out of order it is told', async () => {
    const told = await changeBank();
    const until = at(THREE_DAYS);
    const again = told.map((event) => ({ ...event, id: `evt_${newId()}` }));

    await deliver(told);
    network.clock.advance(DAY_MS);
    await deliver([...again].reverse());
    await deliver((await eventsOf(account)).map((event) => ({ ...event, id: `evt_${newId()}` })));

    expect([await coolsUntil(), (await changesTold()).length]).toEqual([until, 1]);
  });

  it('is no change when the bank account stays and only its state is another', async () => {
    network.stripe.control.scriptAccount(account, 'fail_bank');
    await deliver(await eventsOf(account));
    network.stripe.control.scriptAccount(account, 'restrict');
    network.stripe.control.scriptAccount(account, 'enable');
    await deliver(await eventsOf(account));

    expect([await coolsUntil(), await changesTold()]).toEqual([null, []]);
  });

  it('starts anew by a second change, and is not cut short by one', async () => {
    await sign('user.password_changed');
    await changeBank();
    const long = at(7 * DAY_MS);
    network.clock.advance(DAY_MS);
    // Nobody of the team has changed a password any more, and yet the first cool-down goes on.
    await network.sql(`DELETE FROM membership WHERE user_id = $1`, [affiliate.userId]);
    await changeBank();
    expect(await coolsUntil()).toEqual(long);

    network.clock.advance(5 * DAY_MS);
    await changeBank();
    expect(await coolsUntil()).toEqual(at(THREE_DAYS));
  });

  it.each(['user.password_changed', 'user.second_factor_off', 'user.recovery_code_used'])('lasts 7 days after %s in the 7 days before', async (action) => {
    await sign(action);
    network.clock.advance(7 * DAY_MS);
    await changeBank();
    const until = at(7 * DAY_MS);

    network.clock.advance(7 * DAY_MS - 1);
    await expect(draft()).rejects.toMatchObject(cooling(until));
    network.clock.advance(1);
    expect((await draft()).totalMinor).toBe(800n);
  });

  it.each([['user.password_changed', 1], ['user.second_factor_on', 0], ['user.renamed', 0]])('lasts 72 hours after %s where that is harmless or too long ago', async (action, late) => {
    await sign(action);
    network.clock.advance(7 * DAY_MS + late);
    await changeBank();

    expect(await coolsUntil()).toEqual(at(THREE_DAYS));
  });

  it('counts what happened to anybody of the team, and to nobody else', async () => {
    const [colleague, stranger] = await Promise.all([network.person('affiliate'), network.person('affiliate')]);
    await network.sql(`UPDATE membership SET organization_id = $2 WHERE user_id = $1`, [colleague.userId, affiliate.organizationId]);
    await network.uow().run(systemContext('test'), (tx) => network.app.get(AuditLog).append(tx, { action: 'user.password_changed', subjectType: 'user', subjectId: stranger.userId }));
    await changeBank();
    expect(await coolsUntil()).toEqual(at(THREE_DAYS));

    await network.uow().run(systemContext('test'), (tx) => network.app.get(AuditLog).append(tx, { action: 'user.password_changed', subjectType: 'user', subjectId: colleague.userId }));
    await changeBank();
    expect(await coolsUntil()).toEqual(at(7 * DAY_MS));
  });

  it('is also another account that takes the place of a closed one, and again once that has a bank account', async () => {
    network.stripe.control.scriptAccount(account, 'close');
    await network.app.get(PayoutDestinations).refresh(account);
    await expect(draft()).rejects.toMatchObject({ details: { excluded: [{ reason: 'no_destination' }] } });
    network.clock.advance(DAY_MS);
    const destinations = network.app.get(PayoutDestinations);
    const { stripeAccountId } = await destinations.connect(affiliate.context, affiliate.organizationId, 'affiliate@scenario.fairlead.test');
    expect(await coolsUntil()).toEqual(at(THREE_DAYS));

    network.clock.advance(4 * DAY_MS); // who waits with the onboarding gains nothing by it
    network.stripe.control.scriptAccount(stripeAccountId, 'complete');
    await destinations.refresh(stripeAccountId);

    await expect(draft()).rejects.toMatchObject(cooling(at(THREE_DAYS)));
    network.clock.advance(THREE_DAYS);
    expect((await draft()).totalMinor).toBe(800n);
    expect(await changesTold()).toHaveLength(2);
  });

  it('keeps a longer cool-down when the account is replaced', async () => {
    await sign('user.recovery_code_used');
    await changeBank();
    const long = at(7 * DAY_MS);
    network.stripe.control.scriptAccount(account, 'close');
    await network.app.get(PayoutDestinations).refresh(account);
    await network.sql(`DELETE FROM membership WHERE user_id = $1`, [affiliate.userId]);
    network.clock.advance(DAY_MS);

    await network.app.get(PayoutDestinations).connect(affiliate.context, affiliate.organizationId, 'affiliate@scenario.fairlead.test');

    expect(await coolsUntil()).toEqual(long);
  });

  it('does not send what was approved before the change, and sends it when it has cooled', async () => {
    const batch = await network.approvedBatch(preparer, approver);
    await changeBank();

    expect((await network.release(approver, batch)).status).toBe('partly_failed');
    expect(await payout()).toEqual({ status: 'failed', failure_code: 'destination_cooling' });
    await network.retry(approver, batch);
    expect(await payout()).toEqual({ status: 'failed', failure_code: 'destination_cooling' });
    network.clock.advance(THREE_DAYS);
    await network.retry(approver, batch);

    expect(await payout()).toEqual({ status: 'transferred', failure_code: null });
    expect(network.stripe.control.transfers()).toHaveLength(1);
    await expectSoundBooks(network);
  });

  it('is noticed right before the transfer when no webhook tells of it', async () => {
    const batch = await network.approvedBatch(preparer, approver);
    network.stripe.control.scriptAccount(account, 'change_bank');

    await network.release(approver, batch);

    expect(await payout()).toEqual({ status: 'failed', failure_code: 'destination_cooling' });
    expect([await coolsUntil(), network.stripe.control.transfers().length]).toEqual([at(THREE_DAYS), 0]);
  });

  it('does not take a late answer for a change back', async () => {
    const destinations = network.app.get(PayoutDestinations);
    const asked = await stripe.accounts.retrieve(account);
    await changeBank();
    // As if the answer from before the change had been on its way until now.
    const late = { status: 'active' as const, requirements: [], externalAccounts: asked.external_accounts?.data.map((bank) => `${bank.id}*`) ?? null };
    jest.spyOn(network.app.get(StripeGateway), 'readAccount').mockImplementationOnce(async () => {
      await network.sql(`UPDATE payout_destination SET checked_at = checked_at + interval '1 second'`);
      return late;
    });

    expect(await destinations.refresh(account)).toBe(false);
    expect(await changesTold()).toHaveLength(1);
  });

  it('waits a round with a transfer when the answer came too late to be kept', async () => {
    const batch = await network.approvedBatch(preparer, approver);
    await network.sql(`UPDATE payout_destination SET checked_at = checked_at + interval '1 second'`);
    network.stripe.control.scriptAccount(account, 'change_bank');
    await network.release(approver, batch);
    expect([await payout(), network.stripe.control.transfers()]).toEqual([{ status: 'approved', failure_code: null }, []]);

    network.clock.advance(1_000);
    await network.send();

    expect(await payout()).toEqual({ status: 'failed', failure_code: 'destination_cooling' });
  });
});
