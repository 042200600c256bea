import { IconPlus } from '@tabler/icons-react';
import { ButtonLink } from '../../components/links';
import { PageHeader } from '../../components/page-header';
import { EmptyState } from '../../components/states';
import { advertiser as advertiserTexts } from '../../strings/advertiser';
import { OfferTable } from './offer-table';

const words = advertiserTexts.offers;

/** The advertiser's offers. */
export function AdvertiserOffers() {
  const create = <ButtonLink to="/offers/new" leftSection={<IconPlus size={16} aria-hidden />}>{words.create}</ButtonLink>;
  return (
    <>
      <PageHeader title={words.title} about={words.about} actions={create} />
      <OfferTable empty={<EmptyState title={words.none} action={create}>{words.noneAbout}</EmptyState>} />
    </>
  );
}
