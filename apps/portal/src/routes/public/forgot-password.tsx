import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { openApi } from '../../api/client';
import { ButtonLink } from '../../components/links';
import { ErrorState } from '../../components/states';
import { account as accountTexts } from '../../strings/account';
import { PublicFrame } from './frame';
import { Said } from './link-token';

const words = accountTexts.forgot;

/** Asks for a link to set a new password; says the same whether there is such an account or not. */
export function ForgotPasswordPage() {
  const form = useForm({ initialValues: { email: '' }, validate: { email: (value) => (/^\S+@\S+\.\S+$/.test(value.trim()) ? null : accountTexts.needEmail) } });
  const ask = useMutation({ mutationFn: (email: string) => openApi.POST('/api/v1/auth/forgot-password', { body: { email } }) });
  if (ask.isSuccess) {
    return <PublicFrame title={words.sent}><Said title={words.sent} about={words.sentAbout(ask.variables)}><ButtonLink to="/sign-in" size="md" variant="default">{accountTexts.toSignIn}</ButtonLink></Said></PublicFrame>;
  }
  return (
    <PublicFrame title={words.title}>
      <form onSubmit={form.onSubmit(({ email }) => ask.mutate(email.trim()))} noValidate>
        <Said title={words.title} about={words.about}>
          <Stack>
            {ask.isError ? <ErrorState error={ask.error} /> : null}
            <TextInput label={words.email} type="email" autoComplete="username" autoFocus {...form.getInputProps('email')} />
            <Button type="submit" size="md" loading={ask.isPending}>{words.submit}</Button>
            <ButtonLink to="/sign-in" variant="subtle">{accountTexts.toSignIn}</ButtonLink>
          </Stack>
        </Said>
      </form>
    </PublicFrame>
  );
}
