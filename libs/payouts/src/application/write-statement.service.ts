import { formatDecimal, money, type TenantContext, type Uuid } from '@fairlead/kernel';
import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import { statementPdf } from '../pdf/statement-pdf';
import { ReadStatement } from './read-statement.query';

const COLUMNS = ['payout_id', 'line', 'kind', 'commission_id', 'conversion_id', 'order_id', 'goal', 'conversion_at', 'sale_amount', 'amount', 'currency', 'transfer_id'] as const;

/** Writes the statement of a payout: its lines, in major units, and their sum. */
@Injectable()
export class WriteStatement {
  constructor(private readonly readStatement: ReadStatement) {}

  /** CSV, UTF-8 with a byte order mark, safe against formulas. @throws DomainError `payout.not_found`. */
  async csv(context: TenantContext, payoutId: Uuid): Promise<string> {
    const { payout, payoutId: id, lines, totalMinor } = await this.readStatement.run(context, payoutId);
    const decimal = (minor: bigint): string => formatDecimal(money(minor, payout.currency));
    const transfer = payout.transferId ?? '';
    const rows = lines.map((line, index) => [
      id, index + 1, line.kind, line.commissionId, line.conversionId, line.orderId, line.goal, line.conversionAt.toISOString(), decimal(line.saleMinor), decimal(line.amountMinor),
      payout.currency, transfer,
    ]);
    return stringify([...rows, [id, '', 'total', '', '', '', '', '', '', decimal(totalMinor), payout.currency, transfer]], {
      header: true, columns: [...COLUMNS], bom: true, escape_formulas: true, record_delimiter: '\r\n',
    });
  }

  /** PDF, A4. The same statement gives the same bytes. @throws DomainError `payout.not_found`. */
  async pdf(context: TenantContext, payoutId: Uuid): Promise<Buffer> {
    return statementPdf(await this.readStatement.run(context, payoutId));
  }
}
