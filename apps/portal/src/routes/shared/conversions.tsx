import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { conversions } from '../../api/queries';
import { ApiRequest } from '../../components/api-request';
import { FilterBar, StatusFilter, TextFilter } from '../../components/filters';
import { PageHeader } from '../../components/page-header';
import { Panel } from '../../components/panel';
import { STATUSES } from '../../strings/status-lists';
import { conversions as conversionsTexts } from '../../strings/conversions';
import { ConversionRows } from './conversion-rows';

/** Every reported purchase that the reader may see. */
export function ConversionsPage() {
  const search = useSearch({ from: '/shell/conversions' });
  const list = useInfiniteQuery(conversions.list(search));
  return (
    <>
      <PageHeader title={conversionsTexts.title} about={conversionsTexts.about} actions={<ApiRequest path="/api/v1/conversions" filter={search} />} />
      <ConversionFilters />
      <Panel flush><ConversionRows list={list} filtered={Object.values(search).some(Boolean)} /></Panel>
    </>
  );
}

/** Status and order, kept in the address bar. */
export function ConversionFilters() {
  const search = useSearch({ from: '/shell/conversions' });
  const navigate = useNavigate({ from: '/conversions' });
  return (
    <FilterBar>
      <StatusFilter kind="conversion" values={STATUSES.conversion} value={search.status} onChange={(status) => void navigate({ search: (old) => ({ ...old, status }) })} />
      <TextFilter label={conversionsTexts.order} value={search.order_id} onChange={(order_id) => void navigate({ search: (old) => ({ ...old, order_id }) })} />
    </FilterBar>
  );
}
