import { assertMove, DomainError, type TenantContext, type Uuid } from '@fairlead/kernel';
import { AuditLog } from '@fairlead/identity';
import { type AccountRef, adjustmentAccount, advertiserFunds, affiliatePayable, LedgerFacade, networkMargin, type NewJournal, stripeBalance } from '@fairlead/ledger';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { AdjustmentView, CounterAccount } from '../contracts';
import { ADJUSTMENT_STATES } from '../domain/adjustment-states';
import { AdjustmentsRepository } from '../persistence/adjustments.repository';

const COUNTER_REFS: Readonly<Record<CounterAccount, AccountRef>> = { network_margin: networkMargin, stripe_balance: stripeBalance, adjustment: adjustmentAccount };

/** Approves adjustments, which posts them, and rejects them. */
@Injectable()
export class DecideAdjustment {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly adjustments: AdjustmentsRepository,
    private readonly ledger: LedgerFacade,
    private readonly audit: AuditLog,
  ) {}

  /** Approval and journal are one transaction. @throws DomainError `adjustment.approver_is_requester` (forbidden) or `adjustment.illegal_transition`. */
  async approve(context: TenantContext, userId: Uuid, id: Uuid): Promise<void> {
    await this.unitOfWork.run(context, async (tx) => {
      const adjustment = await this.adjustments.lock(tx, id);
      assertMove(ADJUSTMENT_STATES, adjustment.status, 'approved');
      if (userId === adjustment.requestedBy) {
        throw new DomainError('adjustment.approver_is_requester', 'forbidden', 'Another person than the requester must approve an adjustment');
      }
      const { journalId } = await this.ledger.post(tx, journalOf(adjustment, userId));
      await this.adjustments.decide(tx, adjustment, 'approved', { decidedBy: userId, journalId, reason: null });
      await this.audit.append(tx, {
        action: 'adjustment.approved', subjectType: 'adjustment', subjectId: id,
        details: { direction: adjustment.direction, amount: adjustment.amountMinor.toString(), currency: adjustment.currency },
      });
    });
  }

  /** Also how a requester takes a request back. @throws DomainError `adjustment.illegal_transition`. */
  async reject(context: TenantContext, userId: Uuid, id: Uuid, reason: string): Promise<void> {
    await this.unitOfWork.run(context, async (tx) => {
      await this.adjustments.decide(tx, await this.adjustments.lock(tx, id), 'rejected', { decidedBy: userId, journalId: null, reason });
      await this.audit.append(tx, { action: 'adjustment.rejected', subjectType: 'adjustment', subjectId: id, details: { reason } });
    });
  }
}

/** Every adjustment passes the adjustment account of its currency, so that its entries list all of them. */
function journalOf(adjustment: AdjustmentView, approvedBy: Uuid): NewJournal {
  const { amountMinor } = adjustment;
  const account = accountOf(adjustment);
  const counter = COUNTER_REFS[adjustment.counterAccount];
  const [from, to] = adjustment.direction === 'credit' ? [counter, account] : [account, counter];
  return {
    kind: 'adjustment', key: `adjustment:${adjustment.id}`, source: { type: 'adjustment', id: adjustment.id }, currency: adjustment.currency, memo: adjustment.reason, approvedBy,
    lines: [{ from, to: adjustmentAccount, amountMinor }, { from: adjustmentAccount, to, amountMinor }].filter((line) => line.from !== line.to),
  };
}

function accountOf({ id, advertiserId, affiliateId }: AdjustmentView): AccountRef {
  if (advertiserId !== null) return advertiserFunds(advertiserId);
  if (affiliateId !== null) return affiliatePayable(affiliateId);
  throw new Error(`adjustment ${id} is nobody's`);
}
