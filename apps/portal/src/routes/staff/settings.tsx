import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { settings } from '../../api/network-queries';
import type { Setting } from '../../api/types';
import { PageHeader } from '../../components/page-header';
import { Panel } from '../../components/panel';
import { ErrorState, LoadingRows } from '../../components/states';
import { settings as words } from '../../strings/settings';

const GROUPS = ['addresses', 'accounts', 'money', 'tracking', 'reports'] as const;

/** What the network runs with, in words, for who has to find out at night why something is as it is. */
export function SettingsPage() {
  const { data, error, refetch } = useQuery(settings());
  return (
    <>
      <PageHeader title={words.title} about={words.about} />
      {error && !data ? <ErrorState error={error} retry={() => void refetch()} /> : null}
      {!error && !data ? <LoadingRows /> : null}
      {data ? <Stack>{GROUPS.map((group) => <Panel key={group} title={words.groups[group]}><SettingList settings={data.filter((setting) => setting.group === group)} /></Panel>)}</Stack> : null}
    </>
  );
}

function SettingList({ settings: rows }: { readonly settings: readonly Setting[] }) {
  return (
    <dl className="portal-settings">
      {rows.map((row) => (
        <div key={row.name}>
          <dt><span className="mono">{row.name}</span>{words.means[row.name] ? <Text size="sm" c="dimmed">{words.means[row.name]}</Text> : null}</dt>
          <dd>{row.value === null ? <Text size="sm" c="dimmed">{words.notSet}</Text> : <span className="mono">{row.value}</span>}</dd>
        </div>
      ))}
    </dl>
  );
}
