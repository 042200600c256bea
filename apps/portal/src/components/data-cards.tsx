import { Checkbox, Group } from '@mantine/core';
import type { Column, Selection, TableProps } from './data-table';

/** The rows of a table on a narrow screen: what leads and what counts on top, the rest by name below. */
export function DataCards<Row extends { readonly id: string }>({ rows, columns, label, onRow, selection }: TableProps<Row> & { readonly rows: Row[] }) {
  const [lead, ...others] = columns;
  const sum = others.findLast((column) => column.numeric);
  const rest = others.filter((column) => column !== sum);
  return (
    <ul className="portal-cards" aria-label={label}>
      {rows.map((row) => (
        // The link inside is the way for the keyboard; the rest of the card is a larger target for fingers.
        <li key={row.id} {...(onRow ? { onClick: () => onRow(row) } : {})}>
          <Group justify="space-between" align="flex-start" wrap="nowrap" gap="sm">
            <Group gap="sm" wrap="nowrap" align="flex-start" style={{ minWidth: 0 }}>
              {selection ? <SelectRow row={row} selection={selection} /> : null}
              <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>{lead?.render(row)}</div>
            </Group>
            {sum ? <div className="numbers" style={{ textAlign: 'right' }}>{sum.render(row)}<span className="portal-under">{sum.title}</span></div> : null}
          </Group>
          <dl>{rest.map((column) => <CardFact key={column.key} column={column} row={row} />)}</dl>
        </li>
      ))}
    </ul>
  );
}

function CardFact<Row>({ column, row }: { readonly column: Column<Row>; readonly row: Row }) {
  return <div><dt>{column.title}</dt><dd>{column.render(row)}</dd></div>;
}

function SelectRow<Row extends { readonly id: string }>({ row, selection }: { readonly row: Row; readonly selection: Selection<Row> }) {
  const checked = selection.rows.some((one) => one.id === row.id);
  return (
    <Checkbox
      aria-label={selection.labelOf(row)} checked={checked} disabled={selection.selectable ? !selection.selectable(row) : false} onClick={(event) => event.stopPropagation()}
      onChange={() => selection.onChange(checked ? selection.rows.filter((one) => one.id !== row.id) : [...selection.rows, row])}
    />
  );
}
