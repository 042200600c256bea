import { UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import { reports as words } from '../../strings/reports';

interface Props {
  readonly title: string;
  /** `down`: the largest first. Null where the rows are sorted by something else. */
  readonly direction: 'up' | 'down' | null;
  readonly onSort: (direction: 'up' | 'down') => void;
}

/** A column's title that sorts the rows by it, the largest first and then the other way. */
export function SortTitle({ title, direction, onSort }: Props) {
  const Icon = direction === null ? IconArrowsSort : direction === 'up' ? IconArrowUp : IconArrowDown;
  return (
    <UnstyledButton fz="sm" fw={600} onClick={() => onSort(direction === 'down' ? 'up' : 'down')} style={{ display: 'inline-flex', alignItems: 'center', gap: 4 }}>
      {title}<Icon size={14} opacity={direction === null ? 0.45 : 1} aria-hidden />
      {direction === null ? null : <span className="visually-hidden">{direction === 'up' ? words.sortedUp : words.sortedDown}</span>}
    </UnstyledButton>
  );
}
