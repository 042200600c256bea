import { DomainError, newId, type TenantContext, type Uuid } from '@fairlead/kernel';
import { AuditLog } from '@fairlead/identity';
import { OffersFacade } from '@fairlead/offers';
import { type Tx, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { SmartChoice, SmartLink } from '../domain/routing';
import { SmartLinksRepository, type SmartLinkView } from '../persistence/smart-links.repository';

/** What its owner says of a smart link. */
export interface SmartLinkInput {
  readonly name: string;
  readonly mode: SmartLink['mode'];
  readonly fallbackUrl: string | null;
  readonly choices: readonly SmartChoice[];
}

/** Makes smart links and changes them, for the network and for advertisers. */
@Injectable()
export class SmartLinks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly smartLinks: SmartLinksRepository,
    private readonly offers: OffersFacade,
    private readonly audit: AuditLog,
  ) {}

  /** @throws DomainError `smart_link.offer_not_allowed`. */
  async create(context: TenantContext, input: SmartLinkInput): Promise<SmartLinkView> {
    const advertiserId = context.scope === 'advertiser' ? context.advertiserId : null;
    return this.unitOfWork.run(context, async (tx) => {
      await this.checkOffers(tx, advertiserId, input.choices);
      const smartLink: SmartLinkView = { ...input, id: newId(tx.now.getTime()), advertiserId, status: 'active', version: 1, createdAt: tx.now, updatedAt: tx.now };
      await this.smartLinks.insert(tx, smartLink);
      await this.audit.append(tx, { action: 'smart_link.created', subjectType: 'smart_link', subjectId: smartLink.id, details: { name: smartLink.name } });
      return smartLink;
    });
  }

  /**
   * @param ifVersion the version that the caller has seen; null changes it whatever is there.
   * @throws DomainError `smart_link.not_found`, `smart_link.changed` (conflict) or `smart_link.offer_not_allowed`.
   */
  async update(context: TenantContext, id: Uuid, change: Partial<SmartLinkInput>, ifVersion: number | null): Promise<SmartLinkView> {
    return this.unitOfWork.run(context, async (tx) => {
      const current = await this.smartLinks.lockOwn(tx, id);
      assertVersion(current, ifVersion);
      if (change.choices) await this.checkOffers(tx, current.advertiserId, change.choices);
      const next = { ...current, ...change, version: current.version + 1, updatedAt: tx.now };
      await this.smartLinks.update(tx, next);
      await this.audit.append(tx, { action: 'smart_link.updated', subjectType: 'smart_link', subjectId: id, details: { fields: Object.keys(change), version: next.version } });
      return next;
    });
  }

  /** Asking for the status it has changes nothing. @throws DomainError `smart_link.not_found`. */
  async setStatus(context: TenantContext, id: Uuid, status: SmartLink['status']): Promise<SmartLinkView> {
    return this.unitOfWork.run(context, async (tx) => {
      const current = await this.smartLinks.lockOwn(tx, id);
      if (current.status === status) return current;
      const next = { ...current, status, version: current.version + 1, updatedAt: tx.now };
      await this.smartLinks.update(tx, next);
      await this.audit.append(tx, { action: status === 'active' ? 'smart_link.resumed' : 'smart_link.paused', subjectType: 'smart_link', subjectId: id });
      return next;
    });
  }

  /** An advertiser's smart link holds its own offers; the network's any. */
  private async checkOffers(tx: Tx, advertiserId: Uuid | null, choices: readonly SmartChoice[]): Promise<void> {
    const known = await this.offers.existing(tx, choices.map((choice) => choice.offerId), advertiserId);
    const refused = choices.findIndex((choice) => !known.has(choice.offerId));
    if (refused >= 0) throw new DomainError('smart_link.offer_not_allowed', 'unprocessable', 'A smart link holds offers of its owner', { index: refused });
  }
}

/** @throws DomainError `smart_link.changed` (conflict). */
export function assertVersion(current: SmartLinkView, ifVersion: number | null): void {
  if (ifVersion !== null && ifVersion !== current.version) {
    throw new DomainError('smart_link.changed', 'conflict', 'Somebody has changed the smart link since you read it; read it again', { version: current.version });
  }
}
