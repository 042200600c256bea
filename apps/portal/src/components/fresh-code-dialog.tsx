import { Text, TextInput } from '@mantine/core';
import { FairleadProblem } from '@fairlead/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import { useCodeQuestion } from '../session/fresh-code';
import { account as accountTexts } from '../strings/account';
import { ConfirmDialog } from './confirm-money';

const words = accountTexts.freshCode;

/** Asks for a code where a call needs a fresh one; the call is then repeated by itself. */
export function FreshCodeDialog() {
  const question = useCodeQuestion();
  const [code, setCode] = useState('');
  const verify = useMutation({
    mutationFn: () => api.POST('/api/v1/me/second-factor/verify', { body: { code: code.trim() } }),
    onSuccess: () => close(true),
  });
  const close = (given: boolean) => {
    setCode('');
    verify.reset();
    question?.settle(given);
  };
  const wrong = verify.error instanceof FairleadProblem && (verify.error.code === 'second_factor.wrong_code' || verify.error.code === 'validation_failed');
  return (
    <ConfirmDialog above opened={question !== null} onClose={() => close(false)} title={words.title} confirmLabel={words.submit} onConfirm={() => verify.mutate()} pending={verify.isPending} disabled={code.trim() === ''} {...(wrong ? {} : { error: verify.error })}>
      <Text size="sm">{words.about}</Text>
      <TextInput label={accountTexts.code} autoComplete="one-time-code" data-autofocus value={code} onChange={(event) => setCode(event.currentTarget.value)} error={wrong ? accountTexts.codeWrong : null} />
    </ConfirmDialog>
  );
}
