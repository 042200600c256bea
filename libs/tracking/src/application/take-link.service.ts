import { randomInt } from 'node:crypto';
import { DomainError, newId, notFound, type TenantContext, type Uuid } from '@fairlead/kernel';
import { OffersFacade } from '@fairlead/offers';
import { UnitOfWork, violates } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { Subs } from '../contracts';
import { allowedDeepLink } from '../domain/deep-link';
import { LinksRepository, type LinkView } from '../persistence/links.repository';

/** Without letters that are misread. */
const CODE_ALPHABET = '23456789abcdefghjkmnpqrstvwxyz';
const CODE_LENGTH = 9;
const CODE_ATTEMPTS = 3;

/** What an affiliate says of a new link. */
export interface LinkInput {
  readonly offerId: Uuid;
  readonly subs: Subs;
  readonly sourceId: string | null;
  readonly target: string | null;
  /** A code of the affiliate's choice. */
  readonly code: string | null;
}

/** Gives an enrolled affiliate a tracked link. */
@Injectable()
export class TakeLink {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly links: LinksRepository, private readonly offers: OffersFacade) {}

  /** @throws DomainError `offer.not_found`, `link.not_enrolled`, `link.code_taken` (conflict) or `link.deep_link_not_allowed`. */
  async run(context: TenantContext, affiliateId: Uuid, input: LinkInput): Promise<LinkView> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.insert(context, affiliateId, input);
      } catch (error) {
        if (!violates(error, 'uq_link_code')) throw error;
        if (input.code !== null) throw new DomainError('link.code_taken', 'conflict', 'This code is in use; choose another', {}, { cause: error });
        if (attempt >= CODE_ATTEMPTS) throw error;
      }
    }
  }

  private async insert(context: TenantContext, affiliateId: Uuid, input: LinkInput): Promise<LinkView> {
    return this.unitOfWork.run(context, async (tx) => {
      const offer = await this.offers.find(tx, input.offerId);
      if (!offer) throw notFound('offer', input.offerId);
      const enrolment = await this.offers.enrolment(tx, offer.id, affiliateId);
      if (enrolment?.status !== 'approved') {
        throw new DomainError('link.not_enrolled', 'conflict', 'Join the offer before you take links', { enrolment_status: enrolment?.status ?? null });
      }
      const target = input.target === null ? null : allowedDeepLink(input.target, offer.deepLinkHosts);
      if (input.target !== null && target === null) {
        throw new DomainError('link.deep_link_not_allowed', 'unprocessable', 'The offer does not allow deep links to this address', { allowed_hosts: offer.deepLinkHosts });
      }
      const link: LinkView = {
        id: newId(tx.now.getTime()), code: input.code ?? randomCode(), offerId: offer.id, advertiserId: offer.advertiserId, affiliateId,
        enrolmentId: enrolment.id, status: 'active', subs: input.subs, sourceId: input.sourceId, target, createdAt: tx.now,
      };
      await this.links.insert(tx, link);
      return link;
    });
  }
}

function randomCode(): string {
  return Array.from({ length: CODE_LENGTH }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('');
}
