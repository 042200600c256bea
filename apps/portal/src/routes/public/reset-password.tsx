import { Button, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { openApi } from '../../api/client';
import { ButtonLink } from '../../components/links';
import { UsernameField } from '../../components/username-field';
import { sessionStore } from '../../session/session-store';
import { account as accountTexts } from '../../strings/account';
import { PublicFrame } from './frame';
import { forgetLink, LinkError, Said, useLinkToken } from './link-token';
import { SHORTEST_PASSWORD } from './password';

const words = accountTexts.reset;

/** Sets a new password by the link of a mail; every session ends, this tab's too. */
export function ResetPasswordPage() {
  const token = useLinkToken('/reset-password');
  const form = useForm({ initialValues: { password: '' }, validate: { password: (value) => (value.length >= SHORTEST_PASSWORD ? null : accountTexts.needPassword) } });
  const reset = useMutation({
    mutationFn: (body: { token: string; password: string }) => openApi.POST('/api/v1/auth/reset-password', { body }),
    onSuccess: () => {
      forgetLink('/reset-password');
      sessionStore.end();
    },
  });
  if (reset.isSuccess) return <PublicFrame title={words.done}><Said title={words.done} about={words.doneAbout}><ButtonLink to="/sign-in" size="md">{accountTexts.toSignIn}</ButtonLink></Said></PublicFrame>;
  const again = <ButtonLink to="/forgot-password" variant="subtle">{words.again}</ButtonLink>;
  if (token === null) return <PublicFrame title={words.title}><Said title={words.title} about={accountTexts.linkMissing}>{again}</Said></PublicFrame>;
  return (
    <PublicFrame title={words.title}>
      <form onSubmit={form.onSubmit(({ password }) => reset.mutate({ token, password }))} noValidate>
        <Said title={words.title} about={words.about}>
          <Stack>
            {reset.isError ? <><LinkError error={reset.error} />{again}</> : null}
            <UsernameField />
            <PasswordInput label={accountTexts.password} description={accountTexts.passwordAbout} autoComplete="new-password" autoFocus {...form.getInputProps('password')} />
            <Button type="submit" size="md" loading={reset.isPending}>{words.submit}</Button>
          </Stack>
        </Said>
      </form>
    </PublicFrame>
  );
}
