import { AffiliatesFacade, type PayoutDestinationView } from '@fairlead/affiliates';
import { AuditLog, IdentityFacade } from '@fairlead/identity';
import { Outbox, type Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { PAYOUT_DESTINATION_CHANGED } from '../contracts';
import { type CoolDown, coolDownAfter, LOOK_BACK_MS } from '../domain/cool-down';

/** Begins the cool-down of a destination that changed now, and has its people told. */
@Injectable()
export class StartCoolDown {
  constructor(private readonly affiliates: AffiliatesFacade, private readonly identity: IdentityFacade, private readonly audit: AuditLog, private readonly outbox: Outbox) {}

  /** In the network's scope. @param before the destination whose cool-down, if it is under way, goes on: the same one, or the one that it replaces. */
  async run(tx: Tx, { id, affiliateId }: PayoutDestinationView, before: PayoutDestinationView): Promise<void> {
    const lastSign = await this.identity.lastSignOfTakeover(tx, affiliateId, new Date(tx.now.getTime() - LOOK_BACK_MS));
    const { until, because } = coolDownAfter(tx.now, lastSign, underWay(before));
    await this.affiliates.coolDestination(tx, id, until, because);
    await this.audit.append(tx, {
      action: 'payout_destination.changed', subjectType: 'payout_destination', subjectId: id, organizationId: affiliateId, details: { cools_until: until.toISOString(), because },
    });
    await this.outbox.append(tx, { type: PAYOUT_DESTINATION_CHANGED, aggregateId: id, payload: { destinationId: id, affiliateId } });
  }
}

function underWay({ coolsUntil, coolsBecause }: PayoutDestinationView): CoolDown | null {
  return coolsUntil !== null && coolsBecause !== null ? { until: coolsUntil, because: coolsBecause } : null;
}
