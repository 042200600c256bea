import { Anchor, Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { FairleadProblem } from '@fairlead/client';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, body } from '../../api/client';
import { CopyField } from '../../components/copy-field';
import { ErrorState } from '../../components/states';
import { UsernameField } from '../../components/username-field';
import { useUser } from '../../session/use-user';
import { t } from '../../strings/en';
import { account as accountTexts } from '../../strings/account';

const words = accountTexts.security;
interface Ways {
  readonly onConfirmed: (recoveryCodes: readonly string[]) => void;
  readonly onCancel: () => void;
}

/** Password, then the key for the app, then a first code. */
export function SecondFactorSetUp({ onConfirmed, onCancel }: Ways) {
  const { email } = useUser();
  const [password, setPassword] = useState('');
  const begin = useMutation({ mutationFn: async () => body(await api.POST('/api/v1/me/second-factor', { body: { password } })) });
  const wrong = begin.error instanceof FairleadProblem && begin.error.code === 'auth.wrong_password';
  if (begin.data) return <FirstCode secret={begin.data.secret} uri={begin.data.otpauth_uri} onConfirmed={onConfirmed} onCancel={onCancel} />;
  return (
    <form noValidate onSubmit={submitting(() => begin.mutate())}>
      <Stack maw={420}>
        <UsernameField email={email} />
        <PasswordInput label={words.currentPassword} description={words.setUpPassword} autoComplete="current-password" autoFocus value={password} onChange={(event) => setPassword(event.currentTarget.value)} error={wrong ? words.wrongPassword : null} />
        {begin.isError && !wrong ? <ErrorState error={begin.error} /> : null}
        <Group><Button type="submit" loading={begin.isPending} disabled={!password}>{words.next}</Button><Button variant="default" onClick={onCancel}>{t.shared.cancel}</Button></Group>
      </Stack>
    </form>
  );
}

function FirstCode({ secret, uri, onConfirmed, onCancel }: Ways & { readonly secret: string; readonly uri: string }) {
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: async () => body(await api.POST('/api/v1/me/second-factor/confirm', { body: { code: code.trim() } })),
    onSuccess: ({ recovery_codes }) => onConfirmed(recovery_codes),
  });
  const wrong = confirm.error instanceof FairleadProblem && (confirm.error.code === 'second_factor.wrong_code' || confirm.error.code === 'validation_failed');
  return (
    <form noValidate onSubmit={submitting(() => confirm.mutate())}>
      <Stack maw={520}>
        <Text size="sm">{words.secretAbout}</Text>
        <CopyField label={words.secret} value={inGroups(secret)} />
        <Anchor href={uri} size="sm" underline="always">{words.openApp}</Anchor>
        <TextInput maw={240} label={accountTexts.code} inputMode="numeric" autoComplete="one-time-code" autoFocus value={code} onChange={(event) => setCode(event.currentTarget.value)} error={wrong ? accountTexts.codeWrong : null} />
        {confirm.isError && !wrong ? <ErrorState error={confirm.error} /> : null}
        <Group><Button type="submit" loading={confirm.isPending} disabled={!code.trim()}>{words.turnOn}</Button><Button variant="default" onClick={onCancel}>{t.shared.cancel}</Button></Group>
      </Stack>
    </form>
  );
}

/** Four characters at a time, as people type them. */
function inGroups(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ');
}

function submitting(run: () => void): (event: FormEvent) => void {
  return (event) => {
    event.preventDefault();
    run();
  };
}
