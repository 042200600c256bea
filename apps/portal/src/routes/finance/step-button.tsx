import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ConfirmDialog } from '../../components/confirm-money';
import { useDecided } from '../shared/conversion-actions';

interface StepProps {
  readonly label: string;
  readonly title: string;
  readonly done: string;
  readonly run: () => Promise<unknown>;
  readonly children: ReactNode;
  readonly secondary?: boolean;
  readonly danger?: boolean;
  readonly disabled?: boolean;
}

/** A button that asks once more. */
export function StepButton({ label, title, done, run, children, secondary = false, danger = false, disabled = false }: StepProps) {
  const [opened, { open, close }] = useDisclosure(false);
  const step = useMutation({ mutationFn: run, onSuccess: useDecided(close, done) });
  return (
    <>
      <Button variant={secondary ? 'default' : 'filled'} onClick={open}>{label}</Button>
      <ConfirmDialog opened={opened} onClose={() => { close(); step.reset(); }} title={title} confirmLabel={label} onConfirm={() => step.mutate()} pending={step.isPending} error={step.error} danger={danger} disabled={disabled}>{children}</ConfirmDialog>
    </>
  );
}
