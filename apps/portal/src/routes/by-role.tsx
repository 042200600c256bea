import { type ComponentType, type JSX, lazy, Suspense } from 'react';
import { DeniedState, LoadingRows } from '../components/states';
import { type Role, sessionStore } from '../session/session-store';
import { useUser } from '../session/use-user';
import { t } from '../strings/en';

/** A page that the router begins to load with the frame around it, not after that. */
type Page = (() => JSX.Element) & { readonly preload: () => Promise<void> };
type Loader = () => Promise<ComponentType>;

/** One address, another page for each role; a role without one sees that it has none. */
export function byRole(loaders: Partial<Record<Role, Loader>>): Page {
  const pages = new Map<Role, ComponentType>();
  for (const [role, load] of Object.entries(loaders) as [Role, Loader][]) {
    pages.set(role, lazy(async () => ({ default: await load() })));
  }
  function PageOfRole() {
    const { role } = useUser();
    const PageHere = pages.get(role);
    if (!PageHere) return <DeniedState role={t.shell.roles[role]} />;
    return <Suspense fallback={<LoadingRows />}><PageHere /></Suspense>;
  }
  return Object.assign(PageOfRole, { preload: () => preload(loaders) });
}

/** Begins, and lets the frame come meanwhile. What fails here fails again, and shows, where the page is drawn. */
function preload(loaders: Partial<Record<Role, Loader>>): Promise<void> {
  const role = sessionStore.get()?.user.role;
  void (role === undefined ? undefined : loaders[role]?.().catch(() => undefined));
  return Promise.resolve();
}

/** The same page for these roles. */
export function forRoles(roles: readonly Role[], load: Loader): Page {
  return byRole(Object.fromEntries(roles.map((role) => [role, load])));
}
