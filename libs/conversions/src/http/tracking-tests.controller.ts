import { encodeId, parseId } from '@fairlead/kernel';
import { type Caller, CurrentCaller } from '@fairlead/identity';
import { GUARDED_GET_PROBLEMS } from '@fairlead/platform';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { TrackingTests } from '../application/tracking-tests.service';
import { CONVERSION_STATUSES, REFUSAL_REASONS } from '../contracts';
import type { TrackingTestView } from '../persistence/tracking-tests.repository';

const LANDING_OUTCOMES = ['reached', 'error_status', 'click_id_lost', ...GUARDED_GET_PROBLEMS] as const;
const SOURCES = ['postback', 'api', 'browser', 'portal'] as const;

class StartTrackingTestRequest {
  @ApiProperty() @IsString() @MaxLength(64) offer_id: string;
}

/** A report as the advertiser's server would send it, without the click id. */
class SendTestReportRequest {
  @ApiProperty({ maxLength: 128 }) @IsString() @Length(1, 128) order_id: string;
  @ApiPropertyOptional({ description: 'Decimal in major units, as in a postback', example: '80.00' }) @IsOptional() @IsString() @MaxLength(30) amount?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(3) currency?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(64) goal?: string;
}

class LandingCheckResponse {
  @ApiProperty({ enum: LANDING_OUTCOMES, description: '`reached`: the page answers and the click id is still in its address' }) outcome: string;
  @ApiProperty({ description: 'The last address that was asked' }) url: string;
  @ApiProperty({ type: 'integer', nullable: true }) status: number | null;
  @ApiProperty({ type: 'integer', nullable: true }) redirects: number | null;
  @ApiProperty({ format: 'date-time' }) checked_at: string;
}

class TestReportResponse {
  @ApiProperty({ enum: ['matched', 'refused'] }) outcome: string;
  @ApiProperty({ enum: SOURCES, description: '`portal`: sent by us for the advertiser' }) source: string;
  @ApiProperty({ enum: CONVERSION_STATUSES, nullable: true, description: 'What a real one would have become' }) status: string | null;
  @ApiProperty({ enum: REFUSAL_REASONS, nullable: true }) reason: string | null;
  @ApiProperty() order_id: string;
  @ApiProperty({ type: String, nullable: true }) goal: string | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Minor units of the offer’s currency' }) amount: number | null;
  @ApiProperty({ format: 'date-time' }) received_at: string;
}

class TrackingTestResponse {
  @ApiProperty() id: string;
  @ApiProperty() offer_id: string;
  @ApiProperty({ description: 'Report with this one' }) click_id: string;
  @ApiProperty({ type: String, nullable: true }) landing_url: string | null;
  @ApiProperty({ type: LandingCheckResponse, nullable: true }) landing: LandingCheckResponse | null;
  @ApiProperty({ type: TestReportResponse, nullable: true, description: 'The latest' }) report: TestReportResponse | null;
  @ApiProperty({ format: 'date-time' }) created_at: string;
  @ApiProperty({ format: 'date-time' }) expires_at: string;
}

/** Trials of an integration: a click id, the landing page, and a report. No conversion is made, nothing is paid. */
@ApiTags('conversions')
@ApiBearerAuth()
@Controller('api/v1/tracking-tests')
export class TrackingTestsController {
  constructor(private readonly trackingTests: TrackingTests) {}

  /** Mints a click id that is good for two hours. */
  @Post()
  @ApiCreatedResponse({ type: TrackingTestResponse })
  async start(@CurrentCaller() caller: Caller, @Body() body: StartTrackingTestRequest): Promise<TrackingTestResponse> {
    return present(await this.trackingTests.start(caller.context, parseId('offer', body.offer_id)));
  }

  @Get(':id')
  @ApiOkResponse({ type: TrackingTestResponse })
  async get(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<TrackingTestResponse> {
    return present(await this.trackingTests.get(caller.context, parseId('trackingTest', id)));
  }

  /** Asks the landing page for what it does with the click id; takes up to ten seconds. */
  @Post(':id/check-landing')
  @HttpCode(200)
  @ApiOkResponse({ type: TrackingTestResponse })
  async checkLanding(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<TrackingTestResponse> {
    return present(await this.trackingTests.checkLanding(caller.context, parseId('trackingTest', id)));
  }

  /** Sends a report in the place of the advertiser's server. */
  @Post(':id/report')
  @HttpCode(200)
  @ApiOkResponse({ type: TrackingTestResponse })
  async report(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: SendTestReportRequest): Promise<TrackingTestResponse> {
    const { order_id: orderId, amount, currency, goal } = body;
    return present(await this.trackingTests.report(caller.context, parseId('trackingTest', id), {
      orderId, amount: amount === undefined ? null : { decimal: amount }, currency: currency ?? null, goal: goal ?? null, customerId: null, customerNew: null, status: null, adv: {},
    }));
  }
}

function present(test: TrackingTestView): TrackingTestResponse {
  const { landing, report } = test;
  return {
    id: encodeId('trackingTest', test.id), offer_id: encodeId('offer', test.offerId), click_id: test.publicClickId, landing_url: test.landingUrl,
    landing: landing && { outcome: landing.outcome, url: landing.url, status: landing.status, redirects: landing.redirects, checked_at: landing.checkedAt },
    report: report && {
      outcome: report.outcome, source: report.source, status: report.status, reason: report.reason, order_id: report.orderId, goal: report.goal,
      amount: report.amountMinor === null ? null : Number(report.amountMinor), received_at: report.receivedAt,
    },
    created_at: test.createdAt.toISOString(), expires_at: test.expiresAt.toISOString(),
  };
}
