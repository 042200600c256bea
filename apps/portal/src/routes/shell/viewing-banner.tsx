import { Alert, Button, Group, Text } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useTimeFormat } from '../../components/date-time';
import { sessionStore, useSession } from '../../session/session-store';
import { t } from '../../strings/en';

/** Stands over every page while an administrator looks as somebody else. */
export function ViewingBanner() {
  const session = useSession();
  const format = useTimeFormat();
  if (session === null || session.refreshToken !== null) return null;
  const end = () => {
    window.close(); // works in a tab that a page opened
    sessionStore.end();
  };
  return (
    <Alert color="yellow" variant="light" mb="lg" icon={<IconEye aria-hidden />}>
      <Group justify="space-between">
        <Text size="sm">{t.shell.viewing.about(session.user.name, session.user.organization_name, format(session.expiresAt, 'clock'))}</Text>
        <Button size="xs" variant="default" onClick={end}>{t.shell.viewing.end}</Button>
      </Group>
    </Alert>
  );
}
