import type { Faults } from '../api/faults';
import { forgetOldKeys } from '../api/idempotency';
import type { RequestLog } from '../api/request-log';
import { runAccountScript } from '../resources/account-scripts';
import { addTopup, settleTopups } from '../resources/topups';
import { addWebhookEndpoint } from '../resources/webhook-endpoints';
import { NO_REQUEST, PLATFORM_ID } from '../state/world';
import type { World } from '../state/world';
import type { Outbox } from '../webhooks/outbox';
import type { RegisterWebhookOptions, StripeStandInControl, WebhookControl } from './control-types';
import { findViolations } from './violations';

interface Parts {
  readonly world: World;
  readonly faults: Faults;
  readonly requests: RequestLog;
  readonly outbox: Outbox;
}

/** The control object over the running parts; the HTTP control API calls nothing else. */
export function createControl({ world, faults, requests, outbox }: Parts): StripeStandInControl {
  return {
    addFault: (rule) => faults.add(rule),
    clearFaults: () => faults.clear(),
    advanceClock: async (milliseconds) => {
      world.transact(() => {
        world.clock.advance(milliseconds);
        settleTopups(world);
        forgetOldKeys(world);
        forgetOldLinks(world);
      });
      await outbox.settled();
    },
    now: () => new Date(world.clock.milliseconds()),
    fund: (currency, amountMinor) => fund(world, currency, Number(amountMinor)),
    availableBalance: (currency, account = PLATFORM_ID) => world.available(account, currency.toLowerCase()),
    scriptAccount: (id, script, options = {}) => world.transact(() => runAccountScript(world, id, script, options)),
    effects: (type) => world.store.all('effects').filter((effect) => type === undefined || effect.type === type),
    transfers: () => world.store.all('transfers'),
    requests: () => requests.all(),
    violations: () => findViolations(world),
    configure: (settings) => {
      world.settings = { ...world.settings, ...settings };
    },
    registerWebhook: (url, options = {}) => world.transact(() => registerWebhook(world, url, options)),
    webhooks: createWebhookControl(world, outbox),
  };
}

function createWebhookControl(world: World, outbox: Outbox): WebhookControl {
  return {
    setMode: (mode) => {
      world.webhookMode = mode;
    },
    mode: () => world.webhookMode,
    flush: () => outbox.flush(),
    settled: () => outbox.settled(),
    undelivered: () => outbox.undelivered(),
  };
}

function fund(world: World, currency: string, amount: number): string {
  if (!Number.isSafeInteger(amount) || amount < 1) throw new RangeError('funding needs a positive amount in minor units');
  const topup = { currency: currency.toLowerCase(), amount, settlementMs: 0 };
  return world.transact(() => addTopup(world, NO_REQUEST, topup)).id;
}

function forgetOldLinks(world: World): void {
  const oldest = world.clock.seconds() - 24 * 3_600;
  for (const [token, link] of world.store.entries('hostedLinks')) {
    if (link.expiresAt < oldest) world.store.delete('hostedLinks', token);
  }
}

function registerWebhook(world: World, url: string, options: RegisterWebhookOptions): string {
  const connect = options.connect ?? false;
  const enabledEvents = options.enabledEvents ?? ['*'];
  const known = world.store.all('webhookEndpoints').find((endpoint) => endpoint.url === url && endpoint.connect === connect);
  if (known !== undefined) {
    const secret = options.secret ?? known.secret;
    world.store.put('webhookEndpoints', known.id, { ...known, secret, enabledEvents });
    return secret;
  }
  const secret = options.secret === undefined ? {} : { secret: options.secret };
  return addWebhookEndpoint(world, { url, connect, enabledEvents, ...secret }).secret;
}
