import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { FairleadProblem } from '@fairlead/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client';
import { tellDone } from '../../components/notify';
import { PageHeader } from '../../components/page-header';
import { Panel } from '../../components/panel';
import { ErrorState } from '../../components/states';
import { UsernameField } from '../../components/username-field';
import { useUser } from '../../session/use-user';
import { account as accountTexts } from '../../strings/account';
import { SHORTEST_PASSWORD } from '../public/password';
import { SecondFactor } from './second-factor';
import { OwnSessions } from './own-sessions';

const words = accountTexts.security;

/** What keeps a person's account theirs. */
export function SecurityPage() {
  return (
    <>
      <PageHeader title={words.title} about={words.about} />
      <Stack gap="lg"><SecondFactor /><PasswordPanel /><OwnSessions /></Stack>
    </>
  );
}

function PasswordPanel() {
  const { email } = useUser();
  const queries = useQueryClient();
  const form = useForm({
    initialValues: { current_password: '', new_password: '' },
    validate: { current_password: (value) => (value ? null : words.currentPassword), new_password: (value) => (value.length >= SHORTEST_PASSWORD ? null : accountTexts.needPassword) },
  });
  const change = useMutation({
    mutationFn: (body: typeof form.values) => api.POST('/api/v1/me/password', { body }),
    onSuccess: async () => {
      form.reset();
      tellDone(words.changed);
      await queries.invalidateQueries({ queryKey: ['own-sessions'] });
    },
  });
  const wrong = change.error instanceof FairleadProblem && change.error.code === 'auth.wrong_password';
  return (
    <Panel title={words.changePassword} about={words.changeAbout}>
      <form onSubmit={form.onSubmit((values) => change.mutate(values))} noValidate>
        <Stack maw={420}>
          <UsernameField email={email} />
          <PasswordInput label={words.currentPassword} autoComplete="current-password" {...form.getInputProps('current_password')} error={wrong ? words.wrongPassword : form.errors.current_password} />
          <PasswordInput label={accountTexts.password} description={accountTexts.passwordAbout} autoComplete="new-password" {...form.getInputProps('new_password')} />
          {change.isError && !wrong ? <ErrorState error={change.error} /> : null}
          <Group><Button type="submit" loading={change.isPending}>{words.save}</Button></Group>
        </Stack>
      </form>
    </Panel>
  );
}
