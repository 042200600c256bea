import { Alert, Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { FairleadProblem } from '@fairlead/client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { body, openApi } from '../../api/client';
import { setupState } from '../../api/public-queries';
import { ErrorState } from '../../components/states';
import { TextLink } from '../../components/links';
import { sessionStore, useSession } from '../../session/session-store';
import { publicPages as publicTexts } from '../../strings/public';
import { account as accountTexts } from '../../strings/account';
import { suspension as suspensionTexts } from '../../strings/suspension';
import { setUp as setUpTexts } from '../../strings/set-up';
import { PublicFrame } from './frame';

const words = publicTexts.signIn;

/** Signs in, in two steps where the account has a second factor, and leads back to where the session ended. */
export function SignInPage() {
  const { back, joining } = useSearch({ from: '/sign-in' });
  const router = useRouter();
  const [challenge, setChallenge] = useState<string | null>(null);
  const signedIn = useSession() !== null;
  useEffect(() => {
    if (signedIn) router.history.replace(back ?? '/');
  }, [signedIn, back, router]);
  const title = challenge === null ? words.title : words.codeTitle;
  return (
    <PublicFrame title={title}>
      {challenge === null
        ? <PasswordStep expired={back !== undefined && joining !== true} back={back} onChallenge={setChallenge} />
        : <CodeStep challenge={challenge} onStartAgain={() => setChallenge(null)} />}
    </PublicFrame>
  );
}

/** Leads whoever starts a network to its set-up. */
function SetUpNote() {
  const { data } = useQuery(setupState());
  return data?.needed === true ? <Alert variant="light" color="blue">{setUpTexts.needed} <TextLink to="/set-up" underline="always">{setUpTexts.title}</TextLink></Alert> : null;
}

function PasswordStep({ expired, back, onChallenge }: { readonly expired: boolean; readonly back: string | undefined; readonly onChallenge: (challenge: string) => void }) {
  const form = useForm({ mode: 'uncontrolled', initialValues: { email: '', password: '' } });
  const signIn = useMutation({
    mutationFn: async (values: { email: string; password: string }) => body(await openApi.POST('/api/v1/auth/login', { body: values })),
    onSuccess: (session) => sessionStore.begin(session),
    onError: (error) => {
      const challenge = challengeOf(error);
      if (challenge !== null) onChallenge(challenge);
    },
  });
  const failed = signIn.isError && challengeOf(signIn.error) === null;
  return (
    <form onSubmit={form.onSubmit((values) => signIn.mutate(values))} noValidate>
      <Stack>
        <Title order={1}>{words.title}</Title>
        {expired && !failed ? <Alert variant="light" color="blue">{words.expired}</Alert> : null}
        {failed ? <SignInError error={signIn.error} /> : null}
        <TextInput label={words.email} type="email" autoComplete="username" autoFocus key={form.key('email')} {...form.getInputProps('email')} />
        <PasswordInput label={words.password} autoComplete="current-password" key={form.key('password')} {...form.getInputProps('password')} />
        <Text size="sm"><TextLink to="/forgot-password" underline="always">{accountTexts.forgot.link}</TextLink></Text>
        <Button type="submit" size="md" loading={signIn.isPending}>{words.submit}</Button>
        <SetUpNote />
        <Text size="sm" c="dimmed">{words.noAccount} <TextLink to="/sign-up" search={back === undefined ? {} : { back }} underline="always">{words.signUp}</TextLink></Text>
      </Stack>
    </form>
  );
}

function CodeStep({ challenge, onStartAgain }: { readonly challenge: string; readonly onStartAgain: () => void }) {
  const form = useForm({ mode: 'uncontrolled', initialValues: { code: '' } });
  const enter = useMutation({
    mutationFn: async (values: { code: string }) => body(await openApi.POST('/api/v1/auth/login/second-factor', { body: { challenge, code: values.code.trim() } })),
    onSuccess: (session) => sessionStore.begin(session),
  });
  return (
    <form onSubmit={form.onSubmit((values) => enter.mutate(values))} noValidate>
      <Stack>
        <Title order={1}>{words.codeTitle}</Title>
        <Text c="dimmed">{words.codeAbout}</Text>
        {enter.isError ? <SignInError error={enter.error} /> : null}
        <TextInput label={words.code} autoComplete="one-time-code" autoFocus key={form.key('code')} {...form.getInputProps('code')} />
        <Button type="submit" size="md" loading={enter.isPending}>{words.codeSubmit}</Button>
        <Button variant="subtle" onClick={onStartAgain}>{words.startAgain}</Button>
      </Stack>
    </form>
  );
}

/** The challenge of an account that has a second factor; null for any other problem. */
function challengeOf(error: unknown): string | null {
  if (!(error instanceof FairleadProblem) || error.code !== 'auth.second_factor_required') return null;
  const challenge = (error.problem as { challenge?: unknown } | null)?.challenge;
  return typeof challenge === 'string' ? challenge : null;
}

/** Why the network stopped the organization, in the words of its staff. */
function suspensionIn({ code, problem }: FairleadProblem): string | null {
  const reason = (problem as { reason?: unknown } | null)?.reason;
  return code === 'auth.organization_suspended' && typeof reason === 'string' ? suspensionTexts.toldAtSignIn(reason) : null;
}

const KNOWN: Readonly<Record<string, string>> = {
  'auth.bad_credentials': words.bad, validation_failed: words.bad, 'auth.too_many_attempts': words.tooMany, 'second_factor.wrong_code': words.codeWrong, 'auth.challenge_invalid': words.codeOver,
  'auth.organization_suspended': words.suspended,
};

function SignInError({ error }: { readonly error: unknown }) {
  const known = error instanceof FairleadProblem ? suspensionIn(error) ?? KNOWN[error.code] : undefined;
  return known === undefined ? <ErrorState error={error} /> : <Alert color="red" variant="light" role="alert">{known}</Alert>;
}
