import '@mantine/spotlight/styles.layer.css';
import { Spotlight, spotlight, type SpotlightActionData } from '@mantine/spotlight';
import { IconArrowRight, IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { isOpenable } from '../../api/ids';
import type { Role } from '../../session/session-store';
import { t } from '../../strings/en';
import { NAVIGATION } from './navigation';

/** Shows the palette. */
export const openPalette = (): void => spotlight.open();

/** Ctrl or Cmd + K: pages by name, and any id that was pasted. */
export function CommandPalette({ role }: { readonly role: Role }) {
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  const id = query.trim();
  const pages: SpotlightActionData[] = NAVIGATION[role].flatMap((group) => group.items).map(({ to, label, icon: Icon }) => ({
    id: to, label, leftSection: <Icon size={18} aria-hidden />, onClick: () => void navigate({ to }),
  }));
  const actions: SpotlightActionData[] = isOpenable(id)
    ? [{ id: 'open', label: t.shell.openId(id), keywords: [id], leftSection: <IconArrowRight size={18} aria-hidden />, onClick: () => void navigate({ to: '/open/$id', params: { id } }) }]
    : pages;
  return (
    <Spotlight
      actions={actions} query={query} onQueryChange={setQuery} nothingFound={t.shell.searchNothing} highlightQuery={false} scrollable maxHeight={420} shortcut={null}
      searchProps={{ leftSection: <IconSearch size={18} aria-hidden />, placeholder: t.shell.searchPlaceholder, 'aria-label': t.shell.searchPlaceholder }}
    />
  );
}
