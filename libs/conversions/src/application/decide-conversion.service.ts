import { assertMove, notFound, type TenantContext, type Uuid } from '@fairlead/kernel';
import { AuditLog } from '@fairlead/identity';
import { Outbox, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { CONVERSION_APPROVED, CONVERSION_REJECTED, type ConversionView } from '../contracts';
import { CONVERSION_STATES } from '../domain/conversion-states';
import { ConversionsRepository } from '../persistence/conversions.repository';

/** Approves or rejects a pending or held conversion. Deciding the same again changes nothing. */
@Injectable()
export class DecideConversion {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly conversions: ConversionsRepository,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  /** `reason` is required to reject and shown to the affiliate. @throws DomainError `conversion.not_found` or `conversion.illegal_transition`. */
  async run(context: TenantContext, id: Uuid, to: 'approved' | 'rejected', reason: string | null): Promise<ConversionView> {
    return this.unitOfWork.run(context, async (tx) => {
      const conversion = await this.conversions.lockDecidable(tx, id);
      if (!conversion) throw notFound('conversion', id);
      if (conversion.status === to) return conversion;
      assertMove(CONVERSION_STATES, conversion.status, to);
      await this.conversions.move(tx, conversion, to, reason);
      await this.outbox.append(tx, { type: to === 'approved' ? CONVERSION_APPROVED : CONVERSION_REJECTED, aggregateId: id, payload: { conversionId: id } });
      await this.audit.append(tx, { action: `conversion.${to}`, subjectType: 'conversion', subjectId: id, details: { from: conversion.status, ...(reason ? { reason } : {}) } });
      return { ...conversion, status: to, reason, approvedAt: to === 'approved' ? tx.now : null };
    });
  }
}
