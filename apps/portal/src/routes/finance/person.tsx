import { useUser } from '../../session/use-user';
import { t } from '../../strings/en';

/** A person of the network: the reader by "you", others by the end of their id. */
export function Person({ id }: { readonly id: string | null }) {
  const me = useUser().id;
  if (id === null) return <>{t.shared.dash}</>;
  return <span title={id}>{id === me ? t.finance.batches.you : t.finance.batches.person(id.slice(-6))}</span>;
}
