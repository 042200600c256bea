import { randomBytes } from 'node:crypto';
import { DomainError, newId, type TenantContext, type Uuid } from '@fairlead/kernel';
import { AuditLog } from '@fairlead/identity';
import { FairleadConfig, type Tx, UnitOfWork, violates } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { isHostWithin, readTrackingHost } from '../domain/tracking-host';
import { LinksRepository } from '../persistence/links.repository';
import { TrackingDomainsRepository, type TrackingDomainView } from '../persistence/tracking-domains.repository';

const MOST_PER_OWNER = 100;

/** What unknown codes under a domain lead to, and whether http is sent to https. */
export interface DomainDefaults {
  readonly defaultLinkId: Uuid | null;
  readonly fallbackUrl: string | null;
  readonly forceHttps: boolean;
}

/** Adds, changes and removes tracking domains of the network and of advertisers. */
@Injectable()
export class TrackingDomains {
  private readonly reserved: readonly string[];

  constructor(
    config: FairleadConfig,
    private readonly unitOfWork: UnitOfWork,
    private readonly domains: TrackingDomainsRepository,
    private readonly links: LinksRepository,
    private readonly audit: AuditLog,
  ) {
    this.reserved = [config.publicApiUrl, config.publicTrackerUrl].map((url) => new URL(url).hostname);
  }

  /**
   * @throws DomainError `tracking_domain.host_invalid`, `tracking_domain.host_reserved`, `tracking_domain.exists` (conflict),
   * `tracking_domain.too_many` (conflict) or `tracking_domain.default_link_unknown`.
   */
  async add(context: TenantContext, hostText: string, defaults: DomainDefaults): Promise<TrackingDomainView> {
    const host = this.readHost(hostText);
    try {
      return await this.unitOfWork.run(context, async (tx) => {
        const advertiserId = context.scope === 'advertiser' ? context.advertiserId : null;
        if ((await this.domains.countOwn(tx, advertiserId)) >= MOST_PER_OWNER) throw new DomainError('tracking_domain.too_many', 'conflict', 'Remove a domain before you add another', { most: MOST_PER_OWNER });
        await this.checkDefaultLink(tx, defaults.defaultLinkId, advertiserId);
        const domain: TrackingDomainView = {
          ...defaults, id: newId(tx.now.getTime()), advertiserId, host, status: 'pending', token: randomBytes(24).toString('base64url'), createdAt: tx.now,
          verifiedAt: null, checkedAt: null,
        };
        await this.domains.insert(tx, domain);
        await this.audit.append(tx, { action: 'tracking_domain.added', subjectType: 'tracking_domain', subjectId: domain.id, details: { host } });
        return domain;
      });
    } catch (error) {
      if (violates(error, 'uq_tracking_domain_advertiser_host') || violates(error, 'uq_tracking_domain_network_host')) {
        throw new DomainError('tracking_domain.exists', 'conflict', 'You have this domain already', { host }, { cause: error });
      }
      throw error;
    }
  }

  /** @throws DomainError `tracking_domain.not_found` or `tracking_domain.default_link_unknown`. */
  async update(context: TenantContext, id: Uuid, change: Partial<DomainDefaults>): Promise<TrackingDomainView> {
    return this.unitOfWork.run(context, async (tx) => {
      const domain = await this.domains.lockOwn(tx, id);
      const next = { ...domain, ...change };
      if (next.defaultLinkId !== domain.defaultLinkId) await this.checkDefaultLink(tx, next.defaultLinkId, domain.advertiserId);
      await this.domains.update(tx, next);
      await this.audit.append(tx, { action: 'tracking_domain.updated', subjectType: 'tracking_domain', subjectId: id, details: { fields: Object.keys(change) } });
      return next;
    });
  }

  /** Links that were shown with it are shown with the network's own host again. @throws DomainError `tracking_domain.not_found`. */
  async remove(context: TenantContext, id: Uuid): Promise<void> {
    await this.unitOfWork.run(context, async (tx) => {
      const { host } = await this.domains.lockOwn(tx, id);
      await this.domains.delete(tx, id);
      await this.audit.append(tx, { action: 'tracking_domain.removed', subjectType: 'tracking_domain', subjectId: id, details: { host } });
    });
  }

  /** @throws DomainError `tracking_domain.not_found`. */
  async get(context: TenantContext, id: Uuid): Promise<TrackingDomainView> {
    return this.unitOfWork.run(context, (tx) => this.domains.findOwn(tx, id));
  }

  async list(context: TenantContext, page: { before: Uuid | null; limit: number; status?: string | undefined }): Promise<TrackingDomainView[]> {
    return this.unitOfWork.run(context, (tx) => this.domains.list(tx, context, page));
  }

  private readHost(text: string): string {
    const host = readTrackingHost(text);
    if (host === null) throw new DomainError('tracking_domain.host_invalid', 'unprocessable', 'This is not the name of a host, such as go.shop.example');
    if (this.reserved.some((reserved) => isHostWithin(host, reserved))) {
      throw new DomainError('tracking_domain.host_reserved', 'unprocessable', 'This host belongs to the network itself', { host });
    }
    return host;
  }

  /** A link of the owner's offers; the network's domain may lead to any. */
  private async checkDefaultLink(tx: Tx, linkId: Uuid | null, advertiserId: Uuid | null): Promise<void> {
    if (linkId === null) return;
    const link = await this.links.findVisible(tx, tx.context, linkId);
    if (!link || (advertiserId !== null && link.advertiserId !== advertiserId)) {
      throw new DomainError('tracking_domain.default_link_unknown', 'unprocessable', 'The default link is not one to an offer of the domain’s owner');
    }
  }
}
