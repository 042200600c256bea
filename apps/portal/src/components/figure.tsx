import { Button, Group, Skeleton, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { t } from '../strings/en';

interface Props<Data> {
  readonly of: Pick<UseQueryResult<Data>, 'data' | 'error' | 'isFetching'> & { readonly refetch: () => unknown };
  readonly children: (data: Data) => ReactNode;
}

/** A figure that is read over the API: its place meanwhile, and that it could not be read, which is not the same as nothing. */
export function Figure<Data>({ of: { data, error, isFetching, refetch }, children }: Props<Data>) {
  if (data !== undefined) return <>{children(data)}</>;
  if (!error) return <Skeleton h={28} w="60%" />;
  return (
    <Group gap="xs" mb={6} role="alert">
      <Text size="sm" component="span" fw={500}>{t.shared.notRead}</Text>
      <Button size="compact-xs" variant="default" loading={isFetching} onClick={() => void refetch()}>{t.shared.retry}</Button>
    </Group>
  );
}
