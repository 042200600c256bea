import { Group, Paper, Progress, SimpleGrid, Text, ThemeIcon, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { affiliate as affiliateTexts } from '../strings/affiliate';

const words = affiliateTexts.overview.checklist;

/** One step of a checklist, with the way to it. */
export interface FirstStep {
  readonly done: boolean;
  readonly title: string;
  readonly about: string;
  readonly action: ReactNode;
}

/** A checklist that goes away when all of it is done. */
export function StepsPanel({ title, steps }: { readonly title: string; readonly steps: readonly FirstStep[] }) {
  const done = steps.filter((step) => step.done).length;
  if (done === steps.length) return null;
  return (
    <Paper component="section" p="lg">
      <Group justify="space-between" mb="xs"><Title order={2}>{title}</Title><Text size="sm" c="dimmed">{words.progress(done, steps.length)}</Text></Group>
      <Progress value={(done / steps.length) * 100} size="sm" mb="lg" aria-label={title} color="teal" />
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }} spacing="lg">{steps.map((step) => <StepCard key={step.title} {...step} />)}</SimpleGrid>
    </Paper>
  );
}

function StepCard({ done, title, about, action }: FirstStep) {
  return (
    <div>
      <Group gap={8} mb={4} wrap="nowrap">
        <ThemeIcon size={20} radius="xl" variant={done ? 'filled' : 'default'} color="teal" aria-hidden>{done ? <IconCheck size={13} stroke={3} /> : <span />}</ThemeIcon>
        <Text fw={600} size="sm">{title}{done ? <span className="visually-hidden">: {words.done}</span> : null}</Text>
      </Group>
      <Text size="sm" c="dimmed" mb="xs">{about}</Text>
      {done ? null : action}
    </div>
  );
}
