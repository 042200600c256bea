import { Menu, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import { ownOrganizations } from '../../api/team-queries';
import { tellFailure } from '../../components/notify';
import { sessionStore } from '../../session/session-store';
import { team as teamTexts } from '../../strings/team';

const words = teamTexts;

/** The organizations of who belongs to several; choosing one goes on in it. */
export function OrganizationSwitch() {
  const { data = [] } = useQuery(ownOrganizations());
  const enter = useMutation({
    mutationFn: async (id: string) => body(await api.POST('/api/v1/organizations/switch', { body: { organization_id: id } })),
    onSuccess: (session) => {
      sessionStore.begin(session);
      // Loaded anew: nothing that was read for one organization may be seen in the other.
      window.location.assign('/');
    },
    onError: tellFailure,
  });
  if (data.length < 2) return null;
  return (
    <>
      <Menu.Divider />
      <Menu.Label c="dimmed">{words.organizations}</Menu.Label>
      {data.map((one) => (
        <Menu.Item
          key={one.id} disabled={one.status === 'suspended' || enter.isPending} closeMenuOnClick={false} rightSection={one.current ? <IconCheck size={15} aria-hidden /> : null} aria-current={one.current ? 'true' : undefined}
          onClick={() => { if (!one.current) enter.mutate(one.id); }}
        >
          {one.name}<Text size="xs" c="dimmed" component="span" display="block">{[words.kinds[one.kind], words.roles[one.team_role], ...(one.status === 'suspended' ? [words.suspended] : [])].join(' · ')}</Text>
        </Menu.Item>
      ))}
    </>
  );
}
