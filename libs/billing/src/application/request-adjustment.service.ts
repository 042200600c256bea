import { notFound, type TenantContext, type Uuid } from '@fairlead/kernel';
import { AuditLog } from '@fairlead/identity';
import { UnitOfWork, violates } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { AdjustmentView } from '../contracts';
import { AdjustmentsRepository, type NewAdjustment } from '../persistence/adjustments.repository';

/** Asks for an adjustment. Nothing is posted until another person approves it. */
@Injectable()
export class RequestAdjustment {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly adjustments: AdjustmentsRepository, private readonly audit: AuditLog) {}

  /** @throws DomainError `advertiser.not_found` or `affiliate.not_found`. */
  async run(context: TenantContext, userId: Uuid, wanted: NewAdjustment): Promise<AdjustmentView> {
    try {
      return await this.unitOfWork.run(context, async (tx) => {
        const adjustment = await this.adjustments.insert(tx, userId, wanted);
        await this.audit.append(tx, {
          action: 'adjustment.requested', subjectType: 'adjustment', subjectId: adjustment.id,
          details: { direction: wanted.direction, amount: wanted.amountMinor.toString(), currency: wanted.currency, against: wanted.counterAccount, reason: wanted.reason },
        });
        return adjustment;
      });
    } catch (error) {
      if (violates(error, 'fk_adjustment_advertiser_id')) throw notFound('advertiser', wanted.advertiserId ?? '');
      if (violates(error, 'fk_adjustment_affiliate_id')) throw notFound('affiliate', wanted.affiliateId ?? '');
      throw error;
    }
  }
}
