import type { Exclusion } from '../../api/types';
import { DateTime } from '../../components/date-time';
import { finance as financeTexts } from '../../strings/finance';
import { reasonInWords } from '../../strings/reasons';

/** Why a batch leaves a balance out, and until when where that ends by itself. */
export function WhyExcluded({ exclusion: { reason, until } }: { readonly exclusion: Pick<Exclusion, 'reason' | 'until'> }) {
  return <>{reasonInWords(reason)}{until ? <>, {financeTexts.balances.until} <DateTime at={until} /></> : null}</>;
}
