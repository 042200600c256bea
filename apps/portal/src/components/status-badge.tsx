import { Tooltip } from '@mantine/core';
import { statusWord, type StatusKind, type Tone } from '../strings/statuses';

const COLOUR: Readonly<Record<Tone, string>> = { good: 'teal-6', waiting: 'yellow-6', bad: 'red-6', quiet: 'gray-6', busy: 'blue-5' };

/** A status in words with a coloured dot; hovering or focusing it says what it means. */
export function StatusBadge({ kind, status, why }: { readonly kind: StatusKind; readonly status: string; readonly why?: string | null | undefined }) {
  const word = statusWord(kind, status);
  const means = [why, word.means].filter(Boolean).join('. ');
  const badge = <span className="portal-status"><i style={{ background: `var(--mantine-color-${COLOUR[word.tone]})` }} aria-hidden="true" />{word.label}</span>;
  return means ? <Tooltip label={means}>{badge}</Tooltip> : badge;
}
