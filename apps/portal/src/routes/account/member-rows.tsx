import { Badge, Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { FairleadProblem } from '@fairlead/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import { members } from '../../api/team-queries';
import type { Member } from '../../api/types';
import { ConfirmDialog } from '../../components/confirm-money';
import { type Column, DataTable } from '../../components/data-table';
import { DateTime } from '../../components/date-time';
import { tellDone } from '../../components/notify';
import { Panel } from '../../components/panel';
import { EmptyState, ErrorState, LoadingRows } from '../../components/states';
import { sessionStore } from '../../session/session-store';
import { useUser } from '../../session/use-user';
import { t } from '../../strings/en';
import { team as teamTexts } from '../../strings/team';
import { managesTeam, otherRole } from './team-roles';

const words = teamTexts;

/** The people of the team, in the order of joining. */
export function MemberRows() {
  const user = useUser();
  const { data, error, refetch } = useQuery(members());
  const ofStaff: Column<Member> = { key: 'factor', title: words.factor, render: (row) => (row.second_factor ? words.on : words.off) };
  const forManagers: Column<Member> = { key: 'actions', title: t.shared.actions, render: (row) => <Group gap="xs"><ChangeRole member={row} /><Remove member={row} /></Group> };
  return (
    <Panel title={words.members} flush>
      {error && !data ? <ErrorState error={error} retry={() => void refetch()} /> : null}
      {data ? (
        <DataTable
          label={words.members} rows={data} empty={<EmptyState title={words.none} />}
          columns={[
            { key: 'name', title: words.name, render: (row) => <Who member={row} /> },
            { key: 'role', title: words.role, render: (row) => words.roles[row.team_role] },
            ...(user.role === 'admin' || user.role === 'finance' ? [ofStaff] : []),
            { key: 'joined', title: words.joined, render: (row) => <DateTime at={row.joined_at} form="day" /> },
            ...(managesTeam(user.team_role) ? [forManagers] : []),
          ]}
        />
      ) : error ? null : <LoadingRows rows={3} />}
    </Panel>
  );
}

function Who({ member }: { readonly member: Member }) {
  const you = useUser().id === member.id;
  return (
    <>
      <Group gap="xs"><Text size="sm" fw={500} component="span">{member.name}</Text>{you ? <Badge size="sm" variant="light" color="teal" tt="none" autoContrast={false} c="var(--mantine-color-text)">{words.you}</Badge> : null}</Group>
      <span className="portal-under">{member.email}</span>
    </>
  );
}

/** The last manager cannot go; the API's sentence about it names things that this screen does not. */
const shownError = (error: unknown) => (error instanceof FairleadProblem && error.code === 'team.last_manager' ? {} : { error });
const isLastManager = (error: unknown) => error instanceof FairleadProblem && error.code === 'team.last_manager';

function ChangeRole({ member }: { readonly member: Member }) {
  const user = useUser();
  const queries = useQueryClient();
  const [opened, { open, close }] = useDisclosure(false);
  const next = otherRole(user.role, member.team_role);
  const change = useMutation({
    mutationFn: () => api.PATCH('/api/v1/members/{id}', { params: { path: { id: member.id } }, body: { team_role: next } }),
    onSuccess: async () => {
      close();
      tellDone(words.changed(member.name, words.roles[next]));
      // Whoever steps down is somebody else to the portal from now on.
      if (member.id === user.id) sessionStore.know(body(await api.GET('/api/v1/me')));
      await queries.invalidateQueries({ queryKey: ['members'] });
    },
  });
  const shut = () => {
    close();
    change.reset();
  };
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={open} aria-label={words.makeOf(words.make[next], member.name)}>{words.make[next]}</Button>
      <ConfirmDialog opened={opened} onClose={shut} title={words.makeTitle[next]} confirmLabel={words.make[next]} onConfirm={() => change.mutate()} pending={change.isPending} {...shownError(change.error)}>
        <Text size="sm">{words.changeAbout(member.name, words.roles[next])} {words.rolesAbout[next]}</Text>
        {member.id === user.id && !managesTeam(next) ? <Text size="sm" fw={500}>{words.ownChange}</Text> : null}
        {isLastManager(change.error) ? <Text size="sm" c="var(--mantine-color-error)" role="alert">{words.lastManager}</Text> : null}
      </ConfirmDialog>
    </>
  );
}

function Remove({ member }: { readonly member: Member }) {
  const user = useUser();
  const own = member.id === user.id;
  const queries = useQueryClient();
  const [opened, { open, close }] = useDisclosure(false);
  const remove = useMutation({
    mutationFn: () => api.DELETE('/api/v1/members/{id}', { params: { path: { id: member.id } } }),
    onSuccess: async () => {
      close();
      if (own) return sessionStore.end();
      tellDone(words.removed(member.name));
      await Promise.all([queries.invalidateQueries({ queryKey: ['members'] }), queries.invalidateQueries({ queryKey: ['invitations'] })]);
    },
  });
  const shut = () => {
    close();
    remove.reset();
  };
  const label = own ? words.leave : words.remove;
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={open} aria-label={words.makeOf(label, member.name)}>{label}</Button>
      <ConfirmDialog opened={opened} onClose={shut} title={own ? words.leaveTitle : words.removeTitle} confirmLabel={label} danger onConfirm={() => remove.mutate()} pending={remove.isPending} {...shownError(remove.error)}>
        <Text size="sm">{own ? words.leaveAbout(user.organization_name) : words.removeAbout(member.name, user.organization_name)}</Text>
        {isLastManager(remove.error) ? <Text size="sm" c="var(--mantine-color-error)" role="alert">{words.lastManager}</Text> : null}
      </ConfirmDialog>
    </>
  );
}
