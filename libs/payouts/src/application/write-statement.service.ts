import { encodeId, formatDecimal, money, type TenantContext, type Uuid } from '@fairlead/kernel';
import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import { ReadPayouts } from './read-payouts.query';

const COLUMNS = ['payout_id', 'line', 'kind', 'commission_id', 'conversion_id', 'order_id', 'goal', 'conversion_at', 'sale_amount', 'amount', 'currency', 'transfer_id'] as const;
/** Every line is on the statement. */
const ALL = Number.MAX_SAFE_INTEGER;

/** Writes the statement of a payout as CSV: its lines, in major units, and their sum. Safe against formulas. */
@Injectable()
export class WriteStatement {
  constructor(private readonly readPayouts: ReadPayouts) {}

  /** UTF-8 with a byte order mark. @throws DomainError `payout.not_found`. */
  async csv(context: TenantContext, payoutId: Uuid): Promise<string> {
    const { payout, lines } = await this.readPayouts.trace(context, payoutId, ALL);
    const decimal = (minor: bigint): string => formatDecimal(money(minor, payout.currency));
    const id = encodeId('payout', payout.id);
    const rows = lines.map(({ line, trace }, index) => {
      const { conversion } = trace.conversion;
      return [
        id, index + 1, line.commissionReversalId === null ? 'commission' : 'reversal', encodeId('commission', line.commissionId), encodeId('conversion', conversion.id),
        conversion.orderId, conversion.goal, conversion.occurredAt.toISOString(), decimal(conversion.amountMinor), decimal(line.amountMinor), payout.currency,
        payout.transferId ?? '',
      ];
    });
    const total = lines.reduce((sum, { line }) => sum + line.amountMinor, 0n);
    return stringify([...rows, [id, '', 'total', '', '', '', '', '', '', decimal(total), payout.currency, payout.transferId ?? '']], {
      header: true, columns: [...COLUMNS], bom: true, escape_formulas: true, record_delimiter: '\r\n',
    });
  }
}
