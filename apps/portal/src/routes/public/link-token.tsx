import { Alert, Stack, Text, Title } from '@mantine/core';
import { FairleadProblem } from '@fairlead/client';
import { type ReactNode, useEffect, useState } from 'react';
import { useRouter } from '@tanstack/react-router';
import { ErrorState } from '../../components/states';
import { account as accountTexts } from '../../strings/account';

/** Pages that links of mails lead to. */
type LinkPath = '/verify-email' | '/reset-password' | '/invitation';
const STORAGE_KEY = 'fairlead.link';

/**
 * The secret of a mail's link. It comes in the fragment, which no server sees, and is taken out of the address at once; this tab
 * keeps it over a reload or a sign-in in between, until `forgetLink`.
 */
export function useLinkToken(path: LinkPath): string | null {
  const router = useRouter();
  const [fresh] = useState(() => new URLSearchParams(window.location.hash.slice(1)).get('token'));
  const key = `${STORAGE_KEY}.${path}`;
  useEffect(() => {
    if (fresh === null) return;
    sessionStorage.setItem(key, fresh);
    router.history.replace(path);
  }, [fresh, key, path, router]);
  return fresh ?? sessionStorage.getItem(key);
}

export function forgetLink(path: LinkPath): void {
  sessionStorage.removeItem(`${STORAGE_KEY}.${path}`);
}

/** Why a link did not work. */
export function LinkError({ error }: { readonly error: unknown }) {
  const over = error instanceof FairleadProblem && error.code === 'auth.link_invalid';
  return over ? <Alert color="red" variant="light" role="alert">{accountTexts.linkOver}</Alert> : <ErrorState error={error} />;
}

/** Heading, explanation and what to do below it. */
export function Said({ title, about, children }: { readonly title: string; readonly about: string; readonly children?: ReactNode }) {
  return <Stack><Title order={1}>{title}</Title><Text c="dimmed" style={{ overflowWrap: 'anywhere' }}>{about}</Text>{children}</Stack>;
}
