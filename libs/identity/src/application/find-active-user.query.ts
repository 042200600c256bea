import { systemContext, type Uuid } from '@fairlead/kernel';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { PeopleRepository } from '../persistence/people.repository';
import type { SessionUser } from './session-user';

/** What an access token claims. */
export interface SessionClaims {
  readonly userId: Uuid;
  readonly organizationId: Uuid;
  readonly sessionId: Uuid;
}

/** The person behind an access token, unless something ended since: a suspended organization or an ended session loses access at once, not in ten minutes. */
@Injectable()
export class FindActiveUser {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly people: PeopleRepository) {}

  async run(claims: SessionClaims): Promise<(SessionUser & { secondFactorAt: Date | null; viewedBy: Uuid | null }) | null> {
    return this.unitOfWork.run(systemContext('authenticate'), (tx) => this.people.ofSession(tx, claims.sessionId, claims.userId, claims.organizationId));
  }
}
