import { AppShell, Badge, Burger, Group, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { Link, useLocation, useRouter } from '@tanstack/react-router';
import { type ComponentType, useEffect, useState } from 'react';
import { useSession, type User } from '../../session/session-store';
import { UserContext } from '../../session/use-user';
import { t } from '../../strings/en';
import { Logo } from '../../theme/logo';
import { Bell } from './bell';
import { NAVIGATION } from './navigation';
import { DutyOrPage } from './second-factor-duty';
import { UnverifiedBanner } from './unverified-banner';
import { UserMenu } from './user-menu';
import { ViewingBanner } from './viewing-banner';
import { wayBack } from './way-back';

/** Everything behind the sign-in: without a session it leads there, and back to this address afterwards. */
export function Shell() {
  const session = useSession();
  const router = useRouter();
  useEffect(() => {
    // The way in is guarded by the route; this is for a session that ends on a page.
    if (session === null) void router.navigate({ to: '/sign-in', replace: true, search: wayBack(router.state.location) });
  }, [session, router]);
  if (session === null) return null;
  return (
    <UserContext.Provider value={session.user}>
      <Frame user={session.user} />
    </UserContext.Provider>
  );
}

function Frame({ user }: { readonly user: User }) {
  const [opened, { toggle, close }] = useDisclosure(false);
  const { pathname } = useLocation();
  useEffect(close, [pathname, close]);
  const { Palette, open } = usePalette();
  return (
    <AppShell header={{ height: 56 }} navbar={{ width: 236, breakpoint: 'sm', collapsed: { mobile: !opened } }} padding={{ base: 'md', md: 'xl' }}>
      <a className="skip-link" href="#content">{t.shell.skip}</a>
      <AppShell.Header px="md">
        <Group h="100%" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={opened ? t.shell.closeNavigation : t.shell.openNavigation} aria-expanded={opened} />
            <Link to="/" style={{ display: 'flex', alignItems: 'center', gap: 10, textDecoration: 'none', color: 'inherit' }}>
              <Logo /><Text fw={650} fz="lg" component="span" className="portal-from-xs">{t.shared.product}</Text>
            </Link>
            <Badge variant="light" color="gray" tt="none" fw={500} autoContrast={false} c="var(--mantine-color-text)" visibleFrom="xs">{t.shell.roles[user.role]}</Badge>
          </Group>
          <Group gap="xs" wrap="nowrap"><SearchButton onClick={open} /><Bell /><UserMenu user={user} /></Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" style={{ overflowY: 'auto' }} aria-label={t.shell.navigation}><Navigation role={user.role} /></AppShell.Navbar>
      <AppShell.Main className="portal-main" id="content" tabIndex={-1} style={{ outline: 'none' }}><div className="portal-page"><ViewingBanner /><UnverifiedBanner user={user} /><DutyOrPage user={user} /></div></AppShell.Main>
      {Palette ? <Palette role={user.role} /> : null}
    </AppShell>
  );
}

/** The command palette, loaded when it is first asked for. */
function usePalette() {
  const [Palette, setPalette] = useState<ComponentType<{ role: User['role'] }> | null>(null);
  const open = () => {
    void import('./command-palette').then((loaded) => {
      setPalette(() => loaded.CommandPalette);
      loaded.openPalette();
    });
  };
  useHotkeys([['mod+K', open]], []);
  return { Palette, open };
}

function SearchButton({ onClick }: { readonly onClick: () => void }) {
  return (
    <UnstyledButton
      onClick={onClick} px="sm" h={34} style={{ border: '1px solid var(--portal-line)', borderRadius: 8, background: 'var(--portal-canvas)' }}
    >
      <Group gap={8} wrap="nowrap">
        <IconSearch size={15} aria-hidden />
        <Text size="sm" c="dimmed" component="span" className="portal-from-sm">{t.shell.search}</Text>
        <Text size="xs" c="dimmed" component="span" className="mono" visibleFrom="md">Ctrl K</Text>
      </Group>
    </UnstyledButton>
  );
}

function Navigation({ role }: { readonly role: User['role'] }) {
  const { pathname } = useLocation();
  return (
    <div className="portal-nav">
      {NAVIGATION[role].map((group, index) => (
        <div key={group.label ?? index} role="group" aria-label={group.label ?? t.shell.navigation}>
          {group.label ? <div className="portal-nav-group" aria-hidden="true">{group.label}</div> : null}
          {group.items.map(({ to, label, icon: Icon }) => (
            <Link key={to} to={to} aria-current={isCurrent(pathname, to) ? 'page' : undefined}><Icon size={17} stroke={1.7} aria-hidden />{label}</Link>
          ))}
        </div>
      ))}
    </div>
  );
}

function isCurrent(pathname: string, to: string): boolean {
  return to === '/' ? pathname === '/' : pathname === to || pathname.startsWith(`${to}/`);
}
