import { divideHalfEven } from '@fairlead/kernel';

/**
 * What of a sum is taken back in total once `reversedTotal` of `amount` is: round_half_even(sum × reversed ÷ amount).
 * Computed on the total, so that parts add up to the whole. A conversion without an amount is reversed as a whole.
 */
export function reversedShare(sumMinor: bigint, reversedTotalMinor: bigint, amountMinor: bigint): bigint {
  return amountMinor === 0n ? sumMinor : divideHalfEven(sumMinor * reversedTotalMinor, amountMinor);
}
