import { DomainError } from '@fairlead/kernel';
import { FairleadConfig } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { FindActiveUser } from '../application/find-active-user.query';
import { type Caller, callerOf } from './caller';

/** The one algorithm, issuer and audience of access tokens. */
export const JWT_ALGORITHM = 'HS256';
export const JWT_ISSUER = 'fairlead';
export const JWT_AUDIENCE = 'fairlead-api';

/** Checks access tokens: signature with a pinned algorithm, issuer, audience, expiry, and that the user may still enter. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy, 'jwt') {
  constructor(config: FairleadConfig, private readonly findActiveUser: FindActiveUser) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKey: config.jwtSecret,
      algorithms: [JWT_ALGORITHM],
      issuer: JWT_ISSUER,
      audience: JWT_AUDIENCE,
    });
  }

  async validate(claims: { sub?: unknown; org?: unknown; sid?: unknown }): Promise<Caller> {
    const { sub: userId, org: organizationId, sid: sessionId } = claims;
    const complete = typeof userId === 'string' && typeof organizationId === 'string' && typeof sessionId === 'string';
    const user = complete ? await this.findActiveUser.run({ userId, organizationId, sessionId }) : null;
    if (!user || typeof sessionId !== 'string') throw new DomainError('request.unauthenticated', 'unauthenticated', 'Sign in again');
    return callerOf(user, { session: { id: sessionId, secondFactorAt: user.secondFactorAt, viewedBy: user.viewedBy } });
  }
}
