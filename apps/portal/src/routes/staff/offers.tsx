import { PageHeader } from '../../components/page-header';
import { EmptyState } from '../../components/states';
import { staff as staffTexts } from '../../strings/staff';
import { OfferTable } from '../advertiser/offer-table';

const words = staffTexts.offers;

/** Every offer of the network. */
export function StaffOffers() {
  return (
    <>
      <PageHeader title={words.title} about={words.about} />
      <OfferTable empty={<EmptyState title={words.none}>{words.noneAbout}</EmptyState>} />
    </>
  );
}
