import { DomainError } from '@fairlead/kernel';
import { Controller, Headers, HttpCode, Post, type RawBodyRequest, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ReceiveStripeEvent } from '../application/receive-stripe-event.service';

/** Where Stripe tells of accounts and transfers. */
@ApiExcludeController()
@Controller('webhooks/stripe')
export class StripeWebhooksController {
  constructor(private readonly receiveStripeEvent: ReceiveStripeEvent) {}

  @Post()
  @HttpCode(200)
  async receive(@Req() request: RawBodyRequest<FastifyRequest>, @Headers('stripe-signature') signature = ''): Promise<{ received: true }> {
    if (!request.rawBody) throw new DomainError('stripe.signature_invalid', 'invalid', 'The webhook has no body');
    await this.receiveStripeEvent.run(request.rawBody, signature);
    return { received: true };
  }
}
