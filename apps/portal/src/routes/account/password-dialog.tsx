import { PasswordInput, Text, TextInput } from '@mantine/core';
import { FairleadProblem } from '@fairlead/client';
import type { UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-money';
import { UsernameField } from '../../components/username-field';
import { useUser } from '../../session/use-user';
import { account as accountTexts } from '../../strings/account';

const words = accountTexts.security;
const NOTHING = { password: '', code: '' };

/** Asks for password and code before the second factor is changed. */
export function PasswordDialog({ opened, onClose, title, about, action }: {
  readonly opened: boolean; readonly onClose: () => void; readonly title: string; readonly about: string; readonly action: UseMutationResult<unknown, Error, { password: string; code: string }>;
}) {
  const { email } = useUser();
  const [proof, setProof] = useState(NOTHING);
  const problem = action.error instanceof FairleadProblem ? action.error.code : null;
  const known = problem === 'auth.wrong_password' || problem === 'second_factor.wrong_code';
  const close = () => {
    setProof(NOTHING);
    action.reset();
    onClose();
  };
  return (
    <ConfirmDialog opened={opened} onClose={close} title={title} confirmLabel={title} pending={action.isPending} disabled={!proof.password || !proof.code} onConfirm={() => action.mutate({ password: proof.password, code: proof.code.trim() }, { onSuccess: () => setProof(NOTHING) })} {...(known ? {} : { error: action.error })}>
      <Text size="sm">{about}</Text>
      <UsernameField email={email} />
      <PasswordInput label={words.currentPassword} autoComplete="current-password" data-autofocus value={proof.password} onChange={(event) => setProof({ ...proof, password: event.currentTarget.value })} error={problem === 'auth.wrong_password' ? words.wrongPassword : null} />
      <TextInput label={accountTexts.code} autoComplete="one-time-code" value={proof.code} onChange={(event) => setProof({ ...proof, code: event.currentTarget.value })} error={problem === 'second_factor.wrong_code' ? accountTexts.codeWrong : null} />
    </ConfirmDialog>
  );
}
