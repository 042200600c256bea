import { ActionIcon, Button, CopyButton, Group, Text, TextInput, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { t } from '../strings/en';

interface CopyProps {
  readonly value: string;
  /** What is copied, for people who hear the page. */
  readonly label: string;
}

/** A value in a field with a Copy button that says when it is done. */
export function CopyField({ value, label, description }: CopyProps & { readonly description?: string }) {
  const [announced, setAnnounced] = useState('');
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <TextInput label={label} description={description} value={value} readOnly flex={1} styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }} onFocus={(event) => event.currentTarget.select()} />
      <CopyButton value={value} timeout={2_000}>
        {({ copied, copy }) => (
          <Button
            variant={copied ? 'default' : 'filled'} leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
            aria-label={`${copied ? t.shared.copied : t.shared.copy} ${label}`} miw={108} onClick={() => { copy(); setAnnounced(t.shared.copiedAnnouncement(label)); }}
          >
            {copied ? t.shared.copied : t.shared.copy}
          </Button>
        )}
      </CopyButton>
      <span role="status" className="visually-hidden">{announced}</span>
    </Group>
  );
}

/** A small button that copies a value. */
export function CopyIcon({ value, label }: CopyProps) {
  const [announced, setAnnounced] = useState('');
  return (
    <CopyButton value={value} timeout={2_000}>
      {({ copied, copy }) => (
        <>
          <Tooltip label={copied ? t.shared.copied : `${t.shared.copy} ${label}`}>
            <ActionIcon variant="subtle" color={copied ? 'teal' : 'gray'} size="sm" aria-label={`${t.shared.copy} ${label}`} onClick={(event) => { event.stopPropagation(); copy(); setAnnounced(t.shared.copiedAnnouncement(label)); }}>
              {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
            </ActionIcon>
          </Tooltip>
          <span role="status" className="visually-hidden">{announced}</span>
        </>
      )}
    </CopyButton>
  );
}

/** An id, shortened in the middle when it is long, whole on the clipboard. */
export function CopyId({ id }: { readonly id: string }) {
  const shown = id.length > 34 ? `${id.slice(0, 18)}…${id.slice(-8)}` : id;
  return (
    <Group gap={4} wrap="nowrap" component="span" display="inline-flex">
      <Text component="span" className="mono" title={id}>{shown}</Text>
      <CopyIcon value={id} label={id.slice(0, id.indexOf('_') + 1) + t.shared.fields.id.toLowerCase()} />
    </Group>
  );
}

/** A block of code with a Copy button above it. */
export function CodeBlock({ code, label }: { readonly code: string; readonly label: string }) {
  return (
    <div>
      <Group justify="space-between" mb={6}>
        <Text size="sm" fw={500}>{label}</Text>
        <CopyIcon value={code} label={label} />
      </Group>
      <code className="portal-code" tabIndex={0} role="region" aria-label={label}>{code}</code>
    </div>
  );
}
