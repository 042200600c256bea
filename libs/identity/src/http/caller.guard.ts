import { DomainError } from '@fairlead/kernel';
import { setCallerOrganization } from '@fairlead/platform';
import { type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { API_KEY_PREFIX, ApiKeys } from '../application/api-keys.service';
import { ROUTE_CALLERS, type RouteCallers } from '../contracts';
import { grants, scopeOf } from '../domain/api-key-scope';
import { CallerNeeds } from '../application/caller-needs';
import { type Caller, callerOf, setCaller } from './caller';

/** Lets a request through when the route matrix names its caller's role and, for an API key, the key has the scope. */
@Injectable()
export class CallerGuard extends AuthGuard('jwt') {
  constructor(@Inject(ROUTE_CALLERS) private readonly routes: RouteCallers, private readonly apiKeys: ApiKeys, private readonly needs: CallerNeeds) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const path = request.routeOptions.url ?? '';
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const declaration = this.routes[`${method} ${path}`];
    if (!declaration) throw new Error(`the route ${method} ${path} declares no callers`);
    if (declaration.callers === 'public') return true;
    const caller = await this.authenticate(context, request, scopeOf(method, path));
    if (!declaration.callers.includes(caller.role)) {
      throw new DomainError('request.forbidden', 'forbidden', `This call is for ${declaration.callers.join(', ')}`, { allowed_roles: declaration.callers });
    }
    if (caller.session?.viewedBy && method !== 'GET') throw new DomainError('viewing.read_only', 'forbidden', 'You look at this as somebody else: nothing can be changed');
    this.needs.assertMet(caller, declaration.needs ?? []);
    setCaller(request, caller);
    setCallerOrganization(request, caller.organizationId);
    return true;
  }

  override handleRequest<TUser = Caller>(error: unknown, user: TUser | false): TUser {
    if (error) throw error instanceof Error ? error : new Error('the caller could not be authenticated', { cause: error });
    if (!user) throw new DomainError('request.unauthenticated', 'unauthenticated', 'Send a valid access token or API key as a bearer token');
    return user;
  }

  private async authenticate(context: ExecutionContext, request: FastifyRequest, scope: string): Promise<Caller> {
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (!token.startsWith(API_KEY_PREFIX)) {
      await super.canActivate(context);
      return (request as FastifyRequest & { user: Caller }).user;
    }
    const found = await this.apiKeys.authenticate(token);
    if (!found) throw new DomainError('request.unauthenticated', 'unauthenticated', 'The API key is unknown, expired or revoked');
    if (!grants(found.scopes, scope)) {
      throw new DomainError('request.scope_missing', 'forbidden', `The API key lacks the scope ${scope}`, { required_scope: scope });
    }
    return callerOf(found.user, { apiKeyId: found.apiKeyId });
  }
}
