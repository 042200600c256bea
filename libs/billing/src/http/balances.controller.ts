import { toSafeNumber } from '@fairlead/kernel';
import { type Caller, CurrentCaller } from '@fairlead/identity';
import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { ReadBilling } from '../application/read-billing.query';

/** Minor units of one currency. An affiliate has the first four, an advertiser the last two. */
class BalanceResponse {
  @ApiProperty({ example: 'USD' }) currency: string;
  @ApiPropertyOptional({ type: 'integer', description: 'Earned and in hold' }) pending?: number;
  @ApiPropertyOptional({ type: 'integer', description: 'May be negative: reversals after payment are carried forward' }) payable?: number;
  @ApiPropertyOptional({ type: 'integer', description: 'On its way in a payout' }) in_transit?: number;
  @ApiPropertyOptional({ type: 'integer', description: 'Paid so far' }) paid?: number;
  @ApiPropertyOptional({ type: 'integer', description: 'May be negative: charges beyond the funding' }) funds?: number;
  @ApiPropertyOptional({ type: 'integer', description: 'Set aside for conversions that wait for approval' }) reserved?: number;
}

class BalanceListResponse {
  @ApiProperty({ type: [BalanceResponse] }) data: BalanceResponse[];
}

@ApiTags('balances')
@ApiBearerAuth()
@Controller('api/v1/balances')
export class BalancesController {
  constructor(private readonly read: ReadBilling) {}

  /** The caller's own balances, computed from the ledger. */
  @Get()
  @ApiOkResponse({ type: BalanceListResponse })
  async own(@CurrentCaller() caller: Caller): Promise<BalanceListResponse> {
    if (caller.role === 'affiliate') {
      const balances = await this.read.affiliateBalances(caller.context, caller.organizationId);
      return {
        data: balances.map((balance) => ({
          currency: balance.currency, pending: toSafeNumber(balance.pending), payable: toSafeNumber(balance.payable), in_transit: toSafeNumber(balance.inTransit),
          paid: toSafeNumber(balance.paid),
        })),
      };
    }
    const balances = await this.read.advertiserBalances(caller.context, caller.organizationId);
    return { data: balances.map((balance) => ({ currency: balance.currency, funds: toSafeNumber(balance.funds), reserved: toSafeNumber(balance.reserved) })) };
  }
}
