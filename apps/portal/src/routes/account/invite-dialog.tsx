import { Radio, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { FairleadProblem } from '@fairlead/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import { ConfirmDialog } from '../../components/confirm-money';
import { tellDone } from '../../components/notify';
import { useUser } from '../../session/use-user';
import { account as accountTexts } from '../../strings/account';
import { team as teamTexts } from '../../strings/team';
import { rolesOf, type TeamRole } from './team-roles';

const words = teamTexts;

/** Mails somebody a link into the team. */
export function InviteDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const roles = rolesOf(useUser().role);
  const queries = useQueryClient();
  const form = useForm<{ email: string; team_role: TeamRole }>({
    initialValues: { email: '', team_role: roles[1] },
    validate: { email: (value) => (/^\S+@\S+\.\S+$/.test(value.trim()) ? null : accountTexts.needEmail) },
  });
  const invite = useMutation({
    mutationFn: async ({ email, team_role }: typeof form.values) => body(await api.POST('/api/v1/invitations', { body: { email: email.trim(), team_role } })),
    onSuccess: async ({ email }) => {
      close();
      tellDone(words.invited(email));
      await queries.invalidateQueries({ queryKey: ['invitations'] });
    },
  });
  const close = () => {
    onClose();
    form.reset();
    invite.reset();
  };
  const already = invite.error instanceof FairleadProblem && invite.error.code === 'team.already_member';
  const email = form.getInputProps('email');
  const send = () => {
    if (!form.validate().hasErrors) invite.mutate(form.values);
  };
  return (
    <ConfirmDialog opened={opened} onClose={close} title={words.inviteTitle} confirmLabel={words.submit} onConfirm={send} pending={invite.isPending} {...(already ? {} : { error: invite.error })}>
      <Text size="sm">{words.inviteAbout}</Text>
      <TextInput label={words.email} type="email" autoComplete="off" data-autofocus maxLength={254} {...email} error={already ? words.already : email.error} />
      <Radio.Group label={words.role} {...form.getInputProps('team_role')}>
        <Stack gap="sm" mt={6}>{roles.toReversed().map((role) => <Radio key={role} value={role} label={words.roles[role]} description={words.rolesAbout[role]} />)}</Stack>
      </Radio.Group>
    </ConfirmDialog>
  );
}
