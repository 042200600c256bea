import type { BalanceTransactionRecord } from './records';

export interface CurrencyBalance {
  readonly currency: string;
  readonly available: number;
  readonly pending: number;
}

interface Line {
  settled: number;
  waiting: BalanceTransactionRecord[];
}

/**
 * Running sums over the append-only balance transactions, so that a balance needs no scan.
 * It can be thrown away at any time and built again from the rows.
 */
export class BalanceBook {
  private lines = new Map<string, Map<string, Line>>();

  rebuild(rows: readonly BalanceTransactionRecord[]): void {
    this.lines = new Map();
    for (const row of rows) this.add(row);
  }

  add(row: BalanceTransactionRecord): void {
    this.line(row.owner, row.currency).waiting.push(row);
  }

  /** In order of currency. */
  balances(owner: string, nowSeconds: number): CurrencyBalance[] {
    const currencies = [...(this.lines.get(owner)?.keys() ?? [])].sort();
    return currencies.map((currency) => this.balance(owner, currency, nowSeconds));
  }

  balance(owner: string, currency: string, nowSeconds: number): CurrencyBalance {
    const line = this.line(owner, currency);
    const stillWaiting = line.waiting.filter((row) => row.availableOn > nowSeconds);
    for (const row of line.waiting) {
      if (row.availableOn <= nowSeconds) line.settled += row.amount;
    }
    line.waiting = stillWaiting;
    const pending = stillWaiting.reduce((sum, row) => sum + row.amount, 0);
    return { currency, available: line.settled, pending };
  }

  private line(owner: string, currency: string): Line {
    const perCurrency = this.lines.get(owner) ?? new Map<string, Line>();
    this.lines.set(owner, perCurrency);
    const line = perCurrency.get(currency) ?? { settled: 0, waiting: [] };
    perCurrency.set(currency, line);
    return line;
  }
}
