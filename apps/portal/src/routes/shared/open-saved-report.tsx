import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { savedReport } from '../../api/saved-report-queries';
import { PageFailure } from '../../components/page-failure';
import { LoadingRows } from '../../components/states';
import { useZone } from '../../session/preferences';
import { searchOf } from './saved-report-search';

/** Leads from a mail with a saved report to the reports page that shows it. */
export function OpenSavedReport({ id }: { readonly id: string }) {
  const ownZone = useZone().name;
  const { data, error, refetch } = useQuery(savedReport(id));
  if (data) return <Navigate replace to="/reports" search={searchOf(data, ownZone) ?? { saved: id }} />;
  return error ? <PageFailure error={error} retry={() => void refetch()} /> : <LoadingRows />;
}
