import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CommissionTrace, ConversionTrace } from '../../api/types';
import { DateTime } from '../../components/date-time';
import { durationBetween } from '../../components/duration';
import { TextLink } from '../../components/links';
import { formatMoney } from '../../components/money-text';
import { reasonInWords } from '../../strings/reasons';
import { statusWord } from '../../strings/statuses';
import { t } from '../../strings/en';
import { conversions as conversionsTexts } from '../../strings/conversions';
import { countryName } from '../public/countries';
import { byMoment, inOrder } from './history-order';

const words = conversionsTexts.detail;

interface PathStep {
  readonly title: string;
  readonly at: string;
  readonly text: ReactNode;
}

/** The steps from the click to the money as they happened, each with its moment and its reason. */
export function PathOfPurchase({ trace, calculated }: { readonly trace: ConversionTrace; readonly calculated: CommissionTrace | null }) {
  const { click, conversion } = trace;
  const later = [...stepsOfConversion(trace), ...(calculated ? stepsOfCommission(calculated) : [])].sort(byMoment);
  return (
    <ol className="portal-steps">
      {click ? (
        <Step title={words.clickHappened} at={click.occurred_at}>
          {words.from(click.country ? countryName(click.country) : conversionsTexts.clicks.unknown, click.device)}
          {Object.keys(click.subs).length > 0 ? ` · ${Object.values(click.subs).join(' · ')}` : ''} · <TextLink underline="always" to="/clicks/$clickId" params={{ clickId: click.id }}>{t.shared.more}</TextLink>
        </Step>
      ) : null}
      <Step title={words.purchase} at={conversion.occurred_at}>
        {conversion.amount.amount > 0 ? `${formatMoney(conversion.amount.amount, conversion.amount.currency)} · ` : ''}{click ? words.after(durationBetween(click.occurred_at, conversion.occurred_at)) : words.couponUsed}
      </Step>
      {later.map((step) => <Step key={`${step.title}${step.at}`} title={step.title} at={step.at}>{step.text}</Step>)}
    </ol>
  );
}

function stepsOfConversion({ history, reversals }: ConversionTrace): PathStep[] {
  return [
    ...inOrder(history).map((entry) => ({ title: statusWord('conversion', entry.to).label, at: entry.at, text: entry.reason ? reasonInWords(entry.reason) : entry.actor === 'system' ? words.bySystem : words.byUser })),
    ...reversals.map((reversal) => ({ title: words.reversals, at: reversal.at, text: `${words.reversedBy(formatMoney(reversal.amount.amount, reversal.amount.currency))} · ${reasonInWords(reversal.reason)}` })),
  ];
}

function stepsOfCommission({ commission, history }: CommissionTrace): PathStep[] {
  const later = inOrder(history).filter((entry) => entry.from !== null && entry.to !== 'approved');
  const release = commission.status === 'approved' ? commission.release_at : null;
  return [
    { title: words.commissionMade, at: commission.created_at, text: formatMoney(commission.amount.amount, commission.amount.currency) },
    ...later.map((entry) => ({ title: `${t.shared.fields.commission}: ${statusWord('commission', entry.to).label.toLowerCase()}`, at: entry.at, text: entry.reason ? reasonInWords(entry.reason) : statusWord('commission', entry.to).means })),
    ...(release === null ? [] : [{ title: words.release, at: release, text: commission.blocked_reason ? reasonInWords(commission.blocked_reason) : words.willRelease }]),
  ];
}

/** One step of a path. */
export function Step({ title, at, children }: { readonly title: string; readonly at: string; readonly children?: ReactNode }) {
  return (
    <li>
      <Text size="sm" fw={600}>{title}</Text>
      <Text size="sm" c="dimmed" component="div"><DateTime at={at} form="exact" />{children ? <> · {children}</> : null}</Text>
    </li>
  );
}
