import { randomInt } from 'node:crypto';
import { AffiliatesFacade } from '@fairlead/affiliates';
import { DomainError, newId, notFound, type TenantContext, type Uuid } from '@fairlead/kernel';
import { OffersFacade } from '@fairlead/offers';
import { type Tx, UnitOfWork, violates } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { Subs } from '../contracts';
import { allowedDeepLink } from '../domain/deep-link';
import { LinksRepository, type LinkView, type NewLink } from '../persistence/links.repository';
import { SmartLinksRepository } from '../persistence/smart-links.repository';
import { TrackingDomainsRepository } from '../persistence/tracking-domains.repository';

/** Without letters that are misread. */
const CODE_ALPHABET = '23456789abcdefghjkmnpqrstvwxyz';
const CODE_LENGTH = 9;
const CODE_ATTEMPTS = 3;

/** What an affiliate says of a new link, to one offer or to a smart link. */
export interface LinkInput {
  /** Null for a link to a smart link. */
  readonly offerId: Uuid | null;
  readonly smartLinkId?: Uuid;
  readonly subs: Subs;
  readonly sourceId: string | null;
  readonly target: string | null;
  /** A code of the affiliate's choice. */
  readonly code: string | null;
  readonly creativeId?: string;
  readonly label?: string;
  readonly domainId?: Uuid;
  /** One of the affiliate's channels. */
  readonly channelId?: Uuid;
}

type Aim = Pick<NewLink, 'offerId' | 'smartLinkId' | 'advertiserId' | 'enrolmentId' | 'target'>;

/** Gives an affiliate a tracked link. */
@Injectable()
export class TakeLink {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly links: LinksRepository,
    private readonly smartLinks: SmartLinksRepository,
    private readonly domains: TrackingDomainsRepository,
    private readonly offers: OffersFacade,
    private readonly affiliates: AffiliatesFacade,
  ) {}

  /**
   * @throws DomainError `offer.not_found`, `smart_link.not_found`, `channel.not_found`, `link.not_enrolled`, `link.code_taken` (conflict), `link.aim_unclear`,
   * `link.deep_link_not_allowed` or `link.domain_not_allowed`.
   */
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
      const aim = await this.aimOf(tx, affiliateId, input);
      const link: NewLink = {
        ...aim, id: newId(tx.now.getTime()), code: input.code ?? randomCode(), affiliateId, status: 'active', subs: input.subs, sourceId: input.sourceId,
        creativeId: input.creativeId ?? null, label: input.label ?? null, domainId: input.domainId ?? null, channelId: input.channelId ?? null, createdAt: tx.now,
      };
      if (link.domainId !== null && !(await this.domains.isUsable(tx, link.domainId, link.advertiserId))) throw domainNotAllowed();
      if (link.channelId !== null && !(await this.affiliates.hasChannel(tx, affiliateId, link.channelId))) throw notFound('channel', link.channelId);
      await this.links.insert(tx, link);
      const stored = await this.links.findVisible(tx, context, link.id);
      if (!stored) throw new Error('the affiliate does not see its own link');
      return stored;
    });
  }

  private aimOf(tx: Tx, affiliateId: Uuid, input: LinkInput): Promise<Aim> {
    if (input.smartLinkId !== undefined && input.offerId === null) return this.aimAtSmartLink(tx, input.smartLinkId, input.target);
    if (input.smartLinkId === undefined && input.offerId !== null) return this.aimAtOffer(tx, affiliateId, input.offerId, input.target);
    throw new DomainError('link.aim_unclear', 'invalid', 'A link leads to an offer or to a smart link: name one of them');
  }

  private async aimAtOffer(tx: Tx, affiliateId: Uuid, offerId: Uuid, wanted: string | null): Promise<Aim> {
    const offer = await this.offers.find(tx, offerId);
    if (!offer) throw notFound('offer', offerId);
    const enrolment = await this.offers.enrolment(tx, offer.id, affiliateId);
    if (enrolment?.status !== 'approved') {
      throw new DomainError('link.not_enrolled', 'conflict', 'Join the offer before you take links', { enrolment_status: enrolment?.status ?? null });
    }
    const target = wanted === null ? null : allowedDeepLink(wanted, offer.deepLinkHosts);
    if (wanted !== null && target === null) throw deepLinkNotAllowed(offer.deepLinkHosts);
    return { offerId: offer.id, smartLinkId: null, advertiserId: offer.advertiserId, enrolmentId: enrolment.id, target };
  }

  /** The affiliate sees a smart link when it is enrolled in one of its offers. Which offer a visit meets is not known yet, so there is no deep link. */
  private async aimAtSmartLink(tx: Tx, smartLinkId: Uuid, wanted: string | null): Promise<Aim> {
    const smartLink = await this.smartLinks.findVisible(tx, tx.context, smartLinkId);
    if (wanted !== null) throw deepLinkNotAllowed([]);
    return { offerId: null, smartLinkId: smartLink.id, advertiserId: smartLink.advertiserId, enrolmentId: null, target: null };
  }
}

export function domainNotAllowed(): DomainError {
  return new DomainError('link.domain_not_allowed', 'unprocessable', 'The link cannot be published with this domain: it is not verified, or belongs to another advertiser');
}

function deepLinkNotAllowed(hosts: readonly string[]): DomainError {
  return new DomainError('link.deep_link_not_allowed', 'unprocessable', 'Deep links to this address are not allowed', { allowed_hosts: hosts });
}

function randomCode(): string {
  return Array.from({ length: CODE_LENGTH }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('');
}
