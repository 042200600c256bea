import { publicId } from '../../api/ids';
import { useMemberNames } from '../../api/names';
import { useUser } from '../../session/use-user';
import { t } from '../../strings/en';
import { finance as financeTexts } from '../../strings/finance';

/** A person by name, the reader as "you": by `name` where it came along, else one of the reader's organization; who has left, or is of the other side, by the end of their id. */
export function Person({ id, name }: { readonly id: string | null; readonly name?: string | null }) {
  const me = useUser().id;
  const nameOf = useMemberNames();
  if (id === null) return <>{t.shared.dash}</>;
  return <span title={id}>{id === me ? financeTexts.batches.you : (name ?? nameOf(id) ?? financeTexts.batches.person(id.slice(-6)))}</span>;
}

/** Who did something, as histories and logs have it: `user:<uuid>`, `system:<name>`, or only the kind for the other side. */
export function Actor({ value, name }: { readonly value: string; readonly name?: string | null }) {
  const [kind = '', rest = ''] = value.split(':');
  const id = kind === 'user' ? publicId('user', rest) : null;
  if (id !== null) return <Person id={id} {...(name === undefined ? {} : { name })} />;
  return <span>{kind === 'system' ? financeTexts.batches.system(rest.replaceAll('-', ' ')) : kind}</span>;
}
