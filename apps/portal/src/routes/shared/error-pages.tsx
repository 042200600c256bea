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

/** How Chrome, Firefox and Safari say that a part of the portal could not be fetched. */
const NOT_FETCHED = /dynamically imported module|importing a module script/i;

/** A failure of the page itself, or its code could not be fetched. */
export function CrashPage({ error }: { readonly error: unknown }) {
  const { errors } = t.shared;
  const away = error instanceof Error && NOT_FETCHED.test(error.message);
  return <Notice title={away ? errors.page : errors.crash} about={away ? errors.network : errors.crashAbout} action={<Button onClick={() => window.location.reload()}>{errors.reload}</Button>} />;
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
