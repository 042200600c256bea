import { urlAt } from '../validation/rules';
import type { HostedLinkRecord } from '../state/records';
import type { World } from '../state/world';
import { errors } from '../wire/errors';
import { textAt } from '../wire/json';
import type { JsonObject } from '../wire/json';
import { accessibleAccount, pathValue } from './call';
import type { Call } from './call';

/** Stripe's links live for minutes. */
const LIFETIME_SECONDS = 5 * 60;

export function createAccountLink(call: Call): JsonObject {
  const { world, params } = call;
  const refreshUrl = urlAt(params, 'refresh_url');
  const returnUrl = urlAt(params, 'return_url');
  if (refreshUrl === null) throw errors.parameterMissing('refresh_url');
  if (returnUrl === null) throw errors.parameterMissing('return_url');
  const account = accessibleAccount(world, textAt(params, 'account') ?? '');
  if (params['type'] === 'account_update' && account.controller.requirementCollection !== 'application') {
    throw errors.updateLinkRefused(account.id);
  }
  const link = newLink(world, { kind: 'onboarding', account: account.id, refreshUrl, returnUrl });
  return { object: 'account_link', created: link.created, expires_at: link.expiresAt, url: linkUrl(world, link) };
}

export function createLoginLink(call: Call): JsonObject {
  const { world } = call;
  const account = accessibleAccount(world, pathValue(call));
  if (account.controller.dashboard !== 'express') throw errors.noExpressDashboard(account.id);
  if (!account.detailsSubmitted) throw errors.notOnboarded(account.id);
  const link = newLink(world, { kind: 'login', account: account.id, refreshUrl: null, returnUrl: null });
  return { object: 'login_link', created: link.created, url: linkUrl(world, link) };
}

function newLink(world: World, details: Pick<HostedLinkRecord, 'kind' | 'account' | 'refreshUrl' | 'returnUrl'>): HostedLinkRecord {
  const created = world.clock.seconds();
  const link: HostedLinkRecord = {
    ...details,
    token: world.newId('lnk', 'hostedLinks'),
    created,
    expiresAt: created + LIFETIME_SECONDS,
    visitedAt: null,
  };
  world.store.put('hostedLinks', link.token, link);
  return link;
}

function linkUrl(world: World, link: HostedLinkRecord): string {
  const folder = link.kind === 'onboarding' ? 'setup/e' : 'express';
  return `${world.url}/${folder}/${link.account}/${link.token}`;
}
