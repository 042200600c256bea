import { type Caller, CurrentCaller } from '@fairlead/identity';
import { ApiPage, ListQuery, type Page } from '@fairlead/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { ReadExclusions } from '../application/read-exclusions.query';
import { ExclusionResponse, presentExclusion } from './exclusion.dto';

/** Who could not be paid now. */
@ApiTags('payout-batches')
@ApiBearerAuth()
@Controller('api/v1/payout-exclusions')
export class PayoutExclusionsController {
  constructor(private readonly exclusions: ReadExclusions) {}

  /** Payable balances that a batch drafted now would leave out. A page may be shorter than `limit` while there are more. */
  @Get()
  @ApiPage(ExclusionResponse)
  async list(@CurrentCaller() caller: Caller, @Query() query: ListQuery): Promise<Page<ExclusionResponse>> {
    const page = await this.exclusions.run(caller.context, query);
    return { ...page, data: page.data.map((exclusion) => presentExclusion(exclusion, exclusion.currency)) };
  }
}
