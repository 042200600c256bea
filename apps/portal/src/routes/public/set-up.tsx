import { Alert, Button, PasswordInput, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { body, openApi } from '../../api/client';
import { setupState } from '../../api/public-queries';
import { TextLink } from '../../components/links';
import { ErrorState, LoadingRows } from '../../components/states';
import { sessionStore } from '../../session/session-store';
import { publicPages as publicTexts } from '../../strings/public';
import { setUp as words } from '../../strings/set-up';
import { countryOptions } from './countries';
import { PublicFrame } from './frame';
import { SHORTEST_PASSWORD } from './password';

const SHORTEST_TOKEN = 20;
const signUpWords = publicTexts.signUp;

/** Makes the first administrator of a network that has none. */
export function SetUpPage() {
  const { data, error, refetch } = useQuery(setupState());
  return (
    <PublicFrame title={words.title}>
      <Stack>
        <Title order={1}>{words.title}</Title>
        {error ? <ErrorState error={error} retry={() => void refetch()} /> : data === undefined ? <LoadingRows rows={3} /> : data.needed ? <SetUpForm /> : <Alert color="teal" variant="light">{words.done} <TextLink to="/sign-in" search={{}} underline="always">{signUpWords.signIn}</TextLink></Alert>}
      </Stack>
    </PublicFrame>
  );
}

function SetUpForm() {
  const router = useRouter();
  const form = useForm({
    initialValues: { token: '', organization_name: '', name: '', email: '', password: '', country: '' },
    validate: {
      token: (value) => (value.trim().length >= SHORTEST_TOKEN ? null : words.needToken),
      organization_name: (value) => (value.trim() ? null : words.needNetwork),
      name: (value) => (value.trim() ? null : signUpWords.needName),
      email: (value) => (/^\S+@\S+\.\S+$/.test(value) ? null : signUpWords.needEmail),
      password: (value) => (value.length >= SHORTEST_PASSWORD ? null : signUpWords.needPassword),
      country: (value) => (value ? null : signUpWords.needCountry),
    },
  });
  const setUp = useMutation({
    mutationFn: async (values: typeof form.values) => body(await openApi.POST('/api/v1/setup', { body: { ...values, token: values.token.trim() } })),
    onSuccess: (session) => {
      sessionStore.begin(session);
      router.history.push('/');
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => setUp.mutate(values))} noValidate>
      <Stack>
        <Text size="sm" c="dimmed">{words.about}</Text>
        {setUp.isError ? <ErrorState error={setUp.error} /> : null}
        <TextInput label={words.token} description={words.tokenAbout} autoComplete="off" {...form.getInputProps('token')} />
        <TextInput label={words.network} autoComplete="organization" {...form.getInputProps('organization_name')} />
        <TextInput label={words.name} autoComplete="name" {...form.getInputProps('name')} />
        <TextInput label={signUpWords.email} type="email" autoComplete="email" {...form.getInputProps('email')} />
        <PasswordInput label={signUpWords.password} description={signUpWords.passwordAbout} autoComplete="new-password" {...form.getInputProps('password')} />
        <Select label={signUpWords.country} data={countryOptions()} searchable autoComplete="off" {...form.getInputProps('country')} />
        <Button type="submit" size="md" loading={setUp.isPending}>{words.submit}</Button>
      </Stack>
    </form>
  );
}
