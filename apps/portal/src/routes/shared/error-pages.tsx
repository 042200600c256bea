import { Button, Center, Stack, Text, Title } from '@mantine/core';
import { ButtonLink } from '../../components/links';
import { t } from '../../strings/en';

/** 404. */
export function NotFoundPage() {
  return <Notice title={t.shared.errors.notFound} about={t.shared.errors.notFoundAbout} action={<ButtonLink to="/">{t.shared.errors.home}</ButtonLink>} />;
}

/** 404 of an address that no role has. */
export function NowherePage() {
  return <main><NotFoundPage /></main>;
}

/** A failure of the page itself. */
export function CrashPage() {
  return <Notice title={t.shared.errors.crash} about={t.shared.errors.crashAbout} action={<Button onClick={() => window.location.reload()}>{t.shared.errors.reload}</Button>} />;
}

function Notice({ title, about, action }: { readonly title: string; readonly about: string; readonly action: React.ReactNode }) {
  return (
    <Center mih="60dvh" component="section">
      <Stack align="center" gap="xs" ta="center" p="md">
        <title>{`${title} · ${t.shared.product}`}</title>
        <Title order={1}>{title}</Title>
        <Text c="dimmed" maw={440}>{about}</Text>
        <div style={{ marginTop: 12 }}>{action}</div>
      </Stack>
    </Center>
  );
}
