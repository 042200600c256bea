import { assertMove, DomainError, systemContext, type TenantContext, type Uuid } from '@fairlead/kernel';
import { AuditLog } from '@fairlead/identity';
import { Outbox, type Tx, UnitOfWork, violates } from '@fairlead/platform';
import { Injectable, Logger } from '@nestjs/common';
import { TRACKING_DOMAIN_LAPSED } from '../contracts';
import { TRACKING_DOMAIN_STATES } from '../domain/tracking-domain-states';
import { isProven, proofRecordName, proofRecordValue } from '../domain/tracking-host';
import { TrackingDomainsRepository, type TrackingDomainView } from '../persistence/tracking-domains.repository';
import { TxtLookup } from './txt-lookup';

const CONTEXT = systemContext('tracking-domains');

/** Looks for the proof that a domain is its owner's. The look-up happens between two transactions, never inside one. */
@Injectable()
export class VerifyTrackingDomain {
  private readonly logger = new Logger(VerifyTrackingDomain.name);

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly domains: TrackingDomainsRepository,
    private readonly lookup: TxtLookup,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Verifies a domain now. One that is verified already stays so when the proof cannot be found: only time lets it lapse.
   * @throws DomainError `tracking_domain.not_found`, `tracking_domain.not_proven`, `tracking_domain.host_taken` (conflict) or
   * `tracking_domain.lookup_failed` (unavailable).
   */
  async run(context: TenantContext, id: Uuid): Promise<TrackingDomainView> {
    const { host, token } = await this.unitOfWork.run(context, (tx) => this.domains.findOwn(tx, id));
    if (!isProven(await this.recordsOf(host), token)) {
      throw new DomainError('tracking_domain.not_proven', 'unprocessable', 'The TXT record is not there (yet); new records may take an hour to be seen', {
        record_name: proofRecordName(host), record_value: proofRecordValue(token),
      });
    }
    try {
      return await this.unitOfWork.run(context, (tx) => this.markVerified(tx, id));
    } catch (error) {
      if (violates(error, 'uq_tracking_domain_verified_host')) {
        throw new DomainError('tracking_domain.host_taken', 'conflict', 'Another account has proven this domain; have it remove the domain first', { host }, { cause: error });
      }
      throw error;
    }
  }

  /** Verified domains whose proof was last there before this instant, the oldest first. */
  async due(provenBefore: Date, limit: number): Promise<TrackingDomainView[]> {
    return this.unitOfWork.run(CONTEXT, (tx) => this.domains.due(tx, provenBefore, limit));
  }

  /**
   * Looks again at a verified domain. Without proof, and without an answer, it keeps its last check, so that it comes up again; when that
   * is older than `lapsesBefore` it lapses and is served no more.
   */
  async recheck(domain: TrackingDomainView, lapsesBefore: Date): Promise<void> {
    const proven = await this.isStillProven(domain);
    await this.unitOfWork.run(CONTEXT, async (tx) => {
      const current = await this.domains.lockOwn(tx, domain.id);
      if (current.status !== 'verified' || current.checkedAt?.getTime() !== domain.checkedAt?.getTime()) return;
      if (proven) return this.domains.update(tx, { ...current, checkedAt: tx.now });
      if (current.checkedAt === null || current.checkedAt >= lapsesBefore) return;
      assertMove(TRACKING_DOMAIN_STATES, current.status, 'lapsed');
      await this.domains.update(tx, { ...current, status: 'lapsed', checkedAt: tx.now });
      await this.audit.append(tx, { action: 'tracking_domain.lapsed', subjectType: 'tracking_domain', subjectId: current.id, details: { host: current.host } });
      await this.outbox.append(tx, { type: TRACKING_DOMAIN_LAPSED, aggregateId: current.id, payload: { domainId: current.id, host: current.host } });
    });
  }

  private async markVerified(tx: Tx, id: Uuid): Promise<TrackingDomainView> {
    const current = await this.domains.lockOwn(tx, id);
    const next: TrackingDomainView = { ...current, status: 'verified', verifiedAt: current.status === 'verified' ? current.verifiedAt : tx.now, checkedAt: tx.now };
    await this.domains.update(tx, next);
    if (current.status === 'verified') return next;
    assertMove(TRACKING_DOMAIN_STATES, current.status, 'verified');
    await this.audit.append(tx, { action: 'tracking_domain.verified', subjectType: 'tracking_domain', subjectId: id, details: { host: current.host } });
    return next;
  }

  private async recordsOf(host: string): Promise<string[]> {
    try {
      return await this.lookup.find(proofRecordName(host));
    } catch (error) {
      throw new DomainError('tracking_domain.lookup_failed', 'unavailable', 'No name server answers for this domain now; try again later', { host }, { cause: error });
    }
  }

  private async isStillProven(domain: TrackingDomainView): Promise<boolean> {
    try {
      return isProven(await this.lookup.find(proofRecordName(domain.host)), domain.token);
    } catch (error) {
      this.logger.warn({ event: 'tracking_domain.lookup_failed', domainId: domain.id, message: error instanceof Error ? error.message : String(error) });
      return false;
    }
  }
}
