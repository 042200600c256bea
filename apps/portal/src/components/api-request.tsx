import { Button, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { given } from '../api/client';
import { t } from '../strings/en';
import { CodeBlock } from './copy-field';

/** Shows the call of the public API that this list is made of. */
export function ApiRequest({ path, filter }: { readonly path: string; readonly filter: object }) {
  const [opened, { open, close }] = useDisclosure(false);
  const query = new URLSearchParams(Object.entries(given(filter)).map(([key, value]) => [key, String(value)])).toString();
  const code = `curl '${window.location.origin}${path}${query ? `?${query}` : ''}' \\\n  -H 'Authorization: Bearer YOUR_API_KEY'`;
  return (
    <>
      <Button variant="default" onClick={open}>{t.shared.apiRequest}</Button>
      <Modal opened={opened} onClose={close} size="lg" title={<Text component="span" fw={650}>{t.shared.apiRequest}</Text>}>
        <Stack><Text size="sm" c="dimmed">{t.shared.apiRequestAbout}</Text><CodeBlock code={code} label="curl" /></Stack>
      </Modal>
    </>
  );
}
