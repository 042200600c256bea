import { Breadcrumbs, Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { t } from '../strings/en';

/** The heading of a page: the one h1, where it belongs, what it is about and what can be done. Also names the browser tab. */
export function PageHeader({ title, about, crumbs, status, actions }: {
  readonly title: string; readonly about?: ReactNode; readonly crumbs?: readonly ReactNode[]; readonly status?: ReactNode; readonly actions?: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} · ${t.shared.product}`;
  }, [title]);
  return (
    <Stack gap={6} mb="lg" component="header">
      {crumbs ? <Breadcrumbs separatorMargin={6} fz="sm">{crumbs}</Breadcrumbs> : null}
      <Group justify="space-between" align="flex-start" gap="sm">
        <div style={{ minWidth: 0, flex: '1 1 320px' }}>
          <Group gap="sm" align="center"><Title order={1} style={{ overflowWrap: 'anywhere' }}>{title}</Title>{status}</Group>
          {about ? <Text c="dimmed" size="sm" mt={4} maw={720} component="div">{about}</Text> : null}
        </div>
        {actions ? <Group gap="xs">{actions}</Group> : null}
      </Group>
    </Stack>
  );
}
