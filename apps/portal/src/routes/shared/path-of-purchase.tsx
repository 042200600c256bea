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

const words = conversionsTexts.detail;

/** The steps from the click to the money, in order, each with its moment and its reason. */
export function PathOfPurchase({ trace, calculated }: { readonly trace: ConversionTrace; readonly calculated: CommissionTrace | null }) {
  const { click, conversion } = trace;
  return (
    <ol className="portal-steps">
      {click ? (
        <Step title={words.clickHappened} at={click.occurred_at}>
          {words.from(click.country ? countryName(click.country) : conversionsTexts.clicks.unknown, click.device)}
          {Object.keys(click.subs).length > 0 ? ` · ${Object.values(click.subs).join(' · ')}` : ''} · <TextLink underline="always" to="/clicks/$clickId" params={{ clickId: click.id }}>{t.shared.more}</TextLink>
        </Step>
      ) : null}
      <Step title={words.purchase} at={conversion.occurred_at}>
        {formatMoney(conversion.amount.amount, conversion.amount.currency)} · {click ? words.after(durationBetween(click.occurred_at, conversion.occurred_at)) : words.couponUsed}
      </Step>
      {[...trace.history].sort(byTime).map((entry) => (
        <Step key={`${entry.to}${entry.at}`} title={statusWord('conversion', entry.to).label} at={entry.at}>
          {entry.reason ? reasonInWords(entry.reason) : entry.actor === 'system' ? words.bySystem : words.byUser}
        </Step>
      ))}
      {trace.reversals.map((reversal) => <Step key={reversal.id} title={words.reversals} at={reversal.at}>{words.reversedBy(formatMoney(reversal.amount.amount, reversal.amount.currency))} · {reasonInWords(reversal.reason)}</Step>)}
      {calculated ? <CommissionSteps trace={calculated} /> : null}
    </ol>
  );
}

function CommissionSteps({ trace }: { readonly trace: CommissionTrace }) {
  const { commission } = trace;
  const later = [...trace.history].sort(byTime).filter((entry) => entry.from !== null && entry.to !== 'approved');
  return (
    <>
      <Step title={words.commissionMade} at={commission.created_at}>{formatMoney(commission.amount.amount, commission.amount.currency)}</Step>
      {later.map((entry) => <Step key={`${entry.to}${entry.at}`} title={`${t.shared.fields.commission}: ${statusWord('commission', entry.to).label.toLowerCase()}`} at={entry.at}>{entry.reason ? reasonInWords(entry.reason) : statusWord('commission', entry.to).means}</Step>)}
      {commission.status === 'approved' && commission.release_at ? <Step title={words.release} at={commission.release_at}>{commission.blocked_reason ? reasonInWords(commission.blocked_reason) : words.willRelease}</Step> : null}
    </>
  );
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

const byTime = (one: { at: string }, other: { at: string }): number => one.at.localeCompare(other.at);
