import { encodeId, parseId } from '@fairlead/kernel';
import { type Caller, CurrentCaller } from '@fairlead/identity';
import { ApiPage, cursorId, ListQuery, MoneyDto, moneyDto, type Page, toPage } from '@fairlead/platform';
import { Body, Controller, Get, HttpCode, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { MOST_UNSEEN, ReadNotices } from '../application/read-notices.query';
import { NOTICE_KINDS, type NoticeKind } from '../contracts';
import type { NoticeView } from '../persistence/notices.repository';

/** One thing that the caller's organization was told. Which of the facts it has depends on its kind; the others are null. */
class NoticeResponse {
  @ApiProperty() id: string;
  @ApiProperty({ enum: NOTICE_KINDS }) kind: NoticeKind;
  @ApiProperty({ type: String, nullable: true, description: 'Id of the application, offer, payout, batch, domain or payout account that it is about' }) subject: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Name of an offer' }) offer: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Name of an affiliate' }) affiliate: string | null;
  @ApiProperty({ type: Boolean, nullable: true, description: 'Whether an application was approved' }) approved: boolean | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why it was rejected, or failed' }) reason: string | null;
  @ApiProperty({ type: MoneyDto, nullable: true }) amount: MoneyDto | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'How many payouts a batch has' }) payouts: number | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'How many calls were refused within an hour' }) calls: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'The host of a tracking domain' }) host: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When payouts to a changed account start' }) until: string | null;
  @ApiProperty({ format: 'date-time' }) created_at: string;
  @ApiProperty({ description: 'Whether the caller has marked it as seen' }) seen: boolean;
}

class UnseenResponse {
  @ApiProperty({ type: 'integer', minimum: 0, maximum: MOST_UNSEEN, description: `How many are new to the caller; ${MOST_UNSEEN} means that many or more` }) count: number;
}

class SeenRequest {
  @ApiProperty({ description: 'The newest notice that the caller has seen; all before it count as seen too' }) @IsString() @MaxLength(64) through: string;
}

/** What an organization is told. */
@ApiTags('notices')
@ApiBearerAuth()
@Controller('api/v1/notices')
export class NoticesController {
  constructor(private readonly notices: ReadNotices) {}

  @Get()
  @ApiPage(NoticeResponse)
  async list(@CurrentCaller() caller: Caller, @Query() query: ListQuery): Promise<Page<NoticeResponse>> {
    return toPage(await this.notices.list(caller, { before: cursorId(query), limit: query.limit }), query.limit, present);
  }

  @Get('unseen')
  @ApiOkResponse({ type: UnseenResponse })
  async unseen(@CurrentCaller() caller: Caller): Promise<UnseenResponse> {
    return { count: await this.notices.countUnseen(caller) };
  }

  @Put('seen')
  @HttpCode(204)
  @ApiNoContentResponse()
  async seen(@CurrentCaller() caller: Caller, @Body() body: SeenRequest): Promise<void> {
    await this.notices.markSeen(caller, parseId('notice', body.through));
  }
}

function present({ id, kind, subject, facts, createdAt, seen }: NoticeView): NoticeResponse {
  return {
    id: encodeId('notice', id), kind, subject, offer: facts.offer ?? null, affiliate: facts.affiliate ?? null, approved: facts.approved ?? null, reason: facts.reason ?? null,
    amount: facts.amountMinor !== undefined && facts.currency !== undefined ? moneyDto(BigInt(facts.amountMinor), facts.currency) : null,
    payouts: facts.payouts ?? null, calls: facts.calls ?? null, host: facts.host ?? null, until: facts.until ?? null, created_at: createdAt.toISOString(), seen,
  };
}
