import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  /** What the parts above are made of. */
  readonly until: readonly { readonly isPending: boolean }[];
  readonly children: ReactNode;
}

/** Keeps the rest of a page out of sight while the height of what is above it is not known: nothing moves under the reader's eyes. Its own questions are asked meanwhile. */
export function Steady({ until, children }: Props) {
  return <Stack {...(until.some(({ isPending }) => isPending) ? { style: { visibility: 'hidden' } } : {})}>{children}</Stack>;
}
