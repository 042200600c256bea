import { formatDecimal, money, type TenantContext, type Uuid } from '@fairlead/kernel';
import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import { statementPdf } from '../pdf/statement-pdf';
import { ReadStatement } from './read-statement.query';

const COLUMNS = ['payout_id', 'line', 'kind', 'commission_id', 'conversion_id', 'order_id', 'goal', 'conversion_at', 'sale_amount', 'amount', 'currency', 'transfer_id', 'adjustment_id', 'reason'] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string | number>>;

/** Writes the statement of a payout: its lines, in major units, and their sum. */
@Injectable()
export class WriteStatement {
  constructor(private readonly readStatement: ReadStatement) {}

  /** CSV, UTF-8 with a byte order mark, safe against formulas. @throws DomainError `payout.not_found`. */
  async csv(context: TenantContext, payoutId: Uuid): Promise<string> {
    const { payout, payoutId: id, lines, totalMinor } = await this.readStatement.run(context, payoutId);
    const decimal = (minor: bigint): string => formatDecimal(money(minor, payout.currency));
    const of = (kind: string, amountMinor: bigint): Row => ({ payout_id: id, kind, amount: decimal(amountMinor), currency: payout.currency, transfer_id: payout.transferId ?? '' });
    const rows = lines.map((line, index): Row => ({
      ...of(line.kind, line.amountMinor), line: index + 1,
      ...(line.kind === 'adjustment' ? { adjustment_id: line.adjustmentId, reason: line.reason } : {
        commission_id: line.commissionId, conversion_id: line.conversionId, order_id: line.orderId, goal: line.goal, conversion_at: line.conversionAt.toISOString(), sale_amount: decimal(line.saleMinor),
      }),
    }));
    return stringify([...rows, of('total', totalMinor)], { header: true, columns: [...COLUMNS], bom: true, escape_formulas: true, record_delimiter: '\r\n' });
  }

  /** PDF, A4. The same statement gives the same bytes. @throws DomainError `payout.not_found`. */
  async pdf(context: TenantContext, payoutId: Uuid): Promise<Buffer> {
    return statementPdf(await this.readStatement.run(context, payoutId));
  }
}
