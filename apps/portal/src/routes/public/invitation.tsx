import { Alert, Button, Checkbox, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { components } from '@fairlead/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, body, openApi } from '../../api/client';
import { ButtonLink, TextLink } from '../../components/links';
import { LoadingRows } from '../../components/states';
import { UsernameField } from '../../components/username-field';
import { sessionStore, useSession } from '../../session/session-store';
import { publicPages as publicTexts } from '../../strings/public';
import { account as accountTexts } from '../../strings/account';
import { PublicFrame } from './frame';
import { forgetLink, LinkError, Said, useLinkToken } from './link-token';
import { SHORTEST_PASSWORD } from './password';

const words = accountTexts.invitation;
type Invitation = components['schemas']['ShownInvitationResponse'];
interface Shown {
  readonly token: string;
  readonly invitation: Invitation;
}

/** An invitation to a team: who is new makes an account, who has one signs in and accepts. */
export function InvitationPage() {
  const token = useLinkToken('/invitation');
  const { data: invitation, error } = useQuery({
    queryKey: ['invitation', token], enabled: token !== null, staleTime: Infinity, refetchOnWindowFocus: false,
    queryFn: async () => body(await openApi.POST('/api/v1/auth/invitation', { body: { token: token ?? '' } })),
  });
  if (token === null || error) {
    return (
      <PublicFrame title={words.title}>
        <Said title={words.title} about={token === null ? accountTexts.linkMissing : ''}>{error ? <LinkError error={error} /> : null}<ButtonLink to="/" variant="default">{accountTexts.goOn}</ButtonLink></Said>
      </PublicFrame>
    );
  }
  if (!invitation) return <PublicFrame title={words.title}><Said title={words.title} about=""><LoadingRows rows={3} /></Said></PublicFrame>;
  return (
    <PublicFrame title={words.heading(invitation.organization_name)}>
      <Said title={words.heading(invitation.organization_name)} about={words.about(invitation.email, words.roles[invitation.team_role])}>
        {invitation.has_account ? <AcceptAsKnown token={token} invitation={invitation} /> : <AcceptAsNew token={token} invitation={invitation} />}
      </Said>
    </PublicFrame>
  );
}

function AcceptAsNew({ token, invitation }: Shown) {
  const navigate = useNavigate();
  const form = useForm({
    initialValues: { name: '', password: '', accept_terms: false },
    validate: {
      name: (value) => (value.trim() ? null : words.needName),
      password: (value) => (value.length >= SHORTEST_PASSWORD ? null : accountTexts.needPassword),
      accept_terms: (value) => (value ? null : words.needTerms),
    },
  });
  const accept = useMutation({
    mutationFn: async (values: typeof form.values) => body(await openApi.POST('/api/v1/auth/invitation/accept', { body: { ...values, token } })),
    onSuccess: (session) => {
      forgetLink('/invitation');
      sessionStore.begin(session);
      void navigate({ to: '/' });
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => accept.mutate(values))} noValidate>
      <Stack>
        {accept.isError ? <LinkError error={accept.error} /> : null}
        <UsernameField email={invitation.email} />
        <TextInput label={words.name} autoComplete="name" {...form.getInputProps('name')} />
        <PasswordInput label={publicTexts.signUp.password} description={accountTexts.passwordAbout} autoComplete="new-password" {...form.getInputProps('password')} />
        <Checkbox label={<>{publicTexts.signUp.terms} <TextLink to="/terms" target="_blank" underline="always">{publicTexts.signUp.termsLink}</TextLink></>} {...form.getInputProps('accept_terms', { type: 'checkbox' })} />
        <Button type="submit" size="md" loading={accept.isPending}>{words.join}</Button>
      </Stack>
    </form>
  );
}

function AcceptAsKnown({ token, invitation }: Shown) {
  const session = useSession();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const accept = useMutation({
    mutationFn: async () => {
      const { organization_id } = body(await api.POST('/api/v1/invitations/accept', { body: { token } }));
      return body(await api.POST('/api/v1/organizations/switch', { body: { organization_id } }));
    },
    onSuccess: (next) => {
      forgetLink('/invitation');
      // What was read for one organization is nothing to the other.
      queries.clear();
      sessionStore.begin(next);
      void navigate({ to: '/' });
    },
  });
  if (session === null) return <><Alert variant="light" color="blue">{words.signIn(invitation.email)}</Alert><ButtonLink to="/sign-in" search={{ back: '/invitation' }} size="md">{words.signInButton}</ButtonLink></>;
  if (session.user.email.toLowerCase() !== invitation.email.toLowerCase()) {
    return <><Alert variant="light" color="yellow">{words.otherPerson(session.user.email)}</Alert><Button variant="default" onClick={() => sessionStore.end()}>{words.signOut}</Button></>;
  }
  return <>{accept.isError ? <LinkError error={accept.error} /> : null}<Button size="md" loading={accept.isPending} onClick={() => accept.mutate()}>{words.accept}</Button></>;
}
