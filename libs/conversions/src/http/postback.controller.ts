import { DomainError, encodeId } from '@fairlead/kernel';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ReceiveReport } from '../application/receive-report.service';
import type { ConversionStatus } from '../contracts';
import { type Postback, readPostback } from './read-postback';

/** The answer to an accepted postback; a replay gets the same conversion and status. */
interface PostbackAnswer {
  readonly result: 'accepted' | 'duplicate';
  readonly conversion_id: string;
  readonly status: ConversionStatus;
}

/** Server-to-server reports of conversions, on the tracker. */
@ApiExcludeController()
@Controller('postback')
export class PostbackController {
  constructor(private readonly receiveReport: ReceiveReport) {}

  @Get()
  async get(@Query() query: Record<string, unknown>): Promise<PostbackAnswer> {
    return this.receive(query, null);
  }

  @Post()
  @HttpCode(200)
  async post(@Query() query: Record<string, unknown>, @Body() body: Record<string, unknown> | undefined): Promise<PostbackAnswer> {
    return this.receive(query, body);
  }

  private async receive(query: unknown, body: unknown): Promise<PostbackAnswer> {
    const { advertiserId, parameters, report } = await this.read(query, body);
    const { result, conversion } = await this.receiveReport.postback(advertiserId, parameters, report);
    return { result, conversion_id: encodeId('conversion', conversion.id), status: conversion.intakeStatus };
  }

  private async read(query: unknown, body: unknown): Promise<Postback> {
    try {
      return readPostback(query, body);
    } catch (error) {
      if (error instanceof DomainError) await this.receiveReport.keepUnreadable(error.code);
      throw error;
    }
  }
}
