import { type Currency, isCurrency, parseDecimal } from '@fairlead/kernel';
import type { RefusalReason } from '../contracts';

/** A report of a conversion, from a postback or the API, before anything is known of it. */
export interface ConversionReport {
  readonly clickId: string | null;
  readonly coupon: string | null;
  readonly goal: string | null;
  readonly orderId: string;
  /** Decimal in major units, or minor units where the caller had them. */
  readonly amount: { readonly decimal: string } | { readonly minor: bigint } | null;
  readonly currency: string | null;
  readonly customerId: string | null;
  readonly customerNew: boolean | null;
  readonly status: string | null;
  readonly adv: Readonly<Record<string, string>>;
}

/** A well-formed report, or why it can never be accepted. */
export type ReadReport =
  | { readonly ok: true; readonly goal: string; readonly amountMinor: bigint; readonly reportedStatus: 'approved' | 'pending' | 'rejected' | null }
  | { readonly ok: false; readonly reason: RefusalReason };

/** What the offer demands of a report. */
export interface ReportRules {
  readonly currency: Currency;
  readonly goals: readonly string[];
  /** A share of the sale needs the sale's amount. */
  readonly amountNeeded: boolean;
}

/** Reads the parts of a report that depend on the offer. An absent currency is the offer's; an absent goal its first. */
export function readReport(report: ConversionReport, rules: ReportRules): ReadReport {
  const goal = report.goal ?? rules.goals[0] ?? '';
  if (!rules.goals.includes(goal)) return { ok: false, reason: 'unknown_goal' };
  const currencyProblem = report.currency === null ? null : whyNotCurrency(report.currency.toUpperCase(), rules.currency);
  if (currencyProblem) return { ok: false, reason: currencyProblem };
  const { status } = report;
  if (status !== null && !isReportedStatus(status)) return { ok: false, reason: 'status_unknown' };
  if (report.amount === null && rules.amountNeeded) return { ok: false, reason: 'amount_missing' };
  const amountMinor = report.amount === null ? 0n : readAmount(report.amount, rules.currency);
  if (amountMinor === null) return { ok: false, reason: 'amount_malformed' };
  return { ok: true, goal, amountMinor, reportedStatus: status };
}

function whyNotCurrency(given: string, expected: Currency): RefusalReason | null {
  if (given === expected) return null;
  return isCurrency(given) ? 'currency_mismatch' : 'unknown_currency';
}

function isReportedStatus(status: string): status is 'approved' | 'pending' | 'rejected' {
  return ['approved', 'pending', 'rejected'].includes(status);
}

function readAmount(amount: NonNullable<ConversionReport['amount']>, currency: Currency): bigint | null {
  if ('minor' in amount) return amount.minor;
  try {
    return parseDecimal(amount.decimal, currency);
  } catch {
    return null; // parseDecimal throws for one thing only: a malformed amount
  }
}
