import { Badge, Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import { DataTable } from '../../components/data-table';
import { DateTime } from '../../components/date-time';
import { tellDone, tellFailure } from '../../components/notify';
import { Panel } from '../../components/panel';
import { EmptyState, ErrorState, LoadingRows } from '../../components/states';
import { t } from '../../strings/en';
import { account as accountTexts } from '../../strings/account';
import { browserName } from './browser-name';

const words = accountTexts.security;

/** Where the reader is signed in; ends one session, or all but this one. */
export function OwnSessions() {
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery({ queryKey: ['own-sessions'], queryFn: async () => body(await api.GET('/api/v1/me/sessions')).data });
  const onEnd = (message: string) => ({
    onSuccess: async () => {
      tellDone(message);
      await queries.invalidateQueries({ queryKey: ['own-sessions'] });
    },
    onError: tellFailure,
  });
  const end = useMutation({ mutationFn: (id: string) => api.DELETE('/api/v1/me/sessions/{id}', { params: { path: { id } } }), ...onEnd(words.ended) });
  const endOthers = useMutation({ mutationFn: () => api.DELETE('/api/v1/me/sessions'), ...onEnd(words.othersEnded) });
  const others = (data ?? []).some(({ current }) => !current);
  return (
    <Panel title={words.sessions} flush action={others ? <Button size="xs" variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate()}>{words.endOthers}</Button> : null}>
      {error && !data ? <ErrorState error={error} retry={() => void refetch()} /> : null}
      {data ? (
        <DataTable
          label={words.sessions} rows={data} empty={<EmptyState title={words.sessions} />}
          columns={[
            { key: 'browser', title: words.browser, render: (row) => browserName(row.user_agent ?? '') },
            { key: 'began', title: words.began, render: (row) => <DateTime at={row.created_at} /> },
            { key: 'seen', title: words.seen, render: (row) => <DateTime at={row.last_seen_at} /> },
            {
              key: 'end', title: t.shared.actions,
              render: (row) => (row.current
                ? <Badge variant="light" color="teal" tt="none" autoContrast={false} c="var(--mantine-color-text)">{words.here}</Badge>
                : <Button size="compact-sm" variant="default" aria-label={words.endOf(browserName(row.user_agent ?? ''))} loading={end.isPending && end.variables === row.id} onClick={() => end.mutate(row.id)}>{words.end}</Button>),
            },
          ]}
        />
      ) : error ? null : <LoadingRows rows={2} />}
    </Panel>
  );
}
