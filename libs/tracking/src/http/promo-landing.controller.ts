import { FairleadConfig } from '@fairlead/platform';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { edgeHeadersOf } from '../edge/edge-headers';
import { EdgeRuntime } from '../edge/edge-runtime';
import { proxyCountry } from '../edge/proxies';
import { sendAnswer } from './edge-answer';

type CodeRequest = FastifyRequest<{ Params: { code: string }; Querystring: Record<string, unknown> }>;

/** `GET /{CODE}`: a promo code that was typed as an address, booked on its affiliate. */
@ApiExcludeController()
@Controller()
export class PromoLandingController {
  constructor(private readonly runtime: EdgeRuntime, private readonly config: FairleadConfig) {}

  @Get(':code')
  async land(@Req() request: CodeRequest, @Res() reply: FastifyReply): Promise<void> {
    const headers = edgeHeadersOf(request.headers);
    const typed = {
      code: request.params.code.slice(0, 64), method: request.method, headers, query: request.query, address: request.ip,
      country: proxyCountry(headers, this.config.trustedHops), trigger: 'code' as const,
    };
    const found = this.runtime.promoLink(typed) ?? (await this.whenFresh(typed));
    reply.hijack();
    if (found) this.runtime.edge.follow(found, (answer) => sendAnswer(reply.raw, answer));
    else sendAnswer(reply.raw, { kind: 'neutral_page' });
  }

  /** The code may have been made a moment ago. */
  private async whenFresh(typed: Parameters<EdgeRuntime['promoLink']>[0]): Promise<ReturnType<EdgeRuntime['promoLink']>> {
    await this.runtime.keeper.refresh();
    return this.runtime.promoLink(typed);
  }
}
