import { parseId } from '@fairlead/kernel';
import { type Caller, CurrentCaller } from '@fairlead/identity';
import { ApiPage, cursorId, moneyDto, type Page, toPage } from '@fairlead/platform';
import { Controller, Get, Header, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ReadPayouts } from '../application/read-payouts.query';
import { WriteStatement } from '../application/write-statement.service';
import { PayoutConversionListResponse, PayoutResponse, PayoutsQuery, PayoutTraceResponse, presentPayout, presentPayoutConversion, presentPayoutTrace } from './payout.dto';

@ApiTags('payouts')
@ApiBearerAuth()
@Controller('api/v1/payouts')
export class PayoutsController {
  constructor(private readonly read: ReadPayouts, private readonly writeStatement: WriteStatement) {}

  @Get()
  @ApiPage(PayoutResponse)
  async list(@CurrentCaller() caller: Caller, @Query() query: PayoutsQuery): Promise<Page<PayoutResponse>> {
    const rows = await this.read.list(caller.context, {
      before: cursorId(query), limit: query.limit, status: query.status, batchId: query.batch_id === undefined ? undefined : parseId('batch', query.batch_id),
    });
    return toPage(rows, query.limit, presentPayout);
  }

  @Get(':id')
  @ApiOkResponse({ type: PayoutResponse })
  async get(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<PayoutResponse> {
    return presentPayout(await this.read.get(caller.context, parseId('payout', id)));
  }

  /** Exactly what the payout pays for. */
  @Get(':id/conversions')
  @ApiOkResponse({ type: PayoutConversionListResponse })
  async conversions(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<PayoutConversionListResponse> {
    const { payout, lines } = await this.read.trace(caller.context, parseId('payout', id), Number.MAX_SAFE_INTEGER);
    const total = lines.reduce((sum, { line }) => sum + line.amountMinor, 0n);
    return { data: lines.map((line) => presentPayoutConversion(line, payout.currency, caller.role)), total: moneyDto(total, payout.currency) };
  }

  /** From the transfer down to the clicks. */
  @Get(':id/trace')
  @ApiOkResponse({ type: PayoutTraceResponse })
  async trace(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<PayoutTraceResponse> {
    return presentPayoutTrace(await this.read.trace(caller.context, parseId('payout', id)), caller.role);
  }

  @Get(':id/statement.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  async statement(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<string> {
    return this.writeStatement.csv(caller.context, parseId('payout', id));
  }

  @Get(':id/statement.pdf')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async statementPdf(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<StreamableFile> {
    const pdf = await this.writeStatement.pdf(caller.context, parseId('payout', id));
    return new StreamableFile(pdf, { type: 'application/pdf', disposition: `attachment; filename="statement-${id}.pdf"`, length: pdf.length });
  }
}
