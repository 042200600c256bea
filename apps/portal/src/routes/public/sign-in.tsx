import { Alert, Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { FairleadProblem } from '@fairlead/client';
import { useMutation } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { body, openApi } from '../../api/client';
import { ErrorState } from '../../components/states';
import { TextLink } from '../../components/links';
import { sessionStore, useSession } from '../../session/session-store';
import { t } from '../../strings/en';
import { PublicFrame } from './frame';

const words = t.public.signIn;

/** Signs in and leads back to where the session ended. */
export function SignInPage() {
  const { back } = useSearch({ from: '/sign-in' });
  const router = useRouter();
  const form = useForm({ mode: 'uncontrolled', initialValues: { email: '', password: '' } });
  const signIn = useMutation({
    mutationFn: async (values: { email: string; password: string }) => body(await openApi.POST('/api/v1/auth/login', { body: values })),
    onSuccess: (session) => sessionStore.begin(session),
  });
  const signedIn = useSession() !== null;
  useEffect(() => {
    if (signedIn) router.history.replace(back ?? '/');
  }, [signedIn, back, router]);
  return (
    <PublicFrame title={words.title}>
      <form onSubmit={form.onSubmit((values) => signIn.mutate(values))} noValidate>
        <Stack>
          <Title order={1}>{words.title}</Title>
          {back !== undefined && !signIn.isError ? <Alert variant="light" color="blue">{words.expired}</Alert> : null}
          {signIn.isError ? <SignInError error={signIn.error} /> : null}
          <TextInput label={words.email} type="email" autoComplete="username" autoFocus key={form.key('email')} {...form.getInputProps('email')} />
          <PasswordInput label={words.password} autoComplete="current-password" key={form.key('password')} {...form.getInputProps('password')} />
          <Button type="submit" size="md" loading={signIn.isPending}>{words.submit}</Button>
          <Text size="sm" c="dimmed">{words.noAccount} <TextLink to="/sign-up" search={{}} underline="always">{words.signUp}</TextLink></Text>
        </Stack>
      </form>
    </PublicFrame>
  );
}

function SignInError({ error }: { readonly error: unknown }) {
  const code = error instanceof FairleadProblem ? error.code : null;
  const known = code === 'auth.bad_credentials' || code === 'validation_failed' ? words.bad : code === 'auth.too_many_attempts' ? words.tooMany : null;
  return known ? <Alert color="red" variant="light" role="alert">{known}</Alert> : <ErrorState error={error} />;
}
