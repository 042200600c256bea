import { Group, Paper, SimpleGrid, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A titled surface. `flush` lets a table reach its edges. */
export function Panel({ title, about, action, children, flush = false }: { readonly title?: string; readonly about?: ReactNode; readonly action?: ReactNode; readonly children: ReactNode; readonly flush?: boolean }) {
  return (
    <Paper component="section" p={flush ? 0 : 'lg'} style={{ overflow: 'hidden', minWidth: 0 }}>
      {title ? (
        <Group justify="space-between" align="flex-start" mb={flush ? 0 : 'md'} px={flush ? 'lg' : 0} pt={flush ? 'md' : 0} pb={flush ? 'sm' : 0}>
          <div><Title order={2}>{title}</Title>{about ? <Text size="sm" c="dimmed" component="div">{about}</Text> : null}</div>
          {action}
        </Group>
      ) : null}
      {children}
    </Paper>
  );
}

/** Figures beside each other. */
export function StatRow({ children }: { readonly children: ReactNode }) {
  return <SimpleGrid cols={{ base: 2, md: 4 }} spacing={{ base: 'xs', sm: 'md' }}>{children}</SimpleGrid>;
}

/** One figure with its name and where it comes from. */
export function Stat({ label, children, note }: { readonly label: string; readonly children: ReactNode; readonly note?: ReactNode }) {
  return (
    <Paper p={{ base: 'sm', sm: 'md' }}>
      <Text size="sm" c="dimmed">{label}</Text>
      <div className="portal-stat-value numbers">{children}</div>
      {note ? <Text size="xs" c="dimmed" mt={4} component="div">{note}</Text> : null}
    </Paper>
  );
}

/** Names and values below each other. */
export function Facts({ rows }: { readonly rows: readonly (readonly [string, ReactNode] | null)[] }) {
  return (
    <dl className="portal-facts">
      {rows.map((row) => (row ? <FactRow key={row[0]} name={row[0]} value={row[1]} /> : null))}
    </dl>
  );
}

function FactRow({ name, value }: { readonly name: string; readonly value: ReactNode }) {
  return <><dt>{name}</dt><dd>{value}</dd></>;
}
