const DAY_MS = 86_400_000;

/** The last days in a zone as labels, the oldest first, and the moment (RFC 3339) at which to begin reading. */
export function lastDays(count: number, zone: string, now = new Date()): { readonly labels: string[]; readonly from: string } {
  const label = dayLabel(zone);
  const labels = Array.from({ length: count }, (_, index) => label(new Date(now.getTime() - (count - 1 - index) * DAY_MS)));
  return { labels: [...new Set(labels)], from: new Date(now.getTime() - count * DAY_MS).toISOString() };
}

/** Amounts in minor units by the day they belong to in a zone; what lies outside of the days is left out. */
export function dailySums(labels: readonly string[], zone: string, rows: readonly { at: string; amount: number }[]): Map<string, number> {
  const label = dayLabel(zone);
  const sums = new Map(labels.map((one) => [one, 0]));
  for (const row of rows) {
    const day = label(new Date(row.at));
    const sum = sums.get(day);
    if (sum !== undefined) sums.set(day, sum + row.amount);
  }
  return sums;
}

function dayLabel(zone: string): (at: Date) => string {
  const format = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: zone });
  return (at) => format.format(at);
}
