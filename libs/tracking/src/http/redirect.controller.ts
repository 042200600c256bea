import { FairleadConfig } from '@fairlead/platform';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FollowLink } from '../application/follow-link.service';
import { NEUTRAL_PAGE } from './neutral-page';

type LinkRequest = FastifyRequest<{ Params: { code: string }; Querystring: Record<string, unknown> }>;

/** The click edge: `GET /c/{code}`. */
@ApiExcludeController()
@Controller('c')
export class RedirectController {
  constructor(private readonly followLink: FollowLink, private readonly config: FairleadConfig) {}

  /** HEAD comes here too: Fastify serves it with every GET. */
  @Get(':code')
  async follow(@Req() request: LinkRequest, @Res() reply: FastifyReply): Promise<void> {
    const location = await this.followLink.run({
      code: request.params.code, method: request.method, query: request.query, ip: request.ip, userAgent: request.headers['user-agent'] ?? '',
      referrer: request.headers.referer?.slice(0, 1_000) ?? null, prefetch: isPrefetch(request.headers), country: this.countryOf(request),
    });
    void reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex');
    if (location === null) await reply.status(404).type('text/html; charset=utf-8').send(NEUTRAL_PAGE);
    else await reply.redirect(location, 302);
  }

  /** Only a proxy that we trust may tell the visitor's country. */
  private countryOf(request: LinkRequest): string | null {
    const header = this.config.trustedHops > 0 ? request.headers['cf-ipcountry'] : undefined;
    return typeof header === 'string' && /^[A-Z]{2}$/.test(header) ? header : null;
  }
}

function isPrefetch(headers: FastifyRequest['headers']): boolean {
  const purpose = `${String(headers['purpose'] ?? '')} ${String(headers['sec-purpose'] ?? '')} ${String(headers['x-purpose'] ?? '')} ${String(headers['x-moz'] ?? '')}`;
  return /prefetch|preview|prerender/i.test(purpose);
}
