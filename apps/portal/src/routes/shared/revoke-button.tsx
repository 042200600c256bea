import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ConfirmDialog } from '../../components/confirm-money';
import { tellDone } from '../../components/notify';
import { conversions as conversionsTexts } from '../../strings/conversions';


/** Revokes a key after asking once more. */
export function RevokeButton({ words = conversionsTexts.developer, name, about, queryKey, revoke }: { readonly words?: { readonly revoke: string; readonly revokeTitle: string; readonly revoked: string }; readonly name: string; readonly about: string; readonly queryKey: string; readonly revoke: () => Promise<unknown> }) {
  const queries = useQueryClient();
  const [opened, { open, close }] = useDisclosure(false);
  const run = useMutation({
    mutationFn: revoke,
    onSuccess: async () => {
      close();
      tellDone(words.revoked);
      await queries.invalidateQueries({ queryKey: [queryKey] });
    },
  });
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={open} aria-label={`${words.revoke}: ${name}`}>{words.revoke}</Button>
      <ConfirmDialog opened={opened} onClose={close} title={words.revokeTitle} confirmLabel={words.revoke} danger onConfirm={() => run.mutate()} pending={run.isPending} error={run.error}><Text size="sm">{about}</Text></ConfirmDialog>
    </>
  );
}
