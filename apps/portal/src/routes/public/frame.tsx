import { Group, List, Text, ThemeIcon } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import { t } from '../../strings/en';
import { publicPages as publicTexts } from '../../strings/public';
import { Logo } from '../../theme/logo';

/** The public pages around the sign-in: what this is on one side, the form on the other. */
export function PublicFrame({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · ${t.shared.product}`;
  }, [title]);
  const { side } = publicTexts;
  return (
    <div className="portal-public">
      <aside className="portal-public-side">
        <Group gap="sm"><Logo size={32} /><Text fw={650} fz="xl">{t.shared.product}</Text></Group>
        <div className="portal-public-more">
          <Text fz={40} fw={650} lh={1.1} mb="xl" style={{ letterSpacing: '-0.02em' }}>{side.headline}</Text>
          <List spacing="lg" styles={{ itemWrapper: { alignItems: 'flex-start' } }} icon={<ThemeIcon size={22} radius="xl" color="teal.4" c="#1c2350" aria-hidden><IconCheck size={14} stroke={3} /></ThemeIcon>}>
            {side.points.map(([point, about]) => <List.Item key={point}><Text fw={600}>{point}</Text><Text size="sm" style={{ color: '#c5cdf5' }} maw={420}>{about}</Text></List.Item>)}
          </List>
        </div>
        <span className="portal-public-more" />
      </aside>
      <main className="portal-public-form"><div style={{ width: '100%', maxWidth: 420 }}>{children}</div></main>
    </div>
  );
}
