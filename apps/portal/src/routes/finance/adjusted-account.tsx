import type { Adjustment } from '../../api/types';
import { AdvertiserName, AffiliateName } from '../../components/names';
import { t } from '../../strings/en';

/** Whose balance an adjustment corrects. */
export function AdjustedAccount({ adjustment }: { readonly adjustment: Adjustment }) {
  if (adjustment.advertiser_id !== null) return <AdvertiserName id={adjustment.advertiser_id} />;
  return adjustment.affiliate_id === null ? <>{t.shared.dash}</> : <AffiliateName id={adjustment.affiliate_id} />;
}
