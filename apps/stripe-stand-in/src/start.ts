import { once } from 'node:events';
import type { Server } from 'node:http';
import { Api } from './api/api';
import { Faults } from './api/faults';
import { forgetOldKeys } from './api/idempotency';
import { RequestLog } from './api/request-log';
import { createControl } from './control/control';
import type { StripeStandIn, StripeStandInOptions } from './options';
import { createStandInServer } from './server';
import { World } from './state/world';
import { loadSpecification } from './validation/specification';
import { Outbox } from './webhooks/outbox';

/** Starts a stand-in for Stripe's API; resolves when it listens. */
export async function startStripeStandIn(options: StripeStandInOptions): Promise<StripeStandIn> {
  const log = options.logger ?? (() => undefined);
  const specification = loadSpecification();
  const world = new World({
    stateFile: options.stateFile,
    now: options.now ?? (() => new Date()),
    seed: options.seed,
    apiVersion: specification.version,
  });
  world.transact(() => forgetOldKeys(world));
  world.store.compact();
  const outbox = new Outbox(world, { signingNow: options.signingNow ?? (() => new Date()), log });
  const faults = new Faults(world.random);
  const requests = new RequestLog();
  const control = createControl({ world, faults, requests, outbox });
  const api = new Api({ world, specification, secretKey: options.secretKey, faults, requests, log });
  const server = createStandInServer({ api, world, control: options.control === true ? control : null, log });
  const stopParts = async (): Promise<void> => {
    await outbox.stop();
    world.store.close();
  };
  const host = options.host ?? '127.0.0.1';
  const port = await listen(server, host, options.port ?? 0).catch(async (error: unknown) => {
    await stopParts();
    throw error;
  });
  world.url = `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`;
  let stopped: Promise<void> | null = null;
  return {
    url: world.url,
    port,
    control,
    stop: () => (stopped ??= closed(server).then(stopParts)),
  };
}

async function listen(server: Server, host: string, port: number): Promise<number> {
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

/** Requests that are never answered would keep the server open, so their connections are cut. */
async function closed(server: Server): Promise<void> {
  const done = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await done;
}
