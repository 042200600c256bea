import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, type ReactNode, useState } from 'react';
import type { Money as MoneyValue } from '../api/types';
import { useCodeQuestion } from '../session/fresh-code';
import { t } from '../strings/en';
import { Money } from './money';
import { decimalOf, parseMoney } from './money-text';
import { ErrorState } from './states';

interface ConfirmProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
  readonly confirmLabel: string;
  readonly onConfirm: () => void;
  readonly pending: boolean;
  readonly error?: unknown;
  readonly danger?: boolean;
  /** Stops the confirmation, for instance until a reason is given. */
  readonly disabled?: boolean;
  /** Over another dialog that waits for this one. */
  readonly above?: boolean;
}

/** Asks once more before something happens, with what it does in figures. While a code is asked for above it, Escape gives up only that. */
export function ConfirmDialog(props: ConfirmProps) {
  const codeAsked = useCodeQuestion() !== null;
  // Mantine closes every open dialog at once, so the one above listens for itself, and later.
  const closeThis = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.nativeEvent.isComposing) props.onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!props.disabled && !props.pending) props.onConfirm();
  };
  return (
    <Modal zIndex={props.above ? 300 : 200} closeOnEscape={!codeAsked} {...(props.above ? { onKeyDown: closeThis } : {})} opened={props.opened} onClose={props.onClose} title={<Text component="span" fw={650}>{props.title}</Text>}>
      <form onSubmit={submit} noValidate>
        <Stack>
          {props.children}
          {props.error ? <ErrorState error={props.error} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>{t.shared.cancel}</Button>
            <Button type="submit" loading={props.pending} disabled={props.disabled ?? false} {...(props.danger ? { color: 'red.8' } : {})}>{props.confirmLabel}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** Moves money only after its total was typed. */
export function ConfirmMoney({ total, ...props }: ConfirmProps & { readonly total: MoneyValue }) {
  const [typed, setTyped] = useState('');
  const expected = decimalOf(total.amount, total.currency);
  const matches = parseMoney(typed, total.currency) === total.amount;
  const close = () => {
    setTyped('');
    props.onClose();
  };
  return (
    <ConfirmDialog {...props} onClose={close} disabled={!matches}>
      {props.children}
      <Text fz={28} fw={650} ta="center"><Money value={total} /></Text>
      <TextInput
        label={t.shared.typeToConfirm(expected)} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} inputMode="decimal" autoComplete="off" data-autofocus
        error={typed !== '' && !matches && typed.length >= expected.length ? t.shared.confirmMismatch : null}
      />
    </ConfirmDialog>
  );
}
