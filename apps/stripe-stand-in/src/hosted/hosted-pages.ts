import type { Answer, IncomingRequest } from '../api/outcome';
import { runAccountScript } from '../resources/account-scripts';
import type { AccountRecord, HostedLinkRecord } from '../state/records';
import type { World } from '../state/world';
import { loginPage, messagePage, onboardingPage } from './html';

/** How long the form of a visited onboarding link can be sent. */
const SESSION_SECONDS = 30 * 60;
const PATH = /^\/(?:setup\/e|express)\/([^/]+)\/([^/]+)$/;

/** Whether a path belongs to the pages that Stripe would host. */
export function isHostedPath(path: string): boolean {
  return PATH.test(path);
}

/** Serves the onboarding form and the Express dashboard; links are good for one visit within minutes. */
export function serveHostedPage(world: World, request: IncomingRequest): Answer {
  const found = findLink(world, request.path);
  if (found === null) return page(404, messagePage('This link is not valid.'));
  const { link, account } = found;
  if (request.method === 'POST' && link.kind === 'onboarding') return finishOnboarding(world, link);
  if (link.visitedAt !== null || link.expiresAt <= world.clock.seconds()) return staleLink(link);
  world.transact(() => world.store.put('hostedLinks', link.token, { ...link, visitedAt: world.clock.seconds() }));
  return page(200, link.kind === 'onboarding' ? onboardingPage(account, link.returnUrl ?? '') : dashboard(world, account));
}

interface FoundLink {
  readonly link: HostedLinkRecord;
  readonly account: AccountRecord;
}

function findLink(world: World, path: string): FoundLink | null {
  const [, accountId = '', token = ''] = PATH.exec(path) ?? [];
  const link = world.store.get('hostedLinks', token);
  const account = world.store.get('accounts', accountId);
  if (link === undefined || account?.access !== 'granted' || link.account !== account.id) return null;
  return { link, account };
}

function finishOnboarding(world: World, link: HostedLinkRecord): Answer {
  const isOpen = link.visitedAt !== null && world.clock.seconds() < link.visitedAt + SESSION_SECONDS;
  if (!isOpen) return staleLink(link);
  world.transact(() => {
    runAccountScript(world, link.account, 'complete', {});
    world.store.delete('hostedLinks', link.token);
  });
  return redirect(link.returnUrl);
}

function staleLink(link: HostedLinkRecord): Answer {
  return link.refreshUrl === null ? page(410, messagePage('This link has expired.')) : redirect(link.refreshUrl);
}

function dashboard(world: World, account: AccountRecord): string {
  return loginPage(account, world.book.balances(account.id, world.clock.seconds()));
}

function redirect(location: string | null): Answer {
  if (location === null) return page(200, messagePage('Done. You can close this page.'));
  return { kind: 'answer', status: 303, headers: { location }, body: '' };
}

function page(status: number, body: string): Answer {
  return { kind: 'answer', status, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }, body };
}
