import { Alert, Text } from '@mantine/core';
import { Navigate, Outlet, useLocation } from '@tanstack/react-router';
import { useSecondFactorDuty } from '../../session/second-factor-duty';
import type { User } from '../../session/session-store';
import { t } from '../../strings/en';

const SECURITY = '/settings/security';

/** The page of the address; or, while the network insists on a second factor, the one where it is set up, and why. */
export function DutyOrPage({ user }: { readonly user: User }) {
  const { pathname } = useLocation();
  const due = useSecondFactorDuty(user);
  if (due && pathname !== SECURITY) return <Navigate to={SECURITY} replace />;
  // The page keeps its place when the duty is done: it then shows the recovery codes, this once.
  return (
    <>
      {due ? <Alert color="yellow" variant="light" mb="lg" title={t.duty.title}><Text size="sm">{t.duty.about}</Text></Alert> : null}
      <Outlet />
    </>
  );
}
