import { type TenantContext, type Uuid } from '@fairlead/kernel';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { EnrolmentView, OfferTerms, OfferView } from '../contracts';
import { EnrolmentsRepository } from '../persistence/enrolments.repository';
import { OffersRepository } from '../persistence/offers.repository';

/** An offer with its terms in force and, for an affiliate, its enrolment. */
export interface OfferWithTerms extends OfferView {
  readonly terms: OfferTerms;
  readonly enrolment: EnrolmentView | null;
}

/** Reads offers, their versions of terms and applications, as the caller may see them. */
@Injectable()
export class ReadOffers {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly offers: OffersRepository, private readonly enrolments: EnrolmentsRepository) {}

  async list(context: TenantContext, page: { before: Uuid | null; limit: number; status?: string | undefined }): Promise<OfferWithTerms[]> {
    return this.unitOfWork.run(context, async (tx) => {
      const offers = await this.offers.list(tx, context, page);
      const ids = offers.map((offer) => offer.id);
      const terms = await this.offers.currentTerms(tx, ids);
      const enrolments = context.scope === 'affiliate' ? await this.enrolments.ofAffiliate(tx, context.affiliateId, ids) : new Map<Uuid, EnrolmentView>();
      return offers.map((offer) => withTerms(offer, terms.get(offer.id), enrolments.get(offer.id)));
    });
  }

  /** @throws DomainError `offer.not_found`. */
  async get(context: TenantContext, id: Uuid): Promise<OfferWithTerms> {
    return this.unitOfWork.run(context, async (tx) => {
      const offer = await this.offers.findVisible(tx, context, id);
      const enrolment = context.scope === 'affiliate' ? await this.enrolments.find(tx, id, context.affiliateId) : null;
      return withTerms(offer, (await this.offers.currentTerms(tx, [id])).get(id), enrolment);
    });
  }

  /** All versions, newest first. @throws DomainError `offer.not_found`. */
  async termsHistory(context: TenantContext, id: Uuid): Promise<OfferTerms[]> {
    return this.unitOfWork.run(context, async (tx) => {
      await this.offers.findVisible(tx, context, id);
      return this.offers.termsHistory(tx, id);
    });
  }

  async applications(context: TenantContext, page: { before: Uuid | null; limit: number; status?: string | undefined; offerId?: Uuid | undefined }): Promise<EnrolmentView[]> {
    return this.unitOfWork.run(context, (tx) => this.enrolments.list(tx, context, page));
  }
}

function withTerms(offer: OfferView, terms: OfferTerms | undefined, enrolment: EnrolmentView | null | undefined): OfferWithTerms {
  if (!terms) throw new Error(`offer ${offer.id} has no terms`);
  return { ...offer, terms, enrolment: enrolment ?? null };
}
