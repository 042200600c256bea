import fc from 'fast-check';
import { periodDays } from '../../apps/portal/src/routes/shared/report-figures';
import { queryOf } from '../../apps/portal/src/routes/shared/saved-report-search';
import { reports } from '../../apps/portal/src/strings/reports';
import { RELATIVE_PERIODS } from '../../libs/reporting/src/contracts';
import { daysOfPeriod } from '../../libs/reporting/src/domain/relative-period';

const PRESETS = (Object.keys(reports.periods) as (keyof typeof reports.periods)[]).filter((preset) => preset !== 'own');
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'America/St_Johns', 'Asia/Kolkata', 'Asia/Beirut', 'Australia/Lord_Howe', 'Pacific/Apia', 'Pacific/Kiritimati', 'Africa/Casablanca'];
/** As the portal saves it. */
const savedAs = (period: (typeof PRESETS)[number]) => queryOf({ period }, [], 'UTC', undefined).period!;

describe('the presets of the reports page', () => {
  it('are the periods that a saved report can have', () => {
    expect(PRESETS.map(savedAs).toSorted()).toEqual([...RELATIVE_PERIODS].toSorted());
  });

  it('are of the same days in the portal and in the API, in every zone at any time', () => {
    const instants = fc.integer({ min: Date.parse('2023-12-01T00:00:00Z'), max: Date.parse('2029-03-31T00:00:00Z') });
    fc.assert(fc.property(fc.constantFrom(...PRESETS), fc.constantFrom(...ZONES), instants, (preset, zone, ms) => {
      expect(daysOfPeriod(savedAs(preset), zone, new Date(ms))).toEqual(periodDays(preset, zone, new Date(ms)));
    }), { numRuns: 500 });
  });
});
