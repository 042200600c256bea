import { DomainError, encodeId } from '@fairlead/kernel';
import type { FastifyReply } from 'fastify';
import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { TakePostback } from '../application/take-postback.service';
import type { ConversionStatus } from '../contracts';
import { type Postback, readPostback } from './read-postback';

/** The answer to an accepted postback; a replay gets the same conversion and status. */
type PostbackAnswer =
  | { readonly result: 'accepted' | 'duplicate'; readonly conversion_id: string; readonly status: ConversionStatus }
  /** The click is one of a tracking test: what a real one would have become. */
  | { readonly result: 'test'; readonly conversion_id: null; readonly status: ConversionStatus }
  /** 202: kept on disk; its outcome will be in the inbound log. */
  | { readonly result: 'queued' };

/** Server-to-server reports of conversions, on the tracker. */
@ApiExcludeController()
@Controller('postback')
export class PostbackController {
  constructor(private readonly takePostback: TakePostback) {}

  @Get()
  async get(@Query() query: Record<string, unknown>, @Res({ passthrough: true }) reply: FastifyReply): Promise<PostbackAnswer> {
    return this.receive(query, null, reply);
  }

  @Post()
  @HttpCode(200)
  async post(@Query() query: Record<string, unknown>, @Body() body: Record<string, unknown> | undefined, @Res({ passthrough: true }) reply: FastifyReply): Promise<PostbackAnswer> {
    return this.receive(query, body, reply);
  }

  private async receive(query: unknown, body: unknown, reply: FastifyReply): Promise<PostbackAnswer> {
    const { advertiserId, parameters, report } = await this.read(query, body);
    const taken = await this.takePostback.run(advertiserId, parameters, report);
    if (taken.result === 'queued') {
      void reply.status(202);
      return { result: 'queued' };
    }
    if (taken.result === 'test') return { result: 'test', conversion_id: null, status: taken.status };
    return { result: taken.result, conversion_id: encodeId('conversion', taken.conversion.id), status: taken.conversion.intakeStatus };
  }

  private async read(query: unknown, body: unknown): Promise<Postback> {
    try {
      return readPostback(query, body);
    } catch (error) {
      if (error instanceof DomainError) await this.takePostback.keepUnreadable(error.code);
      throw error;
    }
  }
}
