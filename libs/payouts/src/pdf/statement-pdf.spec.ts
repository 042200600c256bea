import { newId } from '@fairlead/kernel';
import type { Statement } from '../application/read-statement.query';
import { statementPdf } from './statement-pdf';

const AT = new Date('2026-03-02T10:00:00Z');

function statement(lines: number, changes: Partial<Statement> = {}): Statement {
  return {
    payout: {
      id: newId(1), batchId: newId(2), affiliateId: newId(3), currency: 'JPY', amountMinor: 1_234_500n, stripeAccountId: 'acct_1', status: 'transferred', transferId: 'tr_1', failureCode: null,
      failureMessage: null, createdAt: AT, settledAt: AT,
    },
    payoutId: 'pay_1', affiliateName: 'Łódź Ελλάς Київ', totalMinor: 1_234_500n,
    lines: Array.from({ length: lines }, (_, index) => ({
      kind: index % 7 === 6 ? 'reversal' : 'commission', commissionId: 'com_1', conversionId: 'cnv_1', orderId: `ORDER-${index}-${'x'.repeat(60)}`, goal: 'sale', conversionAt: AT, saleMinor: 10_000n, amountMinor: index % 7 === 6 ? -500n : 1_000n,
    })),
    ...changes,
  };
}
const pagesOf = (pdf: Buffer): number => [...pdf.toString('latin1').matchAll(/\/Type \/Page\b/g)].length;

describe('a statement as PDF', () => {
  it('is a document of as many pages as its lines need', async () => {
    const one = await statementPdf(statement(3));
    expect(one.subarray(0, 5).toString()).toBe('%PDF-');
    expect(one.subarray(-7).toString()).toContain('%%EOF');
    expect(pagesOf(one)).toBe(1);
    expect(pagesOf(await statementPdf(statement(100)))).toBe(4);
  });

  it('has a line for an adjustment, without a sale', async () => {
    const adjusted = { kind: 'adjustment', adjustmentId: 'adj_1', reason: 'Goodwill for the outage of 28 February', approvedAt: AT, amountMinor: -500n } as const;
    expect(await statementPdf(statement(1, { lines: [adjusted] }))).not.toEqual(await statementPdf(statement(1, { lines: [{ ...adjusted, reason: 'Another' }] })));
  });

  it('is the same file each time, and another one for another sum', async () => {
    const same = statement(5);
    expect(await statementPdf(same)).toEqual(await statementPdf(same));
    expect(await statementPdf({ ...same, totalMinor: 1n })).not.toEqual(await statementPdf(same));
  });
});
