import { figureText, growth, periodDays } from './report-figures';

describe('figures of a report', () => {
  const cells = { clicks: 12_345, cr: '0.026000', roas: '8.333333', commission: { amount: 1_050, currency: 'JPY' }, epc: '0.150000', aov: null };

  it('read as people write them', () => {
    expect(['clicks', 'cr', 'roas', 'commission', 'epc', 'aov'].map((metric) => figureText(metric, cells, 'USD'))).toEqual(['12,345', '2.60%', '8.33×', '¥1,050', '$0.1500', null]);
  });

  it('grow from what was there before', () => {
    expect([growth('clicks', { clicks: 150 }, { clicks: 100 }), growth('clicks', { clicks: 50 }, { clicks: 100 }), growth('clicks', { clicks: 5 }, { clicks: 0 })]).toEqual(['+50%', '−50%', null]);
  });
});

describe('named periods', () => {
  const newYear = new Date('2026-01-01T02:00:00Z');

  it('are of days of the reader’s zone', () => {
    expect(periodDays('7d', 'UTC', newYear)).toEqual({ from: '2025-12-26', to: '2026-01-01' });
    expect(periodDays('month', 'America/New_York', newYear)).toEqual({ from: '2025-12-01', to: '2025-12-31' });
    expect(periodDays('last_month', 'UTC', newYear)).toEqual({ from: '2025-12-01', to: '2025-12-31' });
  });
});
