import { Switch, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { FairleadProblem } from '@fairlead/client';
import { useMutation } from '@tanstack/react-query';
import type { SavedReport } from '../../api/types';
import { ConfirmDialog } from '../../components/confirm-money';
import { savedReports as words } from '../../strings/saved-reports';

/** What a saved report is called, and whether the team sees it. */
export interface NameAndSharing {
  readonly name: string;
  readonly shared: boolean;
}

interface Props {
  readonly title: string;
  readonly about?: string;
  readonly initial: NameAndSharing;
  readonly save: (values: NameAndSharing) => Promise<SavedReport>;
  readonly onSaved: (report: SavedReport) => Promise<unknown>;
  readonly onClose: () => void;
}

/** Asks for a name, and whether to share. */
export function SavedReportDialog({ title, about, initial, save, onSaved, onClose }: Props) {
  const form = useForm<{ name: string; shared: boolean }>({ initialValues: { ...initial }, validate: { name: (value) => (value.trim() === '' ? words.needName : null) } });
  const saving = useMutation({
    mutationFn: ({ name, shared }: NameAndSharing) => save({ name: name.trim(), shared }),
    onSuccess: async (report) => {
      onClose();
      await onSaved(report);
    },
  });
  const isTaken = saving.error instanceof FairleadProblem && saving.error.code === 'saved_report.name_taken';
  const name = form.getInputProps('name');
  const submit = () => {
    if (!form.validate().hasErrors) saving.mutate(form.values);
  };
  return (
    <ConfirmDialog opened onClose={onClose} title={title} confirmLabel={words.keep} onConfirm={submit} pending={saving.isPending} {...(isTaken ? {} : { error: saving.error })}>
      {about === undefined ? null : <Text size="sm">{about}</Text>}
      <TextInput label={words.name} data-autofocus autoComplete="off" maxLength={100} {...name} error={isTaken ? words.nameTaken : name.error} />
      <Switch label={words.share} description={words.shareAbout} {...form.getInputProps('shared', { type: 'checkbox' })} />
    </ConfirmDialog>
  );
}
