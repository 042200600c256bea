import { Alert, Button, List, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconShieldCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { audit } from '../../api/network-queries';
import { CopyId } from '../../components/copy-field';
import { ErrorState, LoadingRows } from '../../components/states';
import { audit as words } from '../../strings/audit';

/** Reads the whole log again and says whether it is as it was written. */
export function ChainProof() {
  const [opened, { open, close }] = useDisclosure(false);
  const proof = useMutation({ mutationFn: audit.proof });
  const start = () => {
    open();
    proof.mutate();
  };
  return (
    <>
      <Button variant="default" leftSection={<IconShieldCheck size={16} aria-hidden />} onClick={start}>{words.check}</Button>
      <Modal opened={opened} onClose={close} size="lg" title={<Text component="span" fw={650}>{words.check}</Text>}>
        {proof.isPending ? <LoadingRows rows={2} /> : null}
        {proof.isError ? <ErrorState error={proof.error} retry={() => proof.mutate()} /> : null}
        {proof.data ? (
          <Stack>
            <Alert color={proof.data.whole ? 'teal' : 'red'} variant="light" title={proof.data.whole ? words.whole : words.broken}>{words.read(proof.data.entries)}</Alert>
            {proof.data.faults.length > 0 ? <List size="sm">{proof.data.faults.map((fault) => <List.Item key={fault}>{fault}</List.Item>)}</List> : null}
            {proof.data.last_hash ? <div><Text size="sm">{words.last(proof.data.last_link ?? '')}</Text><CopyId id={proof.data.last_hash} /><Text size="sm" c="dimmed">{words.lastAbout}</Text></div> : null}
          </Stack>
        ) : null}
      </Modal>
    </>
  );
}
