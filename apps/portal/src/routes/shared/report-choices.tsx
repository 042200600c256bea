import { Button, Checkbox, Popover, Select, Stack, Switch, TextInput } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { FilterBar } from '../../components/filters';
import { reports as words } from '../../strings/reports';
import type { ShownMetric } from './report-figures';
import { DEFAULT_BY, type Days } from './report-request';
import type { ReportDimension, ReportSearch } from './report-search';

interface Props {
  readonly search: ReportSearch;
  readonly dimensions: readonly ReportDimension[];
  readonly days: Days;
  readonly currency: string | undefined;
  readonly currencies: readonly string[];
  /** Those that the role may see, and those that are shown. */
  readonly metrics: readonly ShownMetric[];
  readonly shown: readonly ShownMetric[];
  readonly onChange: (change: ReportSearch) => void;
}

/** Of which days, cut by what, in which currency, with which figures. */
export function ReportChoices({ search, dimensions, days, currency, currencies, metrics, shown, onChange }: Props) {
  const by = search.by ?? DEFAULT_BY;
  const named = dimensions.map((value) => ({ value, label: words.dimensions[value] }));
  const sorted = shown.map((value) => ({ value, label: words.metrics[value] }));
  return (
    <FilterBar>
      <Select
        label={words.period} w={150} allowDeselect={false} value={search.period ?? '30d'} data={Object.entries(words.periods).map(([value, label]) => ({ value, label }))}
        onChange={(value) => onChange(value === 'own' ? { period: 'own', ...days } : { period: value as ReportSearch['period'], from: undefined, to: undefined })}
      />
      {search.period === 'own' ? (
        <>
          <TextInput type="date" label={words.from} value={days.from} max={days.to} onChange={({ currentTarget: { value } }) => { if (value !== '') onChange({ period: 'own', from: value, to: value > days.to ? value : days.to }); }} />
          <TextInput type="date" label={words.to} value={days.to} min={days.from} onChange={({ currentTarget: { value } }) => { if (value !== '') onChange({ period: 'own', from: value < days.from ? value : days.from, to: value }); }} />
        </>
      ) : null}
      <Select label={words.by} w={160} allowDeselect={false} searchable value={by} data={named} onChange={(value) => onChange({ by: value as ReportDimension, then: search.then === value ? undefined : search.then, sort: undefined, up: undefined })} />
      <Select label={words.then} w={160} clearable searchable placeholder={words.none} value={search.then ?? null} data={named.filter(({ value }) => value !== by)} onChange={(value) => onChange({ then: value ?? undefined, sort: undefined, up: undefined })} />
      <Select hiddenFrom="sm" label={words.sort} w={160} clearable placeholder={words.metrics.clicks} value={sorted.some(({ value }) => value === search.sort) ? (search.sort ?? null) : null} data={sorted} onChange={(value) => onChange({ sort: value ?? undefined, up: undefined })} />
      {currencies.length > 1 ? <Select label={words.currency} w={110} allowDeselect={false} value={currency ?? null} data={currencies} onChange={(value) => onChange({ currency: value ?? undefined })} /> : null}
      <Columns metrics={metrics} shown={shown} onChange={onChange} />
      <Switch mt={24} label={words.compare} checked={search.compare === true} onChange={(event) => onChange({ compare: event.currentTarget.checked ? true : undefined })} />
    </FilterBar>
  );
}

function Columns({ metrics, shown, onChange }: Pick<Props, 'metrics' | 'shown' | 'onChange'>) {
  return (
    <Popover position="bottom-start" shadow="md" trapFocus returnFocus withRoles>
      <Popover.Target><Button variant="default" mt={24} leftSection={<IconColumns3 size={16} aria-hidden />}>{words.columns}</Button></Popover.Target>
      <Popover.Dropdown aria-label={words.columns} mah={360} style={{ overflowY: 'auto' }}>
        <Checkbox.Group aria-label={words.columns} value={[...shown]} onChange={(chosen) => onChange({ columns: metrics.filter((metric) => chosen.includes(metric)).join(',') || undefined })}>
          <Stack gap="xs">{metrics.map((metric) => <Checkbox key={metric} value={metric} label={words.metrics[metric]} />)}</Stack>
        </Checkbox.Group>
      </Popover.Dropdown>
    </Popover>
  );
}
