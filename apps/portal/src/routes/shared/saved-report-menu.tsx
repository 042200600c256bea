import { Button, Group, Loader, Menu, Text } from '@mantine/core';
import { IconBookmark, IconCheck, IconChevronDown } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { SavedReport } from '../../api/types';
import { errorText } from '../../components/states';
import { t } from '../../strings/en';
import { savedReports as words } from '../../strings/saved-reports';
import { searchOf } from './saved-report-search';

interface Props {
  readonly list: UseQueryResult<{ readonly rows: readonly SavedReport[] }>;
  readonly opened: SavedReport | undefined;
  readonly ownZone: string;
  readonly onOpen: (report: SavedReport) => void;
}

/** Picks a saved report: one's own, or one that the team shares. */
export function SavedReportMenu({ list, opened, ownZone, onOpen }: Props) {
  if (list.isError && !list.data) {
    return (
      <Group gap="xs" role="alert">
        <Text size="sm">{words.list}: {errorText(list.error)}</Text>
        <Button size="xs" variant="default" loading={list.isFetching} onClick={() => void list.refetch()}>{t.shared.retry}</Button>
      </Group>
    );
  }
  const rows = (list.data?.rows ?? []).toSorted((one, other) => one.name.localeCompare(other.name));
  const [own, others] = [rows.filter((report) => report.is_own), rows.filter((report) => !report.is_own)];
  const item = (report: SavedReport) => <Item key={report.id} report={report} current={report.id === opened?.id} canShow={searchOf(report, ownZone) !== null} onOpen={onOpen} />;
  return (
    <Menu position="bottom-start" width={300} shadow="md" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="default" maw={300} leftSection={<IconBookmark size={16} aria-hidden />} rightSection={<IconChevronDown size={14} aria-hidden />}>
          <Text component="span" size="sm" fw={600} truncate>{opened ? <><span className="visually-hidden">{`${words.title}: `}</span>{opened.name}</> : words.title}</Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={380} style={{ overflowY: 'auto' }}>
        {list.isPending ? <Menu.Item disabled leftSection={<Loader size={14} />}>{t.shared.loading}</Menu.Item> : null}
        {list.data && rows.length === 0 ? <Menu.Item disabled><Text size="sm" fw={600}>{words.none}</Text><Text size="sm" c="dimmed">{words.noneAbout}</Text></Menu.Item> : null}
        {own.length > 0 ? <><Menu.Label c="dimmed">{words.yours}</Menu.Label>{own.map(item)}</> : null}
        {others.length > 0 ? <><Menu.Label c="dimmed">{words.shared}</Menu.Label>{others.map(item)}</> : null}
      </Menu.Dropdown>
    </Menu>
  );
}

function Item({ report, current, canShow, onOpen }: { readonly report: SavedReport; readonly current: boolean; readonly canShow: boolean; readonly onOpen: (report: SavedReport) => void }) {
  const note = canShow ? noteOf(report) : words.overApi;
  return (
    <Menu.Item disabled={!canShow} onClick={() => onOpen(report)} rightSection={current ? <IconCheck size={15} aria-hidden /> : null} {...(current ? { 'aria-current': true } : {})}>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>{report.name}</Text>
      {note === null ? null : <Text size="xs" c="dimmed">{note}</Text>}
    </Menu.Item>
  );
}

function noteOf(report: SavedReport): string | null {
  if (!report.is_own) return words.by(report.maker_name ?? words.formerMember);
  return report.visibility === 'shared' ? words.sharedByYou : null;
}
