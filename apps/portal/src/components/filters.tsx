import { Group, Select, SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { t } from '../strings/en';
import { statusWord, type StatusKind } from '../strings/statuses';

/** Chooses one status or all; on narrow screens a select. */
export function StatusFilter<Status extends string>({ kind, values, value, onChange }: {
  readonly kind: StatusKind; readonly values: readonly Status[]; readonly value: Status | undefined; readonly onChange: (value: Status | undefined) => void;
}) {
  const data = [{ value: '', label: t.shared.all }, ...values.map((one) => ({ value: one, label: statusWord(kind, one).label }))];
  const choose = (chosen: string | null) => onChange(values.find((one) => one === chosen));
  return (
    <>
      <SegmentedControl visibleFrom="md" size="sm" data={data} value={value ?? ''} onChange={choose} aria-label={t.shared.status} withItemsBorders={false} />
      <Select hiddenFrom="md" data={data} value={value ?? ''} onChange={choose} aria-label={t.shared.status} allowDeselect={false} w={200} />
    </>
  );
}

/** A filter by text, applied on Enter or when the field is left. */
export function TextFilter({ label, value, onChange, width = 240 }: { readonly label: string; readonly value: string | undefined; readonly onChange: (value: string | undefined) => void; readonly width?: number }) {
  const [text, setText] = useState(value ?? '');
  useEffect(() => setText(value ?? ''), [value]);
  const apply = () => {
    if ((value ?? '') !== text.trim()) onChange(text.trim() || undefined);
  };
  return (
    <TextInput
      aria-label={label} placeholder={label} value={text} w={width} leftSection={<IconSearch size={15} aria-hidden />}
      onChange={(event) => setText(event.currentTarget.value)} onBlur={apply} onKeyDown={(event) => { if (event.key === 'Enter') apply(); }}
    />
  );
}

/** Where the filters of a list stand. */
export function FilterBar({ children }: { readonly children: React.ReactNode }) {
  return <Group gap="sm" mb="md">{children}</Group>;
}
