import { createHash, timingSafeEqual } from 'node:crypto';
import { hasAccess } from '../resources/call';
import { PLATFORM_ID } from '../state/world';
import type { World } from '../state/world';
import { errors } from '../wire/errors';
import type { IncomingRequest } from './outcome';

/** Refuses a missing or wrong secret key. */
export function checkKey(request: IncomingRequest, secretKey: string): void {
  const header = request.headers['authorization'];
  const given = header === undefined ? null : keyOf(header);
  if (given === null) throw errors.missingKey();
  if (!timingSafeEqual(digest(given), digest(secretKey))) throw errors.wrongKey();
}

/** The account that the request acts on, from the `Stripe-Account` header. */
export function ownerOf(request: IncomingRequest, world: World): string {
  const account = request.headers['stripe-account'];
  if (account === undefined || account === '') return PLATFORM_ID;
  if (!hasAccess(world, account)) throw errors.noAccessAsAccount(account);
  return account;
}

/** Bearer token, or the user name of basic authentication. */
function keyOf(header: string): string | null {
  const [scheme, value] = header.split(' ');
  if (value === undefined || value === '') return null;
  if (scheme?.toLowerCase() === 'bearer') return value;
  return Buffer.from(value, 'base64').toString('utf8').split(':')[0] ?? null;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
