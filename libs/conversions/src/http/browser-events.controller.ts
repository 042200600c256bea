import { DomainError, encodeId } from '@fairlead/kernel';
import { ScriptVisits } from '@fairlead/tracking';
import { Body, Controller, Get, Header, HttpCode, Options, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TakePostback } from '../application/take-postback.service';
import { readBrowserEvent } from '../domain/browser-event';
import { markBrowser } from '../domain/browser-mark';
import { type Postback, readPostback } from './read-postback';

/** One transparent point. */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** The answer to an event. */
type EventAnswer = { readonly click_id: string | null } | { readonly result: 'accepted' | 'duplicate'; readonly conversion_id: string; readonly status: string } | { readonly result: 'test'; readonly conversion_id: null; readonly status: string } | { readonly result: 'queued' };

/**
 * What visitors' browsers report, by `t.js` or a pixel, from any page and without credentials. It proves nothing but the click: a
 * conversion is taken where the offer allows it, and held for a person until the advertiser's server or somebody confirms it.
 */
@ApiExcludeController()
@Controller()
export class BrowserEventsController {
  constructor(private readonly takePostback: TakePostback, private readonly visits: ScriptVisits) {}

  @Options('t/events')
  @HttpCode(204)
  @Header('access-control-allow-origin', '*')
  @Header('access-control-allow-methods', 'POST')
  @Header('access-control-allow-headers', 'content-type')
  @Header('access-control-max-age', '86400')
  preflight(): void {
    // the headers are the answer
  }

  @Post('t/events')
  @HttpCode(200)
  @Header('access-control-allow-origin', '*')
  @Header('cache-control', 'no-store')
  async event(@Body() body: unknown, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<EventAnswer> {
    void reply.header('access-control-allow-origin', '*'); // also on a refusal, which the page should be able to read
    const event = readBrowserEvent(body);
    if (event.type === 'visit') return { click_id: await this.visits.record(event, request) };
    const answer = await this.conversion(event.parameters);
    if (answer.result === 'queued') void reply.status(202);
    return answer;
  }

  /** Always a picture: a page must not break on what an advertiser's network thinks of it. The outcome is in a header and the inbound log. */
  @Get('px.gif')
  @Header('content-type', 'image/gif')
  @Header('cache-control', 'no-store')
  @Header('cross-origin-resource-policy', 'cross-origin')
  async pixel(@Query() query: Record<string, unknown>, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    try {
      void reply.header('x-fairlead-outcome', (await this.conversion(query)).result);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      void reply.header('x-fairlead-outcome', error.code);
    }
    return PIXEL;
  }

  private async conversion(parameters: unknown): Promise<Exclude<EventAnswer, { click_id: unknown }>> {
    const postback = await this.read(parameters);
    const taken = await this.takePostback.run(postback.advertiserId, markBrowser(postback.parameters), postback.report);
    if (taken.result === 'queued') return { result: 'queued' };
    if (taken.result === 'test') return { result: 'test', conversion_id: null, status: taken.status };
    return { result: taken.result, conversion_id: encodeId('conversion', taken.conversion.id), status: taken.conversion.intakeStatus };
  }

  private async read(parameters: unknown): Promise<Postback> {
    try {
      return readPostback(parameters, null);
    } catch (error) {
      if (error instanceof DomainError) await this.takePostback.keepUnreadable(error.code);
      throw error;
    }
  }
}
