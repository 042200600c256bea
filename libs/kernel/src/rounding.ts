/** How a fraction of a minor unit becomes an integer. Stored beside every computed amount. */
export const ROUNDING = 'half_even' as const;
export type Rounding = typeof ROUNDING;

/**
 * Integer division rounded half to even (banker's rounding, IEEE 754 roundTiesToEven).
 * @throws RangeError when the divisor is not positive.
 */
export function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  if (divisor <= 0n) throw new RangeError('divisor must be positive');
  const negative = dividend < 0n;
  const absolute = negative ? -dividend : dividend;
  const quotient = absolute / divisor;
  const twiceRest = (absolute % divisor) * 2n;
  const roundsUp = twiceRest > divisor || (twiceRest === divisor && quotient % 2n === 1n);
  const result = roundsUp ? quotient + 1n : quotient;
  return negative ? -result : result;
}
