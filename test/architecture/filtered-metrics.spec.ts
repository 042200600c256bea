import { FILTERED_METRICS as SHOWN } from '../../apps/portal/src/routes/shared/report-figures';
import { reports } from '../../apps/portal/src/strings/reports';
import { FILTERED_METRICS } from '../../libs/reporting/src/contracts';

describe('clicks by why they do not count', () => {
  it('can be chosen in the portal for every reason that there is, each by its name', () => {
    expect([...SHOWN].sort()).toEqual([...FILTERED_METRICS].sort());
    expect(Object.keys(reports.metrics)).toEqual(expect.arrayContaining([...FILTERED_METRICS]));
  });
});
