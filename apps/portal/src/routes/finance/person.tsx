import { publicId } from '../../api/ids';
import { useMemberNames } from '../../api/names';
import { useUser } from '../../session/use-user';
import { t } from '../../strings/en';
import { finance as financeTexts } from '../../strings/finance';

/** A person of the reader's organization by name, the reader as "you"; one who has left, or is of the other side, by the end of their id. */
export function Person({ id }: { readonly id: string | null }) {
  const me = useUser().id;
  const nameOf = useMemberNames();
  if (id === null) return <>{t.shared.dash}</>;
  return <span title={id}>{id === me ? financeTexts.batches.you : (nameOf(id) ?? financeTexts.batches.person(id.slice(-6)))}</span>;
}

/** Who did something, as histories and logs have it: `user:<uuid>`, `system:<name>`, or only the kind for the other side. */
export function Actor({ value }: { readonly value: string }) {
  const [kind = '', rest = ''] = value.split(':');
  const id = kind === 'user' ? publicId('user', rest) : null;
  if (id !== null) return <Person id={id} />;
  return <span>{kind === 'system' ? financeTexts.batches.system(rest.replaceAll('-', ' ')) : kind}</span>;
}
