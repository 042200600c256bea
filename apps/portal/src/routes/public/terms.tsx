import { Container, Group, Stack, Text, Title } from '@mantine/core';
import { useEffect } from 'react';
import { TextLink } from '../../components/links';
import { t } from '../../strings/en';
import { publicPages as publicTexts } from '../../strings/public';
import { Logo } from '../../theme/logo';

const words = publicTexts.terms;

/** The terms that a sign-up accepts. */
export function TermsPage() {
  useEffect(() => {
    document.title = `${words.title} · ${t.shared.product}`;
  }, []);
  return (
    <Container size="sm" py="xl" component="main">
      <TextLink to="/" c="inherit"><Group gap="sm" mb="xl"><Logo /><Text fw={650} component="span">{t.shared.product}</Text></Group></TextLink>
      <Stack gap="lg">
        <div><Title order={1}>{words.title}</Title><Text c="dimmed" mt={4}>{words.intro}</Text></div>
        {words.parts.map(([title, text], index) => <section key={title}><Title order={2}>{`${index + 1}. ${title}`}</Title><Text mt={4}>{text}</Text></section>)}
      </Stack>
    </Container>
  );
}
