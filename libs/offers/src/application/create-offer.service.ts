import type { Currency, TenantContext, Uuid } from '@fairlead/kernel';
import { UnitOfWork } from '@fairlead/platform';
import { AuditLog } from '@fairlead/identity';
import { Injectable } from '@nestjs/common';
import type { TermsInput } from '../domain/terms-input';
import { type OfferInput, OffersRepository } from '../persistence/offers.repository';

/** Makes a draft offer with the first version of its terms. */
@Injectable()
export class CreateOffer {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly offers: OffersRepository, private readonly audit: AuditLog) {}

  async run(context: TenantContext, advertiserId: Uuid, currency: Currency, input: OfferInput, terms: TermsInput): Promise<Uuid> {
    return this.unitOfWork.run(context, async (tx) => {
      const id = await this.offers.insert(tx, advertiserId, currency, input);
      await this.offers.insertTerms(tx, { id, advertiserId, currency }, terms);
      await this.audit.append(tx, { action: 'offer.created', subjectType: 'offer', subjectId: id, details: { name: input.name } });
      return id;
    });
  }
}
