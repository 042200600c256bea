import { DomainError, type Uuid } from '@fairlead/kernel';
import type { FastifyRequest } from 'fastify';

const ORGANIZATIONS = new WeakMap<FastifyRequest, Uuid>();

/** Told by the authenticating guard, so that the platform need not know what a user is. */
export function setCallerOrganization(request: FastifyRequest, organizationId: Uuid): void {
  ORGANIZATIONS.set(request, organizationId);
}

/** @throws DomainError `request.unauthenticated` on a route that nobody authenticated. */
export function callerOrganization(request: FastifyRequest): Uuid {
  const organizationId = ORGANIZATIONS.get(request);
  if (!organizationId) throw new DomainError('request.unauthenticated', 'unauthenticated', 'Sign in first');
  return organizationId;
}
