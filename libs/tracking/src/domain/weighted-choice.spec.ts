import fc from 'fast-check';
import { inOrder, rendezvousScore, type WeightedChoice } from './weighted-choice';

interface Choice extends WeightedChoice {
  readonly key: string;
}

const keyOf = (choice: Choice): string => choice.key;
const choices = fc.uniqueArray(fc.record({ key: fc.uuid(), priority: fc.nat(3), weight: fc.nat(10_000) }), { selector: keyOf, minLength: 1, maxLength: 12 });
const visitor = fc.integer({ min: 0, max: 0xffff_ffff });

/** Who gets which, over visitors 0, 1, 2 … as a hash would spread them. */
function shares(of: readonly Choice[], visitors: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let index = 0; index < visitors; index += 1) {
    const chosen = inOrder(of, 'weight', Math.imul(index, 0x9e37_79b1) >>> 0, keyOf)[0];
    if (chosen) counts.set(chosen.key, (counts.get(chosen.key) ?? 0) + 1);
  }
  return counts;
}

describe('weighted choice', () => {
  it.each([[[1, 1]], [[1, 3]], [[70, 20, 10]], [[1, 1, 1, 1, 1]], [[9_999, 1]], [[5_000, 2_500, 2_500]]])('shares out %p in proportion', (weights) => {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const of = weights.map((weight, index) => ({ key: `0190-choice-${index}`, priority: 0, weight }));
    const visitors = 40_000;

    const counts = shares(of, visitors);

    for (const { key, weight } of of) {
      const expected = (visitors * weight) / total;
      // Five standard deviations of the binomial.
      expect(Math.abs((counts.get(key) ?? 0) - expected)).toBeLessThan(5 * Math.sqrt(expected * (1 - weight / total)) + 1);
    }
  });

  it('gives the same visitor the same order, whatever order the choices are listed in', () => {
    fc.assert(fc.property(choices, visitor, fc.constantFrom('weight' as const, 'priority' as const), (of, who, mode) => {
      const distinct = of.filter((choice) => choice.weight > 0);

      expect(inOrder([...distinct].reverse(), mode, who, keyOf)).toEqual(inOrder(distinct, mode, who, keyOf));
    }));
  });

  it('moves nobody when a choice that they did not have is taken away', () => {
    fc.assert(fc.property(choices, visitor, fc.nat(), (of, who, which) => {
      const chosen = inOrder(of, 'weight', who, keyOf)[0];
      const removed = of[which % of.length];
      fc.pre(chosen !== undefined && removed !== undefined && removed !== chosen);

      expect(inOrder(of.filter((choice) => choice !== removed), 'weight', who, keyOf)[0]).toBe(chosen);
    }));
  });

  it('moves nobody away from a choice whose weight grows', () => {
    fc.assert(fc.property(choices, visitor, fc.integer({ min: 1, max: 5_000 }), (of, who, more) => {
      const chosen = inOrder(of, 'weight', who, keyOf)[0];
      fc.pre(chosen !== undefined);

      expect(inOrder(of.map((choice) => (choice === chosen ? { ...choice, weight: choice.weight + more } : choice)), 'weight', who, keyOf)[0]?.key).toBe(chosen?.key);
    }));
  });

  it('never chooses weight 0 by weight, and keeps it for last among equals by priority', () => {
    fc.assert(fc.property(choices, visitor, (of, who) => {
      expect(inOrder(of, 'weight', who, keyOf).every((choice) => choice.weight > 0)).toBe(true);
      const byPriority = inOrder(of, 'priority', who, keyOf);
      expect(byPriority).toHaveLength(of.length);
      byPriority.slice(1).forEach((choice, index) => {
        const before = byPriority[index];
        expect(before && (before.priority < choice.priority || (before.priority === choice.priority && (before.weight > 0 || choice.weight === 0)))).toBe(true);
      });
    }));
  });

  it('scores every visitor above 0 and finitely', () => {
    fc.assert(fc.property(visitor, fc.uuid(), fc.integer({ min: 1, max: 10_000 }), (who, key, weight) => {
      const score = rendezvousScore(who, key, weight);

      expect(score > 0 && Number.isFinite(score)).toBe(true);
    }));
    expect(rendezvousScore(1, 'a', 0)).toBe(0);
  });
});
