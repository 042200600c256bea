import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { Figure } from '../../components/figure';
import { advertiser as advertiserTexts } from '../../strings/advertiser';

interface Page {
  readonly data: readonly unknown[];
  readonly has_more: boolean;
}

/** How many rows a list has, or that it has more than one step of it. */
export function RowCount({ of }: { readonly of: UseInfiniteQueryResult<InfiniteData<Page>> }) {
  return (
    <Figure of={of}>
      {({ pages: [first] }) => (first?.has_more ? advertiserTexts.overview.over(first.data.length) : String(first?.data.length ?? 0))}
    </Figure>
  );
}
