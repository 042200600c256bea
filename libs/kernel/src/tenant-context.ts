import type { Uuid } from './id';

/** Who acts: a user, an API key of a user, or a part of the system by name. */
export type Actor =
  | { readonly kind: 'user'; readonly id: Uuid; readonly apiKeyId?: Uuid }
  | { readonly kind: 'system'; readonly name: string };

/**
 * What rows a unit of work may touch. Required by every query and transaction;
 * row-level security enforces the same scope again in the database.
 */
export type TenantContext =
  | { readonly scope: 'network'; readonly actor: Actor }
  | { readonly scope: 'advertiser'; readonly advertiserId: Uuid; readonly actor: Actor }
  | { readonly scope: 'affiliate'; readonly affiliateId: Uuid; readonly actor: Actor };

/** The network's own view for a named job or edge: worker, tracker, sign-in. */
export function systemContext(name: string): TenantContext {
  return { scope: 'network', actor: { kind: 'system', name } };
}

/** `user:<uuid>` or `system:<name>`, for histories and the audit log. */
export function actorText(actor: Actor): string {
  return actor.kind === 'user' ? `user:${actor.id}` : `system:${actor.name}`;
}
