import { Alert, Button, Checkbox, PasswordInput, Radio, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { FairleadProblem } from '@fairlead/client';
import { useMutation } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { body, openApi } from '../../api/client';
import { TextLink } from '../../components/links';
import { ErrorState } from '../../components/states';
import { sessionStore } from '../../session/session-store';
import { publicPages as publicTexts } from '../../strings/public';
import { countryOptions } from './countries';
import { PublicFrame } from './frame';
import { SHORTEST_PASSWORD } from './password';

const words = publicTexts.signUp;

const COUNTRIES = countryOptions();

interface Values {
  role: 'affiliate' | 'advertiser';
  name: string;
  email: string;
  password: string;
  country: string;
  accept_terms: boolean;
}

/** Opens an account and leads to its overview. */
export function SignUpPage() {
  const { role, back } = useSearch({ from: '/sign-up' });
  const router = useRouter();
  const form = useForm<Values>({
    initialValues: { role: role ?? 'affiliate', name: '', email: '', password: '', country: '', accept_terms: false },
    validate: {
      name: (value) => (value.trim() ? null : words.needName),
      email: (value) => (/^\S+@\S+\.\S+$/.test(value) ? null : words.needEmail),
      password: (value) => (value.length >= SHORTEST_PASSWORD ? null : words.needPassword),
      country: (value) => (value ? null : words.needCountry),
      accept_terms: (value) => (value ? null : words.needTerms),
    },
  });
  const signUp = useMutation({
    mutationFn: async (values: Values) => body(await openApi.POST('/api/v1/auth/signup', { body: values })),
    onSuccess: (session) => {
      sessionStore.begin(session);
      router.history.push(back ?? '/');
    },
  });
  return (
    <PublicFrame title={words.title}>
      <form onSubmit={form.onSubmit((values) => signUp.mutate(values))} noValidate>
        <Stack>
          <Title order={1}>{words.title}</Title>
          {signUp.isError ? <SignUpError error={signUp.error} /> : null}
          <SignUpFields form={form} />
          <Button type="submit" size="md" loading={signUp.isPending}>{words.submit}</Button>
          <Text size="sm" c="dimmed">{words.have} <TextLink to="/sign-in" search={back === undefined ? {} : { back, joining: true }} underline="always">{words.signIn}</TextLink></Text>
        </Stack>
      </form>
    </PublicFrame>
  );
}

function SignUpFields({ form }: { readonly form: UseFormReturnType<Values> }) {
  return (
    <>
      <Radio.Group label={words.role} {...form.getInputProps('role')}>
        <Stack gap="xs" mt={6}>
          <Radio value="affiliate" label={words.affiliate} description={words.affiliateAbout} />
          <Radio value="advertiser" label={words.advertiser} description={words.advertiserAbout} />
        </Stack>
      </Radio.Group>
      <TextInput label={words.name} description={form.values.role === 'affiliate' ? words.nameAffiliate : words.nameAdvertiser} autoComplete="organization" {...form.getInputProps('name')} />
      <TextInput label={words.email} type="email" autoComplete="email" {...form.getInputProps('email')} />
      <PasswordInput label={words.password} description={words.passwordAbout} autoComplete="new-password" {...form.getInputProps('password')} />
      <Select label={words.country} data={COUNTRIES} searchable autoComplete="off" {...form.getInputProps('country')} />
      <Checkbox label={<>{words.terms} <TextLink to="/terms" target="_blank" underline="always">{words.termsLink}</TextLink></>} {...form.getInputProps('accept_terms', { type: 'checkbox' })} />
    </>
  );
}

function SignUpError({ error }: { readonly error: unknown }) {
  const taken = error instanceof FairleadProblem && error.code === 'user.email_taken';
  return taken ? <Alert color="red" variant="light" role="alert">{words.emailTaken} <TextLink to="/sign-in" search={{}} underline="always">{words.signIn}</TextLink></Alert> : <ErrorState error={error} />;
}
