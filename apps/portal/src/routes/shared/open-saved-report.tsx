import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { savedReport } from '../../api/saved-report-queries';
import { ownOrganizations } from '../../api/team-queries';
import { PageFailure } from '../../components/page-failure';
import { LoadingRows } from '../../components/states';
import { useZone } from '../../session/preferences';
import { savedReports as words } from '../../strings/saved-reports';
import { searchOf } from './saved-report-search';

/** Leads from a mail with a saved report to the reports page that shows it. */
export function OpenSavedReport({ id }: { readonly id: string }) {
  const ownZone = useZone().name;
  const { data, error, refetch } = useQuery(savedReport(id));
  if (data) return <Navigate replace to="/reports" search={searchOf(data, ownZone) ?? { saved: id }} />;
  if (!error) return <LoadingRows />;
  return (
    <>
      <PageFailure error={error} retry={() => void refetch()} />
      <Elsewhere />
    </>
  );
}

/** Where a report may be that this organization has not: a mail does not know which of them its reader is signed in to. */
function Elsewhere() {
  const { data: organizations = [] } = useQuery(ownOrganizations());
  return organizations.length > 1 ? <Text mt="md">{words.elsewhere}</Text> : null;
}
