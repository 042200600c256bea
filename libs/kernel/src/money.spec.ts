import fc from 'fast-check';
import { add, allocate, applyBps, formatDecimal, money, parseDecimal } from './money';
import { divideHalfEven } from './rounding';

describe('money', () => {
  it.each([
    ['19.99', 'USD', 1999n], ['19.9', 'USD', 1990n], ['20', 'EUR', 2000n], ['500', 'JPY', 500n], ['500.00', 'JPY', 500n], ['1.234', 'KWD', 1234n], ['0.10', 'USD', 10n],
  ] as const)('reads %s %s as %s minor units', (text, currency, minor) => {
    expect(parseDecimal(text, currency)).toBe(minor);
  });

  it.each([['19.999', 'USD'], ['1.5', 'JPY'], ['-1', 'USD'], ['1e3', 'USD'], ['1,50', 'EUR'], ['', 'USD'], ['.5', 'USD'], ['9999999999999999', 'USD']] as const)(
    'refuses %s %s', (text, currency) => {
      expect(() => parseDecimal(text, currency)).toThrow(expect.objectContaining({ code: 'money.amount_malformed' }));
    });

  it.each([[1999n, 1000, 200n], [5n, 1000, 0n], [15n, 1000, 2n], [25n, 1000, 2n], [35n, 1000, 4n], [-25n, 1000, -2n]] as const)(
    'takes %s at %s basis points as %s, half to even', (amount, rate, expected) => {
      expect(applyBps(amount, rate)).toBe(expected);
    });

  it('refuses to add different currencies', () => {
    expect(() => add(money(1n, 'USD'), money(1n, 'EUR'))).toThrow(expect.objectContaining({ code: 'money.currency_mismatch' }));
  });

  it('reads back what it formats, in every exponent', () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 9_007_199_254_740_991n }), fc.constantFrom('USD', 'JPY', 'KWD'), (minor, currency) =>
      parseDecimal(formatDecimal(money(minor, currency)), currency) === minor));
  });

  it('divides within half a unit, symmetric in sign, ties to even', () => {
    fc.assert(fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.bigInt({ min: 1n, max: 10n ** 9n }), (dividend, divisor) => {
      const quotient = divideHalfEven(dividend, divisor);
      const error = 2n * (dividend - quotient * divisor);
      expect((error < 0n ? -error : error) <= divisor).toBe(true);
      if (error === divisor || error === -divisor) expect(quotient % 2n).toBe(0n);
      expect(divideHalfEven(-dividend, divisor)).toBe(-quotient);
    }));
  });

  it('allocates without losing or inventing a unit', () => {
    fc.assert(fc.property(
      fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.array(fc.bigInt({ min: 0n, max: 10n ** 6n }), { minLength: 1, maxLength: 12 }),
      (amount, weights) => {
        fc.pre(weights.some((weight) => weight > 0n));
        const parts = allocate(amount, weights);
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(amount);
        parts.forEach((part, index) => { if (weights[index] === 0n) expect(part).toBe(0n); });
      }));
  });

  it('reverses in parts that add up to the whole, whatever the parts', () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 9n }), fc.array(fc.bigInt({ min: 1n, max: 10n ** 6n }), { minLength: 1, maxLength: 8 }), (commission, parts) => {
      const amount = parts.reduce((sum, part) => sum + part, 0n);
      let reversed = 0n;
      let taken = 0n;
      for (const part of parts) {
        reversed += part;
        const target = divideHalfEven(commission * reversed, amount);
        expect(target >= taken).toBe(true);
        taken = target;
      }
      expect(taken).toBe(commission);
    }));
  });
});
