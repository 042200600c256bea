import { encodeId } from '@fairlead/kernel';
import type { Dimension } from '../contracts';
import { daysText, keyText, momentText } from './key-text';

const OFFER = '01890000-0000-7000-8000-000000000001';
const nameOf = (dimension: Dimension, id: string): string | undefined => (dimension === 'offer' && id === OFFER ? 'Tents' : undefined);

describe('a key of a report in words', () => {
  it.each<[Dimension, string, string]>([
    ['day', '2026-03-01', '1 Mar 2026'], ['week', '2026-02-23', 'from 23 Feb 2026'], ['month', '2026-02-01', 'February 2026'], ['hour', '2026-03-01T23:00:00Z', '2 Mar 2026, 00:00'],
    ['country', 'DE', 'Germany'], ['country', 'ZZ', 'Unknown Region'], ['country', 'T1', 'T1'], ['channel_type', 'youtube', 'YouTube'], ['channel_type', 'fax', 'fax'],
    ['click_outcome', 'counted', 'Counted'], ['click_outcome', 'data_centre', 'Filtered: data centres'], ['click_outcome', 'new_one', 'new_one'],
    ['offer', OFFER, 'Tents'], ['link', OFFER, encodeId('link', OFFER)], ['sub1', 'footer', 'footer'], ['offer', '', 'None'], ['day', '', 'None'],
  ])('%s %s', (dimension, key, expected) => {
    expect(keyText(dimension, key, 'Europe/Berlin', nameOf)).toBe(expected);
  });
});

describe('days in words', () => {
  it.each([['2026-03-01', '2026-03-01', '1 March 2026'], ['2026-03-01', '2026-03-07', '1 – 7 March 2026'], ['2026-02-23', '2026-03-01', '23 February – 1 March 2026'], ['2025-12-29', '2026-01-04', '29 December 2025 – 4 January 2026']])('%s to %s', (from, to, expected) => {
    expect(daysText({ from, to })).toBe(expected);
  });

  it('are not those of the machine', () => {
    expect(momentText(new Date('2026-03-01T23:30:00Z'), 'Asia/Kolkata')).toBe('2 Mar 2026, 05:00');
  });
});
