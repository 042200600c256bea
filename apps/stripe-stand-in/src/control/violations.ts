import type { BalanceTransactionRecord, PayoutRecord, ReversalRecord, TransferRecord } from '../state/records';
import { PLATFORM_ID } from '../state/world';
import type { World } from '../state/world';

type BySource = ReadonlyMap<string, readonly BalanceTransactionRecord[]>;

/** Breaches of what must hold between the rows and the balances; computed from the rows alone. */
export function findViolations(world: World): string[] {
  const rows = world.store.all('balanceTransactions');
  const bySource = groupedBy(rows, (row) => row.source);
  const byTransfer = groupedBy(world.store.all('reversals'), (reversal) => reversal.transfer);
  return [
    ...balanceViolations(world, rows),
    ...world.store.all('topups').flatMap((topup) => movement(bySource, topup.id, PLATFORM_ID, topup.amount)),
    ...world.store.all('payouts').flatMap((payout) => payoutViolations(payout, bySource)),
    ...world.store.all('transfers').flatMap((transfer) => transferViolations(transfer, bySource, byTransfer)),
  ];
}

function balanceViolations(world: World, rows: readonly BalanceTransactionRecord[]): string[] {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(`${row.owner} ${row.currency}`, (sums.get(`${row.owner} ${row.currency}`) ?? 0) + row.amount);
  const found: string[] = [];
  for (const [line, sum] of sums) {
    const [owner = '', currency = ''] = line.split(' ');
    const { available, pending } = world.book.balance(owner, currency, world.clock.seconds());
    if (available + pending !== sum) found.push(`${line}: balance ${available + pending}, rows ${sum}`);
    if (owner === PLATFORM_ID && available < 0) found.push(`${line}: available ${available}`);
  }
  return found;
}

/** A failed payout has its money back. */
function payoutViolations(payout: PayoutRecord, bySource: BySource): string[] {
  const moved = (bySource.get(payout.id) ?? []).reduce((sum, row) => sum + row.amount, 0);
  const expected = payout.status === 'failed' ? 0 : -payout.amount;
  return moved === expected ? [] : [`${payout.id}: moved ${moved}, expected ${expected}`];
}

function transferViolations(
  transfer: TransferRecord,
  bySource: BySource,
  byTransfer: ReadonlyMap<string, readonly ReversalRecord[]>,
): string[] {
  const reversals = byTransfer.get(transfer.id) ?? [];
  const reversed = reversals.reduce((sum, reversal) => sum + reversal.amount, 0);
  return [
    ...movement(bySource, transfer.id, PLATFORM_ID, -transfer.amount),
    ...movement(bySource, transfer.destinationPayment, transfer.destination, transfer.amount),
    ...reversals.flatMap((reversal) => [
      ...movement(bySource, reversal.id, PLATFORM_ID, reversal.amount),
      ...movement(bySource, reversal.destinationPaymentRefund, transfer.destination, -reversal.amount),
    ]),
    ...(reversed === transfer.amountReversed && reversed <= transfer.amount ? [] : [`${transfer.id}: reversed ${reversed}`]),
  ];
}

/** A source has exactly one movement, with this owner and amount. */
function movement(bySource: BySource, source: string, owner: string, amount: number): string[] {
  const rows = bySource.get(source) ?? [];
  const isRight = rows.length === 1 && rows[0]?.owner === owner && rows[0].amount === amount;
  return isRight ? [] : [`${source}: ${rows.length} movements, expected one of ${amount} at ${owner}`];
}

function groupedBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item)) ?? [];
    group.push(item);
    groups.set(keyOf(item), group);
  }
  return groups;
}
