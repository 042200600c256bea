import { parseId } from '@fairlead/kernel';
import { type Caller, CurrentCaller } from '@fairlead/identity';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ReadOperations } from '../application/read-operations.query';
import { RetryDelivery } from '../application/retry-delivery.service';
import { DeadDeliveriesResponse, OperationsResponse, presentDead, presentOperations, RetryDeliveryRequest } from './operations.dto';

/** What keeps the network running, for administrators. */
@ApiTags('operations')
@ApiBearerAuth()
@Controller('api/v1')
export class OperationsController {
  constructor(private readonly read: ReadOperations, private readonly retryDelivery: RetryDelivery) {}

  @Get('operations')
  @ApiOkResponse({ type: OperationsResponse })
  async now(@CurrentCaller() caller: Caller): Promise<OperationsResponse> {
    return presentOperations(await this.read.now(caller.context));
  }

  @Get('dead-deliveries')
  @ApiOkResponse({ type: DeadDeliveriesResponse, description: 'Events that a consumer could not take in twelve attempts; the newest hundred' })
  async dead(@CurrentCaller() caller: Caller): Promise<DeadDeliveriesResponse> {
    return { data: (await this.read.dead(caller.context)).map(presentDead) };
  }

  @Post('dead-deliveries/:id/retry')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'It is due again, at once' })
  async retry(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: RetryDeliveryRequest): Promise<void> {
    await this.retryDelivery.run(caller.context, parseId('event', id), body.consumer);
  }
}
