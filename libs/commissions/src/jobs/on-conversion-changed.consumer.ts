import { CONVERSION_EVENTS } from '@fairlead/conversions/contracts';
import type { DeliveredEvent, EventConsumer, Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { SettleConversion } from '../application/settle-conversion.service';

/** Settles the commission of a conversion that was recorded, approved, rejected or reversed. */
@Injectable()
export class OnConversionChanged implements EventConsumer {
  readonly name = 'commissions.settle-conversion';
  readonly types = CONVERSION_EVENTS;

  constructor(private readonly settleConversion: SettleConversion) {}

  async handle(tx: Tx, event: DeliveredEvent): Promise<void> {
    const { conversionId } = event.payload;
    if (typeof conversionId !== 'string') throw new Error(`event ${event.id} names no conversion`);
    await this.settleConversion.run(tx, conversionId);
  }
}
