import { CLICK_FILTER_REASONS, type ClickFilterReason } from '@fairlead/tracking/contracts';

/** How a report may be cut. Time comes first; `trigger` is how the visitor came (link, QR code, script, promo code), `channel_type` the kind of
 * channel that the link was taken for. */
export const TIME_DIMENSIONS = ['hour', 'day', 'week', 'month'] as const;
export type TimeDimension = (typeof TIME_DIMENSIONS)[number];
export const FILTER_DIMENSIONS = [
  'offer', 'goal', 'advertiser', 'affiliate', 'link', 'landing_page', 'creative', 'source_id', 'sub1', 'sub2', 'sub3', 'sub4', 'sub5', 'sub6', 'sub7', 'sub8', 'sub9',
  'sub10', 'channel_type', 'trigger', 'country', 'device', 'os', 'browser', 'promo_code', 'click_outcome',
] as const;
export type FilterDimension = (typeof FILTER_DIMENSIONS)[number];
export type Dimension = TimeDimension | FilterDimension;
export const DIMENSIONS: readonly Dimension[] = [...TIME_DIMENSIONS, ...FILTER_DIMENSIONS];

export const COUNT_METRICS = ['clicks', 'counted', 'filtered', 'uniques', 'conversions', 'pending', 'held', 'approved', 'rejected', 'reversed'] as const;
export const MONEY_METRICS = ['sale_amount', 'reversed_amount', 'commission', 'charge', 'margin', 'aov'] as const;
export const RATE_METRICS = ['approval_rate', 'cr', 'epc', 'roas', 'reversal_rate'] as const;
/** Clicks that do not count, by why. There are many: a report has those that are asked for by name. */
export type FilteredMetric = `filtered_${ClickFilterReason}`;
export const FILTERED_METRICS: readonly FilteredMetric[] = CLICK_FILTER_REASONS.map((reason) => `filtered_${reason}` as const);
/** What a report has when no metrics are named. */
export const METRICS = [...COUNT_METRICS, ...MONEY_METRICS, ...RATE_METRICS] as const;
export type Metric = (typeof METRICS)[number] | FilteredMetric;
export const ALL_METRICS: readonly Metric[] = [...METRICS, ...FILTERED_METRICS];

export function isFilteredMetric(name: string): name is FilteredMetric {
  return (FILTERED_METRICS as readonly string[]).includes(name);
}

/** Periods that move with the day, in the zone of the report. Those that begin with a number of days and `this_month` end today; `last_week` is from Monday to Sunday. */
export const RELATIVE_PERIODS = ['yesterday', 'last_week', 'last_7_days', 'last_30_days', 'last_90_days', 'this_month', 'last_month'] as const;
export type RelativePeriod = (typeof RELATIVE_PERIODS)[number];

/** Who sees a saved report: its maker, or everybody in the maker's organization. */
export const SAVED_REPORT_VISIBILITIES = ['private', 'shared'] as const;
export type SavedReportVisibility = (typeof SAVED_REPORT_VISIBILITIES)[number];

/** How often a saved report is sent by e-mail. */
export const REPORT_FREQUENCIES = ['daily', 'weekly', 'monthly'] as const;
export type ReportFrequency = (typeof REPORT_FREQUENCIES)[number];
