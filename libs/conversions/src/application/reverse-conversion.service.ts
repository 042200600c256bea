import { DomainError, notFound, type TenantContext, type Uuid } from '@fairlead/kernel';
import { AuditLog } from '@fairlead/identity';
import { Outbox, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { CONVERSION_REVERSED, type ConversionView, type ReversalView } from '../contracts';
import { ConversionsRepository } from '../persistence/conversions.repository';

/** Takes back an approved conversion, whole or in part: a refund or a dispute. */
@Injectable()
export class ReverseConversion {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly conversions: ConversionsRepository,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  /**
   * @param requested minor units to take back, read from the conversion's currency; null for all that is left.
   * @throws DomainError `conversion.not_found`, `conversion.not_approved` (conflict), `conversion.reversal_exceeds_rest`.
   */
  async run(context: TenantContext, id: Uuid, requested: ((conversion: ConversionView) => bigint) | null, reason: string): Promise<{ conversion: ConversionView; reversal: ReversalView }> {
    return this.unitOfWork.run(context, async (tx) => {
      const conversion = await this.conversions.lockDecidable(tx, id);
      if (!conversion) throw notFound('conversion', id);
      if (conversion.status !== 'approved') {
        throw new DomainError('conversion.not_approved', 'conflict', 'Only an approved conversion can be reversed; reject a pending one', { status: conversion.status });
      }
      const rest = conversion.amountMinor - conversion.reversedMinor;
      const amountMinor = requested ? requested(conversion) : rest;
      if (amountMinor > rest) {
        throw new DomainError('conversion.reversal_exceeds_rest', 'unprocessable', 'The reversal is larger than what is left of the conversion', { left: Number(rest) });
      }
      const reversal = await this.conversions.addReversal(tx, conversion, amountMinor, reason);
      const whole = amountMinor === rest;
      if (whole) await this.conversions.move(tx, conversion, 'reversed', reason);
      await this.outbox.append(tx, { type: CONVERSION_REVERSED, aggregateId: id, payload: { conversionId: id, reversalId: reversal.id } });
      await this.audit.append(tx, { action: 'conversion.reversed', subjectType: 'conversion', subjectId: id, details: { amount: amountMinor.toString(), currency: conversion.currency, whole, reason } });
      return { conversion: { ...conversion, status: whole ? 'reversed' : 'approved', reversedMinor: reversal.reversedTotalMinor, reason: whole ? reason : conversion.reason }, reversal };
    });
  }
}
