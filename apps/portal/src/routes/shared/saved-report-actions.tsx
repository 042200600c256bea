import { ActionIcon, Menu, Text } from '@mantine/core';
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { changeSavedReport, removeSavedReport } from '../../api/saved-report-queries';
import type { SavedReport } from '../../api/types';
import { ConfirmDialog } from '../../components/confirm-money';
import { tellDone } from '../../components/notify';
import { savedReports as words } from '../../strings/saved-reports';
import { SavedReportDialog } from './saved-report-dialog';

interface Props {
  readonly report: SavedReport;
  readonly onChanged: () => Promise<unknown>;
  /** It is not there for the reader any more. */
  readonly onGone: () => Promise<unknown>;
}

/** Renames, shares and deletes the open saved report, for those who may. */
export function SavedReportActions({ report, onChanged, onGone }: Props) {
  const [asked, ask] = useState<'edit' | 'remove' | null>(null);
  const close = () => ask(null);
  const remove = useMutation({
    mutationFn: () => removeSavedReport(report),
    onSuccess: async () => {
      close();
      tellDone(words.removed(report.name));
      await onGone();
    },
  });
  const onSaved = (saved: SavedReport) => (saved.is_own || saved.visibility === 'shared' ? onChanged() : onGone());
  if (!report.can_change) return null;
  return (
    <>
      <Menu position="bottom-end" shadow="md" withinPortal={false} withInitialFocusPlaceholder={false}>
        <Menu.Target><ActionIcon variant="default" size={36} aria-label={words.moreOf(report.name)}><IconDots size={16} aria-hidden /></ActionIcon></Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => ask('edit')}>{words.edit}</Menu.Item>
          <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={() => ask('remove')}>{words.remove}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asked === 'edit' ? (
        <SavedReportDialog
          title={words.editTitle} initial={{ name: report.name, shared: report.visibility === 'shared' }} onSaved={onSaved} onClose={close}
          save={({ name, shared }) => changeSavedReport(report, { name, visibility: shared ? 'shared' : 'private' })}
        />
      ) : null}
      <ConfirmDialog opened={asked === 'remove'} onClose={close} title={words.removeTitle} confirmLabel={words.remove} onConfirm={() => remove.mutate()} pending={remove.isPending} error={remove.error} danger>
        <Text size="sm">{report.visibility === 'shared' ? words.removeShared(report.name) : words.removeAbout(report.name)}</Text>
      </ConfirmDialog>
    </>
  );
}
