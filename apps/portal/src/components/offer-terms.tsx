import { List, Paper, Stack, Text } from '@mantine/core';
import type { CommissionPlan, Offer } from '../api/types';
import { affiliate as affiliateTexts } from '../strings/affiliate';
import { commissionFor, formatMoney, formatRate, currencyDigits } from './money-text';

const words = affiliateTexts.terms;
const EXAMPLE_MAJOR_UNITS = 80;

/** What an offer says, as far as its plain words need it. */
export type TermsToTell = Pick<Offer, 'currency' | 'attribution_window_days' | 'hold_days' | 'approval' | 'daily_click_cap' | 'daily_conversion_cap' | 'deep_link_hosts' | 'goals'> & { readonly commission: CommissionPlan };

/** `10 % of every sale`, `€2.50 per lead`. */
export function rateInWords(terms: Pick<TermsToTell, 'commission' | 'currency' | 'goals'>): string {
  const { commission, currency, goals } = terms;
  if (commission.type === 'percent') return words.percent(formatRate(commission.rate_bps ?? 0));
  return words.flat(formatMoney(commission.amount ?? 0, currency), goals[0] ?? 'sale');
}

/** One order and what it earns. */
export function workedExample(terms: TermsToTell): string {
  const scale = currencyDigits(terms.currency) === 0 ? 100 : 10 ** currencyDigits(terms.currency);
  const order = EXAMPLE_MAJOR_UNITS * scale;
  const earned = formatMoney(commissionFor(terms.commission, order), terms.currency);
  if (terms.commission.type === 'flat') return words.exampleFlat(terms.goals[0] ?? 'sale', earned, terms.hold_days);
  return words.exampleText(formatMoney(order, terms.currency), earned, terms.hold_days);
}

/** The terms as sentences, and one worked example. */
export function OfferTerms({ terms }: { readonly terms: TermsToTell }) {
  return (
    <Stack gap="md">
      <Text fz={22} fw={650} lh={1.2}>{words.pays(rateInWords(terms))}</Text>
      <Paper p="sm" radius="md" bg="var(--portal-canvas)"><Text size="sm"><b>{words.example}.</b> {workedExample(terms)}</Text></Paper>
      <List size="sm" spacing={6} c="var(--mantine-color-text)">{sentences(terms).map((sentence) => <List.Item key={sentence}>{sentence}</List.Item>)}</List>
    </Stack>
  );
}

function sentences(terms: TermsToTell): string[] {
  return [
    words.window(terms.attribution_window_days),
    terms.approval === 'auto' ? words.auto : words.manual,
    words.hold(terms.hold_days),
    words.currency(terms.currency),
    ...(terms.goals.length > 1 ? [words.goals(terms.goals.join(', '))] : []),
    terms.deep_link_hosts.length > 0 ? words.deepLinks(terms.deep_link_hosts.join(', ')) : words.noDeepLinks,
    ...(terms.daily_click_cap === null ? [] : [words.clickCap(terms.daily_click_cap)]),
    ...(terms.daily_conversion_cap === null ? [] : [words.conversionCap(terms.daily_conversion_cap)]),
    words.sameRate,
  ];
}
