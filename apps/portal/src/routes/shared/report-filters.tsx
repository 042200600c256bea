import { Button, CloseButton, Group, Popover, Select, Stack, Text } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { performanceReport } from '../../api/report-queries';
import { errorText } from '../../components/states';
import { t } from '../../strings/en';
import { reports as words } from '../../strings/reports';
import type { ValueName } from './dimension-values';
import type { Days } from './report-request';
import { type FilterDimension, filtersOf, isTime, type ReportDimension, type ReportSearch, WITHOUT_VALUE } from './report-search';

const MOST_VALUES = 500;

interface Props {
  readonly search: ReportSearch;
  readonly dimensions: readonly ReportDimension[];
  readonly days: Days;
  readonly zone: string;
  readonly nameOf: ValueName;
  readonly onChange: (dimension: FilterDimension, value: string | undefined) => void;
  /** Back from the days of another zone. */
  readonly onOwnZone: () => void;
}

/** What narrows the report, each part to be taken away, and a way to add another. */
export function ReportFilters({ search, dimensions, days, zone, nameOf, onChange, onOwnZone }: Props) {
  const [opened, setOpened] = useState(false);
  const filters = filtersOf(search);
  return (
    <Group gap="xs" mb="md">
      {filters.map(([dimension, value]) => {
        const text = words.filteredBy(words.dimensions[dimension], nameOf(dimension, value));
        return <Chip key={dimension} text={text} onRemove={() => onChange(dimension, undefined)} />;
      })}
      {search.zone === undefined ? null : <Chip text={words.daysOf(search.zone)} onRemove={onOwnZone} />}
      <Popover opened={opened} onChange={setOpened} position="bottom-start" shadow="md" trapFocus returnFocus withRoles>
        <Popover.Target><Button size="xs" variant="default" leftSection={<IconFilter size={14} aria-hidden />} onClick={() => setOpened(!opened)}>{words.addFilter}</Button></Popover.Target>
        <Popover.Dropdown aria-label={words.addFilter}>
          {opened ? <NewFilter dimensions={dimensions.filter((dimension): dimension is FilterDimension => !isTime(dimension) && search[dimension] === undefined)} days={days} zone={zone} nameOf={nameOf} onAdd={(dimension, value) => { setOpened(false); onChange(dimension, value); }} /> : null}
        </Popover.Dropdown>
      </Popover>
    </Group>
  );
}

function Chip({ text, onRemove }: { readonly text: string; readonly onRemove: () => void }) {
  return <Group gap={2} wrap="nowrap" className="portal-chip"><Text size="sm">{text}</Text><CloseButton size="sm" aria-label={words.takeAway(text)} onClick={onRemove} /></Group>;
}

interface NewFilterProps extends Pick<Props, 'days' | 'zone' | 'nameOf'> {
  readonly dimensions: readonly FilterDimension[];
  readonly onAdd: (dimension: FilterDimension, value: string) => void;
}

/** Offers the values that there were in the period, the busiest first. */
function NewFilter({ dimensions, days, zone, nameOf, onAdd }: NewFilterProps) {
  const [dimension, setDimension] = useState<FilterDimension | null>(null);
  const [value, setValue] = useState<string | null>(null);
  return (
    <Stack gap="sm" w={260}>
      <Select
        label={words.filterBy} searchable data-autofocus comboboxProps={{ withinPortal: false }} value={dimension} data={dimensions.map((one) => ({ value: one, label: words.dimensions[one] }))}
        onChange={(chosen) => { setDimension(dimensions.find((one) => one === chosen) ?? null); setValue(null); }}
      />
      {dimension ? <ValueSelect key={dimension} dimension={dimension} days={days} zone={zone} nameOf={nameOf} value={value} onChange={setValue} /> : null}
      <Button size="xs" disabled={dimension === null || value === null} onClick={() => { if (dimension !== null && value !== null) onAdd(dimension, value); }}>{words.applyFilter}</Button>
    </Stack>
  );
}

function ValueSelect({ dimension, days, zone, nameOf, value, onChange }: Pick<Props, 'days' | 'zone' | 'nameOf'> & { readonly dimension: FilterDimension; readonly value: string | null; readonly onChange: (value: string | null) => void }) {
  const found = useQuery(performanceReport({ group_by: [dimension], metrics: ['clicks', 'conversions'], sort: '-clicks', ...days, timezone: zone, limit: MOST_VALUES }));
  const values = [...new Set(found.data?.data.map((row) => row.dimensions[dimension]).map((one) => (typeof one === 'string' ? one : WITHOUT_VALUE)) ?? [])];
  return (
    <Select
      label={words.filterValue} searchable comboboxProps={{ withinPortal: false }} value={value} onChange={onChange} disabled={found.isPending} placeholder={found.isPending ? t.shared.loading : ''}
      error={found.isError ? errorText(found.error) : null} nothingFoundMessage={words.noValues} data={values.map((one) => ({ value: one, label: nameOf(dimension, one) }))}
    />
  );
}
