import { Avatar, Menu, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { IconApi, IconCheck, IconDeviceDesktop, IconLogout, IconMoon, IconSun } from '@tabler/icons-react';
import { openApi } from '../../api/client';
import { chooseZone, useZone } from '../../session/preferences';
import { sessionStore, type User } from '../../session/session-store';
import { t } from '../../strings/en';
import { OrganizationSwitch } from './organization-switch';

const SCHEMES = [['light', t.shell.theme.light, IconSun], ['dark', t.shell.theme.dark, IconMoon], ['auto', t.shell.theme.auto, IconDeviceDesktop]] as const;

/** Who is signed in and for which organization, colours, time zone, and the way out. */
export function UserMenu({ user }: { readonly user: User }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const zone = useZone();
  const tick = <IconCheck size={15} aria-hidden />;
  return (
    <Menu position="bottom-end" width={260} shadow="md">
      <Menu.Target>
        <UnstyledButton style={{ borderRadius: '50%' }}><Avatar name={user.name} color="ink" variant="filled" size={34} alt="" /><span className="visually-hidden">{t.shell.menu(user.name)}</span></UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div style={{ padding: '8px 12px' }}><Text size="sm" fw={600}>{user.name}</Text><Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>{user.email}</Text><Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>{user.organization_name} · {t.shell.roles[user.role]}</Text></div>
        <OrganizationSwitch />
        <Menu.Divider />
        <Menu.Label c="dimmed">{t.shell.theme.label}</Menu.Label>
        {SCHEMES.map(([scheme, label, Icon]) => (
          <Menu.Item key={scheme} leftSection={<Icon size={16} aria-hidden />} rightSection={colorScheme === scheme ? tick : null} closeMenuOnClick={false} onClick={() => setColorScheme(scheme)}>{label}</Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label c="dimmed">{t.shell.zone.label}</Menu.Label>
        <Menu.Item rightSection={zone.choice === 'local' ? tick : null} closeMenuOnClick={false} onClick={() => chooseZone('local')}>{t.shell.zone.local(Intl.DateTimeFormat().resolvedOptions().timeZone)}</Menu.Item>
        <Menu.Item rightSection={zone.choice === 'utc' ? tick : null} closeMenuOnClick={false} onClick={() => chooseZone('utc')}>{t.shell.zone.utc}</Menu.Item>
        <Menu.Divider />
        <Menu.Item component="a" href="/docs" leftSection={<IconApi size={16} aria-hidden />}>{t.shell.apiDocs}</Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut()}>{t.shell.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

async function signOut(): Promise<void> {
  const session = sessionStore.get();
  try {
    if (session?.refreshToken) await openApi.POST('/api/v1/auth/logout', { body: { refresh_token: session.refreshToken } });
  } finally {
    // The tab forgets the session and all that was read with it, even when the server could not be told.
    sessionStore.end();
    window.location.assign('/sign-in');
  }
}
