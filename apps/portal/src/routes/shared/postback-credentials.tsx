import { Button, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import { postbackCredentials } from '../../api/queries';
import { CopyField } from '../../components/copy-field';
import { DataTable } from '../../components/data-table';
import { DateTime } from '../../components/date-time';
import { tellFailure } from '../../components/notify';
import { Panel } from '../../components/panel';
import { EmptyState, ErrorState, LoadingRows } from '../../components/states';
import { t } from '../../strings/en';
import { conversions as conversionsTexts } from '../../strings/conversions';
import { RevokeButton } from './revoke-button';

const words = conversionsTexts.developer;

/** Tokens and secrets that prove a postback; shown once when they are made. */
export function PostbackCredentials() {
  const { data, error, refetch } = useQuery(postbackCredentials());
  const create = useCreateCredentials();
  return (
    <Panel title={words.postback} about={words.postbackAbout} flush action={<Button size="xs" loading={create.isPending} onClick={() => create.mutate()}>{words.postbackCreate}</Button>}>
      {error && !data ? <ErrorState error={error} retry={() => void refetch()} /> : null}
      {data ? (
        <DataTable
          label={words.postback} rows={data} empty={<EmptyState title={words.postbackNone}>{words.postbackNoneAbout}</EmptyState>}
          columns={[
            { key: 'token', title: words.token, render: (row) => <Text size="sm" className="mono">…{row.token_last_four}</Text> },
            { key: 'created', title: t.shared.fields.created, render: (row) => <DateTime at={row.created_at} /> },
            { key: 'revoke', title: t.shared.actions, render: (row) => <RevokeButton about={words.postbackRevokeAbout} name={row.token_last_four} queryKey="postback-credentials" revoke={() => api.DELETE('/api/v1/postback-credentials/{id}', { params: { path: { id: row.id } } })} /> },
          ]}
        />
      ) : error ? null : <LoadingRows rows={2} />}
      <Modal opened={create.data !== undefined} onClose={create.reset} title={<Text component="span" fw={650}>{words.postback}</Text>}>
        {create.data ? (
          <Stack>
            <Text size="sm">{words.postbackShownOnce}</Text>
            <CopyField label={words.token} value={create.data.token} />
            <CopyField label={words.secret} description={words.secretAbout} value={create.data.secret} />
            <Button onClick={create.reset}>{words.done}</Button>
          </Stack>
        ) : null}
      </Modal>
    </Panel>
  );
}

/** Makes a token and a secret. */
export function useCreateCredentials() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => body(await api.POST('/api/v1/postback-credentials')),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['postback-credentials'] }),
    onError: tellFailure,
  });
}
