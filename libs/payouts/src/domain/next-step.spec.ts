import { HOUR_MS } from '@fairlead/kernel';
import { nextStep } from './next-step';

const firstSentAt = new Date('2026-01-01T00:00:00Z');
const after = (hours: number): Date => new Date(firstSentAt.getTime() + hours * HOUR_MS);

describe('next step of an attempt', () => {
  it.each([[0, 'look_up_then_send'], [22.99, 'look_up_then_send'], [23, 'look_up'], [48, 'look_up']] as const)('after %s h: %s', (hours, step) => {
    expect(nextStep({ firstSentAt }, after(hours))).toBe(step);
  });
});
