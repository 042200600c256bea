import { publicId } from '../../api/ids';
import { AdvertiserName, AffiliateName } from '../../components/names';
import { finance as financeTexts } from '../../strings/finance';

/** An account by whose it is and what it holds: `affiliate:<uuid>:payable:USD` as "Mia, payable". */
export function PostedAccount({ code }: { readonly code: string }) {
  const [owner = '', ...rest] = code.split(':');
  const id = publicId(owner, rest[0] ?? '');
  const kind = (id === null ? rest.slice(0, -1) : rest.slice(1, -1)).join(' ').replaceAll('_', ' ');
  return <span title={code}><OwnerName owner={owner} id={id} />{kind ? `, ${kind}` : ''}</span>;
}

function OwnerName({ owner, id }: { readonly owner: string; readonly id: string | null }) {
  if (id !== null && owner === 'affiliate') return <AffiliateName id={id} />;
  if (id !== null && owner === 'advertiser') return <AdvertiserName id={id} />;
  return <>{owner === 'stripe' ? financeTexts.ledger.stripe : financeTexts.ledger.network}</>;
}
