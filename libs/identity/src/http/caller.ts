import type { Actor, TenantContext, Uuid } from '@fairlead/kernel';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../application/caller';
import type { SessionUser } from '../application/session-user';
import type { Role } from '../contracts';

export type { Caller };

const CALLERS = new WeakMap<FastifyRequest, Caller>();

export function setCaller(request: FastifyRequest, caller: Caller): void {
  CALLERS.set(request, caller);
}

/** Injects the caller into a controller method. Only on routes that are not public. */
export const CurrentCaller = createParamDecorator((_data: unknown, context: ExecutionContext): Caller => {
  const caller = CALLERS.get(context.switchToHttp().getRequest<FastifyRequest>());
  if (!caller) throw new Error('a public route asked for its caller');
  return caller;
});

/** The caller that a person is by a sign-in or by an API key. */
export function callerOf(user: SessionUser, by: { session: Caller['session'] } | { apiKeyId: Uuid }): Caller {
  const apiKeyId = 'apiKeyId' in by ? by.apiKeyId : null;
  const actor: Actor = apiKeyId ? { kind: 'user', id: user.id, apiKeyId } : { kind: 'user', id: user.id };
  const { id: userId, organizationId, organizationName, email, name, role, teamRole, emailVerified, hasSecondFactor } = user;
  return {
    userId, organizationId, organizationName, email, name, role, teamRole, emailVerified, hasSecondFactor, apiKeyId,
    session: 'session' in by ? by.session : null, context: contextOf(user, actor),
  };
}

function contextOf(user: SessionUser, actor: Actor): TenantContext {
  const contexts: Record<Role, TenantContext> = {
    admin: { scope: 'network', actor },
    finance: { scope: 'network', actor },
    advertiser: { scope: 'advertiser', advertiserId: user.organizationId, actor },
    affiliate: { scope: 'affiliate', affiliateId: user.organizationId, actor },
  };
  return contexts[user.role];
}
