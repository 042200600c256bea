import { parseId } from '@fairlead/kernel';
import { type Caller, CurrentCaller, IdentityFacade } from '@fairlead/identity';
import { ApiPage, cursorId, ListQuery, type Page, toPage } from '@fairlead/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { DecideApplication } from '../application/decide-application.service';
import { ReadOffers } from '../application/read-offers.query';
import { ENROLMENT_STATUSES } from '../contracts';
import { EnrolmentResponse, presentEnrolment } from './offer.dto';

class ApplicationsQuery extends ListQuery {
  @ApiPropertyOptional({ enum: ENROLMENT_STATUSES }) @IsOptional() @IsIn(ENROLMENT_STATUSES) status?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() offer_id?: string;
}

class RejectApplicationRequest {
  @ApiProperty({ description: 'Shown to the affiliate' }) @IsString() @Length(1, 500) reason: string;
}

@ApiTags('applications')
@ApiBearerAuth()
@Controller('api/v1/applications')
export class ApplicationsController {
  constructor(private readonly readOffers: ReadOffers, private readonly decide: DecideApplication, private readonly identity: IdentityFacade) {}

  @Get()
  @ApiPage(EnrolmentResponse)
  async list(@CurrentCaller() caller: Caller, @Query() query: ApplicationsQuery): Promise<Page<EnrolmentResponse>> {
    const rows = await this.readOffers.applications(caller.context, {
      before: cursorId(query), limit: query.limit, status: query.status, offerId: query.offer_id === undefined ? undefined : parseId('offer', query.offer_id),
    });
    const names = await this.identity.namesOf(rows.map((row) => row.affiliateId));
    return toPage(rows, query.limit, (row) => presentEnrolment(row, names.get(row.affiliateId)));
  }

  @Post(':id/approve')
  @HttpCode(200)
  @ApiOkResponse({ type: EnrolmentResponse })
  async approve(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<EnrolmentResponse> {
    return presentEnrolment(await this.decide.run(caller.context, parseId('enrolment', id), 'approved', null), undefined);
  }

  @Post(':id/reject')
  @HttpCode(200)
  @ApiOkResponse({ type: EnrolmentResponse })
  async reject(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: RejectApplicationRequest): Promise<EnrolmentResponse> {
    return presentEnrolment(await this.decide.run(caller.context, parseId('enrolment', id), 'rejected', body.reason), undefined);
  }
}
