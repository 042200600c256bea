/** Texts of the reports. */
export const reports = {
  title: 'Reports',
  about: 'What traffic brought, cut as you like. Money is net of what was taken back, and a change of today shows on the day of its purchase.',
  by: 'By', then: 'And by', none: 'Nothing else', period: 'Period', compare: 'Compare with the period before', currency: 'Currency', sort: 'Largest first by', chart: 'Chart of',
  download: 'Download CSV',
  total: 'All rows',
  empty: 'No traffic in this period', emptyAbout: 'Choose a longer period, or take away a filter.',
  rows: (shown: number, all: number) => (shown === all ? `${all} rows` : `The first ${shown} of ${all} rows; the file has all`),
  asOf: (time: string, zone: string) => `With every change up to ${time} · days of ${zone.replaceAll('_', ' ')}`,
  before: (value: string) => `${value} before`,
  change: (percent: string) => `${percent} on the period before`,
  chartAbout: (metric: string, total: string) => `${metric}: ${total} in this period`,
  noValue: 'None',
  periods: { '7d': 'Last 7 days', '30d': 'Last 30 days', '90d': 'Last 90 days', month: 'This month', last_month: 'Last month' },
  dimensions: {
    day: 'Day', week: 'Week', month: 'Month', hour: 'Hour', offer: 'Offer', goal: 'Goal', advertiser: 'Advertiser', affiliate: 'Affiliate', link: 'Link', landing_page: 'Landing page', creative: 'Creative',
    source_id: 'Source', sub1: 'Sub 1', sub2: 'Sub 2', sub3: 'Sub 3', sub4: 'Sub 4', sub5: 'Sub 5', trigger: 'Came by', country: 'Country', device: 'Device', os: 'System', browser: 'Browser', promo_code: 'Promo code',
    click_outcome: 'Counted or why not',
  },
  metrics: {
    clicks: 'Clicks', counted: 'Counted', filtered: 'Filtered', uniques: 'Unique', conversions: 'Conversions', pending: 'Pending', held: 'Held', approved: 'Approved', rejected: 'Rejected', reversed: 'Reversed',
    sale_amount: 'Sales', reversed_amount: 'Taken back', commission: 'Commission', charge: 'Charge', margin: 'Margin', aov: 'Average order', approval_rate: 'Approval rate', cr: 'Conversion rate', epc: 'Earned per click',
    roas: 'Return on spend', reversal_rate: 'Taken-back rate',
  },
} as const;
