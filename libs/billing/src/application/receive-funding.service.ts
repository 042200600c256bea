import { actorText, type Currency, DomainError, newId, type TenantContext, type Uuid } from '@fairlead/kernel';
import { AuditLog } from '@fairlead/identity';
import { advertiserFunds, LedgerFacade, stripeBalance } from '@fairlead/ledger';
import { UnitOfWork, sqlState, violates } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { FundingView } from '../contracts';

/** Enters money received from an advertiser. The reference makes it at most once. */
@Injectable()
export class ReceiveFunding {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly ledger: LedgerFacade, private readonly audit: AuditLog) {}

  /** @throws DomainError `funding.reference_used` (conflict) or `advertiser.not_found`. */
  async run(context: TenantContext, input: { advertiserId: Uuid; amountMinor: bigint; currency: Currency; reference: string }): Promise<FundingView> {
    try {
      return await this.unitOfWork.run(context, async (tx) => {
        const funding: FundingView = { id: newId(tx.now.getTime()), ...input, receivedAt: tx.now };
        await tx.rows(`INSERT INTO funding (id, advertiser_id, amount_minor, currency, reference, actor, received_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`, [
          funding.id, funding.advertiserId, funding.amountMinor, funding.currency, funding.reference, actorText(context.actor), tx.now,
        ]);
        await this.ledger.post(tx, {
          kind: 'funding.received', key: `funding:${funding.id}`, source: { type: 'funding', id: funding.id }, currency: funding.currency, memo: funding.reference,
          lines: [{ from: stripeBalance, to: advertiserFunds(funding.advertiserId), amountMinor: funding.amountMinor }],
        });
        await this.audit.append(tx, {
          action: 'funding.received', subjectType: 'funding', subjectId: funding.id, details: { amount: funding.amountMinor.toString(), currency: funding.currency },
        });
        return funding;
      });
    } catch (error) {
      if (violates(error, 'uq_funding_advertiser_id_reference')) {
        throw new DomainError('funding.reference_used', 'conflict', 'A payment with this reference was entered already', { reference: input.reference }, { cause: error });
      }
      if (sqlState(error) === '23503') throw new DomainError('advertiser.not_found', 'not_found', 'No such advertiser', {}, { cause: error });
      throw error;
    }
  }
}
