import { Button, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '../../api/client';
import { invitations, members } from '../../api/team-queries';
import { ListTable } from '../../components/data-table';
import { DateTime } from '../../components/date-time';
import { PageHeader } from '../../components/page-header';
import { Facts, Panel } from '../../components/panel';
import { EmptyState } from '../../components/states';
import { useUser } from '../../session/use-user';
import { t } from '../../strings/en';
import { team as teamTexts } from '../../strings/team';
import { RevokeButton } from '../shared/revoke-button';
import { InviteDialog } from './invite-dialog';
import { MemberRows } from './member-rows';
import { managingRole, managesTeam, rolesOf } from './team-roles';

const words = teamTexts;

/** Who works for the organization. Its managers invite, change roles and remove; everybody else reads. */
export function TeamPage() {
  const user = useUser();
  const [opened, { open, close }] = useDisclosure(false);
  const manages = managesTeam(user.team_role);
  return (
    <>
      <PageHeader title={words.title} about={words.about(user.organization_name)} actions={manages ? <Button onClick={open}>{words.invite}</Button> : null} />
      <Stack gap="lg">
        <MemberRows />
        <OpenInvitations manages={manages} />
        <Panel title={words.rolesTitle}>
          <Facts rows={rolesOf(user.role).map((role) => [words.roles[role], words.rolesAbout[role]])} />
          {manages ? null : <Text size="sm" c="dimmed" mt="md">{words.managersOnly(words.roles[managingRole(user.role)])}</Text>}
        </Panel>
      </Stack>
      {manages ? <InviteDialog opened={opened} onClose={close} /> : null}
    </>
  );
}

function OpenInvitations({ manages }: { readonly manages: boolean }) {
  const list = useInfiniteQuery(invitations());
  const { data: team } = useQuery(members());
  const nameOf = (id: string) => team?.find((member) => member.id === id)?.name ?? words.former;
  return (
    <Panel title={words.invitations} about={words.invitationsAbout} flush>
      <ListTable
        label={words.invitations} list={list} empty={<EmptyState title={words.noInvitations}>{words.noInvitationsAbout}</EmptyState>}
        columns={[
          { key: 'email', title: words.email, render: (row) => <Text size="sm" fw={500}>{row.email}</Text> },
          { key: 'role', title: words.role, render: (row) => words.roles[row.team_role] },
          { key: 'by', title: words.invitedBy, render: (row) => nameOf(row.invited_by) },
          { key: 'expires', title: words.expires, render: (row) => <DateTime at={row.expires_at} /> },
          ...(manages ? [{
            key: 'revoke', title: t.shared.actions,
            render: (row: { id: string; email: string }) => <RevokeButton words={words.revocation} about={words.revokeAbout(row.email)} name={row.email} queryKey="invitations" revoke={() => api.DELETE('/api/v1/invitations/{id}', { params: { path: { id: row.id } } })} />,
          }] : []),
        ]}
      />
    </Panel>
  );
}
