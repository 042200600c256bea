import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { api, body, openApi } from '../../api/client';
import { ButtonLink } from '../../components/links';
import { sessionStore, useSession } from '../../session/session-store';
import { account as accountTexts } from '../../strings/account';
import { PublicFrame } from './frame';
import { forgetLink, LinkError, Said, useLinkToken } from './link-token';

const words = accountTexts.verify;

/** Confirms an address, by a press: programs that look into mails open links too. */
export function VerifyEmailPage() {
  const token = useLinkToken('/verify-email');
  const signedIn = useSession() !== null;
  const verify = useMutation({
    mutationFn: (secret: string) => openApi.POST('/api/v1/auth/verify-email', { body: { token: secret } }),
    onSuccess: async () => {
      forgetLink('/verify-email');
      if (sessionStore.get() !== null) sessionStore.know(body(await api.GET('/api/v1/me')));
    },
  });
  const onward = <ButtonLink to="/" size="md">{signedIn ? accountTexts.goOn : accountTexts.toSignIn}</ButtonLink>;
  if (verify.isSuccess) return <PublicFrame title={words.done}><Said title={words.done} about={words.doneAbout}>{onward}</Said></PublicFrame>;
  if (token === null) return <PublicFrame title={words.title}><Said title={words.title} about={accountTexts.linkMissing}>{onward}</Said></PublicFrame>;
  return (
    <PublicFrame title={words.title}>
      <Said title={words.title} about={words.about}>
        {verify.isError ? <LinkError error={verify.error} /> : null}
        <Button size="md" loading={verify.isPending} onClick={() => verify.mutate(token)}>{words.submit}</Button>
      </Said>
    </PublicFrame>
  );
}
