import { Box, Button, Group, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { DataTable as MantineDataTable, type DataTableColumn } from 'mantine-datatable';
import 'mantine-datatable/styles.layer.css';
import { type ReactNode, useDeferredValue, useMemo } from 'react';
import type { Page } from '../api/types';
import { t } from '../strings/en';
import { DataCards } from './data-cards';
import { useTimeFormat } from './date-time';
import { ErrorState, LoadingRows } from './states';

/** A growing list as a page holds it. */
export type ListOf<Row> = UseInfiniteQueryResult<InfiniteData<Page<Row>>>;

/** A column: what it is called, and what of a row it shows. */
export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly render: (row: Row) => ReactNode;
  /** Amounts and counts stand to the right. */
  readonly numeric?: boolean;
  readonly width?: number;
  /** What stands above the column in its title's stead, where that does something. */
  readonly heading?: ReactNode;
}

/** Rows that can be chosen, for what is done with several at once. */
export interface Selection<Row> {
  readonly rows: Row[];
  readonly onChange: (rows: Row[]) => void;
  readonly labelOf: (row: Row) => string;
  readonly selectable?: (row: Row) => boolean;
}

export interface TableProps<Row> {
  /** Read to people who hear the page. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly empty: ReactNode;
  readonly selection?: Selection<Row>;
  readonly onRow?: (row: Row) => void;
}

/** Rows that a screen shows without scrolling, and some. */
const ROWS_AT_ONCE = 20;
/** Below this a table would hide most of its columns. */
const NARROW = '(max-width: 47.99em)';

/** Rows that are at hand: a table, or cards where there is no room for one. */
export function DataTable<Row extends { readonly id: string }>({ rows: all, ...props }: TableProps<Row> & { readonly rows: Row[] }) {
  const narrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false });
  // The others are drawn in pieces that let clicks and keys come between.
  const rows = useDeferredValue(all, all.slice(0, ROWS_AT_ONCE));
  if (all.length === 0) return <>{props.empty}</>;
  if (narrow) return <DataCards rows={rows} {...props} />;
  const { selection, onRow } = props;
  return (
    <MantineDataTable<Row>
      records={rows}
      columns={props.columns.map(toColumn)}
      idAccessor="id"
      minHeight={0}
      highlightOnHover
      verticalSpacing="sm"
      horizontalSpacing="md"
      fz="sm"
      backgroundColor="transparent"
      rowBorderColor="var(--portal-line)"
      borderColor="var(--portal-line)"
      scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': props.label } }}
      {...(onRow ? { onRowClick: ({ record }: { record: Row }) => onRow(record), rowStyle: () => ({ cursor: 'pointer' }) } : {})}
      {...(selection ? selectionProps(selection) : {})}
    />
  );
}

function selectionProps<Row>(selection: Selection<Row>) {
  return {
    selectedRecords: selection.rows,
    onSelectedRecordsChange: selection.onChange,
    getRecordSelectionCheckboxProps: (row: Row) => ({ 'aria-label': selection.labelOf(row) }),
    ...(selection.selectable ? { isRecordSelectable: selection.selectable } : {}),
  };
}

function toColumn<Row>(column: Column<Row>): DataTableColumn<Row> {
  return {
    accessor: column.key,
    title: column.heading ?? column.title,
    render: column.render,
    textAlign: column.numeric ? 'right' : 'left',
    noWrap: true,
    ...(column.numeric ? { cellsClassName: 'numbers' } : {}),
    ...(column.width === undefined ? {} : { width: column.width }),
  };
}

/** The rows of a growing list with everything around them: loading, failure, emptiness, freshness and more. */
export function ListTable<Row extends { readonly id: string }>({ list, latest, ...props }: TableProps<Row> & { readonly list: ListOf<Row>; readonly latest?: number }) {
  const format = useTimeFormat();
  // The same rows stay the same array: another one would be drawn again.
  const rows = useMemo(() => (list.data?.pages.flatMap((page) => page.data) ?? []).slice(0, latest), [list.data, latest]);
  if (list.isPending) return <LoadingRows />;
  if (list.isError && !list.data) return <Box p="md"><ErrorState error={list.error} retry={() => void list.refetch()} /></Box>;
  return (
    <>
      <DataTable rows={rows} {...props} />
      {rows.length > 0 && latest === undefined ? (
        <Group justify="space-between" px="lg" py="sm" style={{ borderTop: '1px solid var(--portal-line)' }}>
          <Text size="xs" c="dimmed" className="numbers">
            {list.hasNextPage ? t.shared.showingSome(rows.length) : t.shared.showingAll(rows.length)} · {t.shared.updatedAt(format(list.dataUpdatedAt, 'clock'))}
          </Text>
          {list.hasNextPage ? <Button size="xs" variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t.shared.showMore}</Button> : null}
        </Group>
      ) : null}
    </>
  );
}
