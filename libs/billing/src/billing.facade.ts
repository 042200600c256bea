import type { Currency, TenantContext, Uuid } from '@fairlead/kernel';
import { Injectable } from '@nestjs/common';
import { ReceiveFunding } from './application/receive-funding.service';
import type { FundingView } from './contracts';

/** What other contexts may ask of billing. */
@Injectable()
export class BillingFacade {
  constructor(private readonly receiveFunding: ReceiveFunding) {}

  /** Enters money received from an advertiser. @throws DomainError `funding.reference_used`. */
  receive(context: TenantContext, input: { advertiserId: Uuid; amountMinor: bigint; currency: Currency; reference: string }): Promise<FundingView> {
    return this.receiveFunding.run(context, input);
  }
}
