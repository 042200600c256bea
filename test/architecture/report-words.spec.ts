import { channelKinds } from '../../apps/portal/src/strings/channel-kinds';
import { reports } from '../../apps/portal/src/strings/reports';
import { CHANNEL_WORDS, DIMENSION_WORDS, METRIC_WORDS, NO_VALUE_WORD } from '../../libs/reporting/src/domain/report-words';

describe('a report in a mail', () => {
  it('is told in the words of the portal', () => {
    expect(METRIC_WORDS).toEqual(reports.metrics);
    expect(DIMENSION_WORDS).toEqual(reports.dimensions);
    expect(CHANNEL_WORDS).toEqual(channelKinds);
    expect(NO_VALUE_WORD).toBe(reports.noValue);
  });
});
