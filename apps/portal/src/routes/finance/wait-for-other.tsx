import { Alert, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { members } from '../../api/team-queries';
import { useUser } from '../../session/use-user';

interface Props {
  readonly title: string;
  /** Says who can act. */
  readonly about: (names: string) => string;
  /** Where nobody else of the team has the role. */
  readonly aboutNobody: string;
}

/** Stands where a button would be that the reader's own part in the matter takes away. */
export function WaitForOther({ title, about, aboutNobody }: Props) {
  const { id } = useUser();
  const { data } = useQuery(members());
  const others = data?.filter((member) => member.team_role === 'finance' && member.id !== id).map((member) => member.name) ?? [];
  const names = new Intl.ListFormat('en', { type: 'disjunction' }).format(others);
  return <Alert color="blue" variant="light" p="xs" maw={420} title={title}><Text size="xs">{others.length > 0 ? about(names) : aboutNobody}</Text></Alert>;
}
