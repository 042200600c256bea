import { DomainError, notFound, type TenantContext, type Uuid } from '@fairlead/kernel';
import { OffersFacade } from '@fairlead/offers';
import type { OfferTerms } from '@fairlead/offers/contracts';
import { UnitOfWork } from '@fairlead/platform';
import { TrackingFacade } from '@fairlead/tracking';
import type { ClickView } from '@fairlead/tracking/contracts';
import { Injectable } from '@nestjs/common';
import type { ConversionView, ReversalView } from '../contracts';
import { type ConversionListFilter, ConversionsRepository, type HistoryEntry } from '../persistence/conversions.repository';
import { InboundLogRepository, type InboundEventView } from '../persistence/inbound-log.repository';

/** Everything that a conversion rests on and that became of it. */
export interface ConversionTrace {
  readonly conversion: ConversionView;
  readonly history: HistoryEntry[];
  readonly reversals: ReversalView[];
  /** Null for a coupon, or when the click's day was dropped by retention; `evidence` keeps its facts. */
  readonly click: ClickView | null;
  readonly terms: OfferTerms;
}

/** Reads conversions, their traces and the inbound log, as the caller may see them. */
@Injectable()
export class ReadConversions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly conversions: ConversionsRepository,
    private readonly inboundLog: InboundLogRepository,
    private readonly offers: OffersFacade,
    private readonly tracking: TrackingFacade,
  ) {}

  /** `clickId` is a public one. @throws DomainError `request.invalid_id`. */
  async list(context: TenantContext, filter: Omit<ConversionListFilter, 'clickId'> & { readonly clickId?: string | undefined }): Promise<ConversionView[]> {
    const clickId = filter.clickId === undefined ? undefined : this.clickUuid(filter.clickId);
    return this.unitOfWork.run(context, (tx) => this.conversions.list(tx, context, { ...filter, clickId }));
  }

  /** @throws DomainError `conversion.not_found`. */
  async get(context: TenantContext, id: Uuid): Promise<ConversionView> {
    const conversion = await this.unitOfWork.run(context, (tx) => this.conversions.findVisible(tx, context, id));
    if (!conversion) throw notFound('conversion', id);
    return conversion;
  }

  /** @throws DomainError `conversion.not_found`. */
  async trace(context: TenantContext, id: Uuid): Promise<ConversionTrace> {
    return this.unitOfWork.run(context, async (tx) => {
      const conversion = await this.conversions.findVisible(tx, context, id);
      if (!conversion) throw notFound('conversion', id);
      return {
        conversion,
        history: await this.conversions.history(tx, id),
        reversals: await this.conversions.reversals(tx, id),
        click: conversion.clickId === null ? null : await this.tracking.click(tx, conversion.clickId),
        terms: await this.offers.terms(tx, conversion.termsId),
      };
    });
  }

  async inboundEvents(context: TenantContext, page: { before: Uuid | null; limit: number; outcome?: string | undefined }): Promise<InboundEventView[]> {
    return this.unitOfWork.run(context, (tx) => this.inboundLog.list(tx, context, page));
  }

  private clickUuid(text: string): Uuid {
    const clickId = this.tracking.readClickId(text);
    if (!clickId) throw new DomainError('request.invalid_id', 'invalid', 'Expected a click id', { id: text.slice(0, 80) });
    return clickId.id;
  }
}
