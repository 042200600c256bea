import { Alert, Text } from '@mantine/core';
import { Navigate, Outlet, useLocation } from '@tanstack/react-router';
import { useSecondFactorDuty } from '../../session/second-factor-duty';
import type { User } from '../../session/session-store';
import { t } from '../../strings/en';

const SECURITY = '/settings/security';

/** The page of the address; or, while the network insists on a second factor, the one where it is set up, and why. */
export function DutyOrPage({ user }: { readonly user: User }) {
  const { pathname } = useLocation();
  if (!useSecondFactorDuty(user)) return <Outlet />;
  if (pathname !== SECURITY) return <Navigate to={SECURITY} replace />;
  return (
    <>
      <Alert color="yellow" variant="light" mb="lg" title={t.duty.title}><Text size="sm">{t.duty.about}</Text></Alert>
      <Outlet />
    </>
  );
}
