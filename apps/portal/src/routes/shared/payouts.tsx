import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { payouts } from '../../api/network-queries';
import { ApiRequest } from '../../components/api-request';
import { FilterBar, StatusFilter } from '../../components/filters';
import { PageHeader } from '../../components/page-header';
import { Panel } from '../../components/panel';
import { useUser } from '../../session/use-user';
import { STATUSES } from '../../strings/status-lists';
import { conversions as conversionsTexts } from '../../strings/conversions';
import { PayoutRows } from './payout-rows';

const words = conversionsTexts.payouts;

/** Payouts, of the reader or of everybody. */
export function PayoutsPage() {
  const search = useSearch({ from: '/shell/payouts' });
  const navigate = useNavigate({ from: '/payouts' });
  const own = useUser().role === 'affiliate';
  const list = useInfiniteQuery(payouts.list(search));
  return (
    <>
      <PageHeader title={words.title} about={own ? words.aboutAffiliate : words.aboutStaff} actions={<ApiRequest path="/api/v1/payouts" filter={search} />} />
      <FilterBar><StatusFilter kind="payout" values={STATUSES.payout} value={search.status} onChange={(status) => void navigate({ search: { status } })} /></FilterBar>
      <Panel flush><PayoutRows list={list} filtered={search.status !== undefined} /></Panel>
    </>
  );
}
