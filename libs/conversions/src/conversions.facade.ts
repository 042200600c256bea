import type { TenantContext, Uuid } from '@fairlead/kernel';
import type { Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { type ConversionTrace, ReadConversions } from './application/read-conversions.query';
import type { ConversionView, ReversalView } from './contracts';
import { ConversionsRepository } from './persistence/conversions.repository';
import { InboundLogRepository } from './persistence/inbound-log.repository';

/** What other contexts may ask of conversions. */
@Injectable()
export class ConversionsFacade {
  constructor(private readonly conversions: ConversionsRepository, private readonly inboundLog: InboundLogRepository, private readonly readConversions: ReadConversions) {}

  find(tx: Tx, id: Uuid): Promise<ConversionView | null> {
    return this.conversions.find(tx, id);
  }

  /** Oldest first. */
  reversals(tx: Tx, conversionId: Uuid): Promise<ReversalView[]> {
    return this.conversions.reversals(tx, conversionId);
  }

  /** Advertisers whose servers failed to prove themselves at least so often since then. */
  unprovenCalls(tx: Tx, since: Date, atLeast: number): Promise<{ advertiserId: Uuid; calls: bigint }[]> {
    return this.inboundLog.unproven(tx, since, atLeast);
  }

  /** @throws DomainError `conversion.not_found`. */
  trace(context: TenantContext, id: Uuid): Promise<ConversionTrace> {
    return this.readConversions.trace(context, id);
  }
}
