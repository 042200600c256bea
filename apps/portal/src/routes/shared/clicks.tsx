import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { clicks } from '../../api/queries';
import { ApiRequest } from '../../components/api-request';
import { FilterBar, StatusFilter, TextFilter } from '../../components/filters';
import { PageHeader } from '../../components/page-header';
import { Panel } from '../../components/panel';
import { STATUSES } from '../../strings/status-lists';
import { conversions as conversionsTexts } from '../../strings/conversions';
import { ClickRows } from './click-rows';

const words = conversionsTexts.clicks;

/** The clicks explorer. */
export function ClicksPage() {
  const search = useSearch({ from: '/shell/clicks' });
  const navigate = useNavigate({ from: '/clicks' });
  const list = useInfiniteQuery(clicks.list(search));
  return (
    <>
      <PageHeader title={words.title} about={words.about} actions={<ApiRequest path="/api/v1/clicks" filter={search} />} />
      <FilterBar>
        <StatusFilter kind="click" values={STATUSES.click} value={search.status} onChange={(status) => void navigate({ search: (old) => ({ ...old, status }) })} />
        <TextFilter label={words.sub1} width={160} value={search.sub1} onChange={(sub1) => void navigate({ search: (old) => ({ ...old, sub1 }) })} />
      </FilterBar>
      <Panel flush><ClickRows list={list} filtered={Object.values(search).some(Boolean)} /></Panel>
    </>
  );
}
