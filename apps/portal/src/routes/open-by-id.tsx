import { useQuery } from '@tanstack/react-query';
import { Navigate, useParams } from '@tanstack/react-router';
import { commissions } from '../api/queries';
import { type JSX, lazy, Suspense } from 'react';
import { LoadingRows } from '../components/states';
import { NotFoundPage } from './shared/error-pages';

const OpenSavedReport = lazy(async () => ({ default: (await import('./shared/open-saved-report')).OpenSavedReport }));

/** Where each kind of id leads. */
const PAGES: Readonly<Record<string, (id: string) => JSX.Element>> = {
  off: (offerId) => <Navigate replace to="/offers/$offerId" params={{ offerId }} />,
  cnv: (conversionId) => <Navigate replace to="/conversions/$conversionId" params={{ conversionId }} />,
  clk: (clickId) => <Navigate replace to="/clicks/$clickId" params={{ clickId }} />,
  pay: (payoutId) => <Navigate replace to="/payouts/$payoutId" params={{ payoutId }} />,
  pba: (batchId) => <Navigate replace to="/batches/$batchId" params={{ batchId }} />,
  adj: (adjustmentId) => <Navigate replace to="/adjustments/$adjustmentId" params={{ adjustmentId }} />,
  jrn: (journalId) => <Navigate replace to="/journals/$journalId" params={{ journalId }} />,
  lnk: (linkId) => <Navigate replace to="/clicks" search={{ link_id: linkId }} />,
  srp: (id) => <Suspense fallback={<LoadingRows />}><OpenSavedReport id={id} /></Suspense>,
  com: (id) => <CommissionToConversion id={id} />,
};

/** Leads from any id to the page of its thing. */
export function OpenById() {
  const { id = '' } = useParams({ strict: false });
  return PAGES[id.slice(0, id.indexOf('_'))]?.(id) ?? <NotFoundPage />;
}

function CommissionToConversion({ id }: { readonly id: string }) {
  const trace = useQuery(commissions.trace(id));
  if (trace.isPending) return <LoadingRows />;
  if (!trace.data) return <NotFoundPage />;
  return <Navigate replace to="/conversions/$conversionId" params={{ conversionId: trace.data.commission.conversion_id }} />;
}
