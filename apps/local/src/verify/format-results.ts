import type { InvariantResult } from './invariant';

const NUMBER_WIDTH = 2;

/** A table of results, with the first breaches and what could not be looked at beneath their line. */
export function formatResults(results: readonly InvariantResult[]): string {
  const width = Math.max(...results.map((result) => result.title.length));
  const line = (number: string, title: string, checked: string, breaches: string): string =>
    `${number.padStart(NUMBER_WIDTH)}  ${title.padEnd(width)}  ${checked.padStart(9)}  ${breaches.padStart(8)}`;
  const lines = results.flatMap((result) => [
    line(String(result.number), result.title, String(result.checked), String(result.breaches)),
    ...result.samples.map((sample) => `      ${sample}`),
    ...(result.breaches > result.samples.length ? [`      and ${result.breaches - result.samples.length} more`] : []),
    ...(result.note === undefined ? [] : [`      ${result.note}`]),
  ]);
  return [line('', 'invariant', 'checked', 'breaches'), line('', '-'.repeat(width), '-------', '--------'), ...lines].join('\n');
}

/** One sentence about all of them. */
export function summarize(results: readonly InvariantResult[]): string {
  const broken = results.filter((result) => result.breaches > 0);
  return broken.length === 0
    ? `All ${results.length} checks hold.`
    : `${broken.length} of ${results.length} checks are broken: ${[...new Set(broken.map((result) => result.number))].join(', ')}.`;
}
