import { DomainError, newId, type TenantContext, type Uuid } from '@fairlead/kernel';
import { SqlFilter, type Tx, UnitOfWork, violates } from '@fairlead/platform';
import { AuditLog } from '@fairlead/identity';
import { Injectable } from '@nestjs/common';
import type { PromoCodeView } from '../contracts';
import { EnrolmentsRepository } from '../persistence/enrolments.repository';
import { OffersRepository } from '../persistence/offers.repository';

const COLUMNS = 'id, offer_id, advertiser_id, affiliate_id, code, created_at';

/** Assigns promo codes to enrolled affiliates and finds whose a code is. */
@Injectable()
export class PromoCodes {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly offers: OffersRepository,
    private readonly enrolments: EnrolmentsRepository,
    private readonly audit: AuditLog,
  ) {}

  /** @throws DomainError `offer.not_found`, `promo_code.affiliate_not_enrolled` or `promo_code.taken` (conflict). */
  async assign(context: TenantContext, input: { offerId: Uuid; affiliateId: Uuid; code: string }): Promise<PromoCodeView> {
    try {
      return await this.unitOfWork.run(context, async (tx) => {
        const offer = await this.offers.lockOwn(tx, input.offerId);
        const enrolment = await this.enrolments.find(tx, offer.id, input.affiliateId);
        if (enrolment?.status !== 'approved') throw new DomainError('promo_code.affiliate_not_enrolled', 'conflict', 'Only an enrolled affiliate can have a code of the offer');
        const view = {
          id: newId(tx.now.getTime()), offerId: offer.id, advertiserId: offer.advertiserId, affiliateId: input.affiliateId, code: input.code.toUpperCase(), createdAt: tx.now,
        };
        await tx.rows(`INSERT INTO promo_code (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6)`, [
          view.id, view.offerId, view.advertiserId, view.affiliateId, view.code, view.createdAt,
        ]);
        await this.audit.append(tx, { action: 'promo_code.assigned', subjectType: 'promo_code', subjectId: view.id, details: { offerId: offer.id } });
        return view;
      });
    } catch (error) {
      if (violates(error, 'uq_promo_code_advertiser_id_code')) throw new DomainError('promo_code.taken', 'conflict', 'You use this code already');
      throw error;
    }
  }

  async list(context: TenantContext, page: { before: Uuid | null; limit: number }): Promise<PromoCodeView[]> {
    const filter = SqlFilter.ofTenant(context).and('id < ?', page.before);
    return this.unitOfWork.run(context, (tx) =>
      tx.rows<PromoCodeView>(`SELECT ${COLUMNS} FROM promo_code ${filter.where()} ORDER BY id DESC LIMIT ${filter.bind(page.limit + 1)}`, filter.parameters),
    );
  }

  /** Codes are compared without regard to case. */
  async find(tx: Tx, advertiserId: Uuid, code: string): Promise<PromoCodeView | null> {
    return tx.row<PromoCodeView>(`SELECT ${COLUMNS} FROM promo_code WHERE advertiser_id = $1 AND code = upper($2)`, [advertiserId, code]);
  }
}
