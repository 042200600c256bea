import { SegmentedControl, Stack } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useOffers } from '../../api/names';
import { ApiRequest } from '../../components/api-request';
import { FilterBar } from '../../components/filters';
import { TextLink } from '../../components/links';
import { PageHeader } from '../../components/page-header';
import { Panel } from '../../components/panel';
import { useUser } from '../../session/use-user';
import { statusWord } from '../../strings/statuses';
import { STATUSES } from '../../strings/status-lists';
import { t } from '../../strings/en';
import { advertiser as advertiserTexts } from '../../strings/advertiser';
import { InboundLog } from './inbound-log';
import { TrackingHealth } from './tracking-health';

const words = advertiserTexts.tracking;

/** Everything that shops reported, and the way to the set-up of each offer. */
export function TrackingPage() {
  const search = useSearch({ from: '/shell/tracking' });
  const navigate = useNavigate({ from: '/tracking' });
  const own = useUser().role === 'advertiser';
  const { offers } = useOffers();
  return (
    <>
      <PageHeader title={words.logTitle} about={words.logAbout} actions={<ApiRequest path="/api/v1/inbound-events" filter={search} />} />
      <Stack>
        {own ? <TrackingHealth /> : null}
        {own && offers.length > 0 ? (
          <Panel title={words.pick}><Stack gap={6}>{offers.filter((offer) => offer.status !== 'archived').map((offer) => <TextLink key={offer.id} to="/offers/$offerId/tracking" params={{ offerId: offer.id }} size="sm">{offer.name}</TextLink>)}</Stack></Panel>
        ) : null}
        <div>
          <FilterBar>
            <SegmentedControl
              aria-label={words.outcome} withItemsBorders={false} value={search.outcome ?? ''} data={[{ value: '', label: t.shared.all }, ...STATUSES.inbound.map((one) => ({ value: one, label: statusWord('inbound', one).label }))]}
              onChange={(value) => void navigate({ search: { outcome: STATUSES.inbound.find((one) => one === value) } })}
            />
          </FilterBar>
          <Panel flush><InboundLog filter={search} /></Panel>
        </div>
      </Stack>
    </>
  );
}
