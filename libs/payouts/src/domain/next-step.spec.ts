import { HOUR_MS } from '@fairlead/kernel';
import { nextStep } from './next-step';

const firstSentAt = new Date('2026-01-01T00:00:00Z');
const after = (hours: number): Date => new Date(firstSentAt.getTime() + hours * HOUR_MS);

describe('next step of an attempt', () => {
  it.each([[1, 0, 'send'], [2, 0, 'look_up_then_send'], [2, 22.99, 'look_up_then_send'], [2, 23, 'look_up'], [1, 23, 'look_up'], [9, 48, 'look_up']] as const)(
    'on try %s after %s h: %s', (tries, hours, step) => {
      expect(nextStep({ firstSentAt, tries }, after(hours))).toBe(step);
    });
});
