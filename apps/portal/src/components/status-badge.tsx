import { Badge, Tooltip } from '@mantine/core';
import { statusWord, type StatusKind, type Tone } from '../strings/statuses';

const COLOUR: Readonly<Record<Tone, string>> = { good: 'teal', waiting: 'yellow', bad: 'red', quiet: 'gray', busy: 'blue' };

/** A status in words with a coloured dot; hovering or focusing it says what it means. */
export function StatusBadge({ kind, status, why }: { readonly kind: StatusKind; readonly status: string; readonly why?: string | null | undefined }) {
  const word = statusWord(kind, status);
  const means = [why, word.means].filter(Boolean).join('. ');
  const badge = <Badge variant="dot" color={COLOUR[word.tone]} tt="none" fw={500} size="md" tabIndex={means ? 0 : -1}>{word.label}</Badge>;
  return means ? <Tooltip label={means}>{badge}</Tooltip> : badge;
}
