import { PageHeader } from '../../components/page-header';
import { EmptyState } from '../../components/states';
import { t } from '../../strings/en';
import { OfferTable } from '../advertiser/offer-table';

const words = t.staff.offers;

/** Every offer of the network. */
export function StaffOffers() {
  return (
    <>
      <PageHeader title={words.title} about={words.about} />
      <OfferTable empty={<EmptyState title={words.none}>{words.noneAbout}</EmptyState>} />
    </>
  );
}
