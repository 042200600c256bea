import { type Currency, systemContext, type Uuid } from '@fairlead/kernel';
import { advertiserFunds, affiliatePayable, affiliatePending, LedgerFacade } from '@fairlead/ledger';
import { type Tx, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { CommissionView } from '../contracts';
import { planRelease } from '../domain/plan-release';
import { CommissionsRepository } from '../persistence/commissions.repository';

const CONTEXT = systemContext('release-due-commissions');

/** Makes commissions payable whose hold is over and whose charge the advertiser has funded; the others say why they wait. */
@Injectable()
export class ReleaseDueCommissions {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly commissions: CommissionsRepository, private readonly ledger: LedgerFacade) {}

  /** One transaction per advertiser and currency. Returns how many were released. */
  async run(): Promise<number> {
    const groups = await this.unitOfWork.run(CONTEXT, (tx) => this.commissions.dueGroups(tx));
    let released = 0;
    for (const group of groups) {
      // One after the other: each holds its advertiser's account.
      released += await this.unitOfWork.run(CONTEXT, (tx) => this.releaseGroup(tx, group.advertiserId, group.currency));
    }
    return released;
  }

  private async releaseGroup(tx: Tx, advertiserId: Uuid, currency: Currency): Promise<number> {
    const funds = advertiserFunds(advertiserId);
    await this.ledger.lockAccount(tx, funds, currency);
    const plan = planRelease(await this.ledger.balance(tx, funds, currency), await this.commissions.outstanding(tx, advertiserId, currency));
    await this.commissions.setBlocked(tx, plan.blocked, 'awaiting_funds');
    const due = (await this.commissions.lockAll(tx, plan.release)).filter((commission) => commission.status === 'approved');
    for (const commission of due) await this.release(tx, commission); // in id order, as locked
    return due.length;
  }

  private async release(tx: Tx, commission: CommissionView): Promise<void> {
    await this.commissions.move(tx, commission, 'payable', 'hold_over', { payableAt: tx.now });
    await this.ledger.post(tx, {
      kind: 'commission.released', key: `commission:${commission.id}:payable`, source: { type: 'commission', id: commission.id }, currency: commission.currency,
      lines: [{ from: affiliatePending(commission.affiliateId), to: affiliatePayable(commission.affiliateId), amountMinor: commission.amountMinor - commission.reversedMinor }],
    });
  }
}
