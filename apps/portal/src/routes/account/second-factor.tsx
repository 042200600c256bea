import { Alert, Badge, Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../../api/client';
import { CodeBlock } from '../../components/copy-field';
import { tellDone } from '../../components/notify';
import { Panel } from '../../components/panel';
import { sessionStore } from '../../session/session-store';
import { useUser } from '../../session/use-user';
import { account as accountTexts } from '../../strings/account';
import { PasswordDialog } from './password-dialog';
import { SecondFactorSetUp } from './second-factor-set-up';

const words = accountTexts.security;
type Step = 'none' | 'set-up' | 'new-codes' | 'turn-off';

/** Turns the second factor on and off; recovery codes are shown once. */
export function SecondFactor() {
  const { second_factor: on } = useUser();
  const [step, setStep] = useState<Step>('none');
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const close = () => setStep('none');
  const keepCodes = (made: readonly string[]) => {
    close();
    setCodes(made);
  };
  const newCodes = useMutation({
    mutationFn: async (proof: { password: string; code: string }) => body(await api.POST('/api/v1/me/second-factor/recovery-codes', { body: proof })),
    onSuccess: ({ recovery_codes }) => keepCodes(recovery_codes),
  });
  const turnOff = useMutation({
    mutationFn: (proof: { password: string; code: string }) => api.POST('/api/v1/me/second-factor/disable', { body: proof }),
    onSuccess: async () => {
      close();
      setCodes(null);
      tellDone(words.turnedOff);
      await readMe();
    },
  });
  const confirmed = (made: readonly string[]) => {
    keepCodes(made);
    tellDone(words.turnedOn);
    void readMe();
  };
  const badge = <Badge variant="light" color={on ? 'teal' : 'gray'} tt="none" autoContrast={false} c="var(--mantine-color-text)">{on ? words.on : words.off}</Badge>;
  return (
    <Panel title={words.factor} about={on ? words.factorOn : words.factorOff} action={badge}>
      {codes ? <RecoveryCodes codes={codes} onKept={() => setCodes(null)} /> : null}
      {!codes && step === 'set-up' ? <SecondFactorSetUp onConfirmed={confirmed} onCancel={close} /> : null}
      {!codes && step !== 'set-up' ? (
        <Group gap="xs">
          {on
            ? <><Button variant="default" onClick={() => setStep('new-codes')}>{words.newCodes}</Button><Button variant="default" onClick={() => setStep('turn-off')}>{words.turnOff}</Button></>
            : <Button onClick={() => setStep('set-up')}>{words.setUp}</Button>}
        </Group>
      ) : null}
      <PasswordDialog opened={step === 'new-codes'} onClose={close} title={words.newCodes} about={words.newCodesAbout} action={newCodes} />
      <PasswordDialog opened={step === 'turn-off'} onClose={close} title={words.turnOff} about={words.turnOffAbout} action={turnOff} />
    </Panel>
  );
}

/** The session of this tab learns whether the factor is on. */
async function readMe(): Promise<void> {
  sessionStore.know(body(await api.GET('/api/v1/me')));
}

function RecoveryCodes({ codes, onKept }: { readonly codes: readonly string[]; readonly onKept: () => void }) {
  return (
    <>
      <Alert variant="light" color="yellow" mb="md"><Text size="sm">{words.recoveryAbout}</Text></Alert>
      <CodeBlock label={words.recovery} code={codes.join('\n')} />
      <Button mt="md" onClick={onKept}>{words.kept}</Button>
    </>
  );
}
