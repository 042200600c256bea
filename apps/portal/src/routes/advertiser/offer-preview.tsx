import { Paper, Stack, Text } from '@mantine/core';
import { currencyDigits, commissionFor, formatMoney, shareHalfEven } from '../../components/money-text';
import { OfferTerms } from '../../components/offer-terms';
import { Panel } from '../../components/panel';
import { useUser } from '../../session/use-user';
import { advertiser as advertiserTexts } from '../../strings/advertiser';
import { affiliate as affiliateTexts } from '../../strings/affiliate';
import { basisPoints, commissionOf, type OfferDraft, toTerms } from './offer-draft';

const words = advertiserTexts.wizard;
const EXAMPLE_MAJOR_UNITS = 80;

/** The offer as affiliates will see it, and what a result costs the advertiser. */
export function OfferPreview({ draft }: { readonly draft: OfferDraft }) {
  const { name } = useUser();
  return (
    <Stack>
      <Panel title={words.preview}>
        <Text fw={600}>{draft.name.trim() || words.previewName}</Text>
        <Text size="sm" c="dimmed" mb="md">{affiliateTexts.terms.byAdvertiser(name)}</Text>
        <OfferTerms terms={toTerms(draft)} />
      </Panel>
      <Paper p="lg"><Text size="sm" fw={600}>{words.cost}</Text><Text size="sm" c="dimmed">{costText(draft)}</Text></Paper>
    </Stack>
  );
}

function costText(draft: OfferDraft): string {
  const { currency } = draft;
  const digits = currencyDigits(currency);
  const order = EXAMPLE_MAJOR_UNITS * (digits === 0 ? 100 : 10 ** digits);
  const commission = commissionFor(commissionOf(draft), order);
  const fee = shareHalfEven(commission, basisPoints(draft.fee) ?? 0);
  return words.costText(formatMoney(order, currency), formatMoney(commission, currency), formatMoney(fee, currency), formatMoney(commission + fee, currency));
}
