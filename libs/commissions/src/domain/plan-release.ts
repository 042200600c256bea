import type { Uuid } from '@fairlead/kernel';

/** An advertiser's charge that is reserved or accrued and not yet released, oldest first. */
export interface OutstandingCharge {
  readonly commissionId: Uuid;
  /** What is left of the charge after reversals, in minor units. */
  readonly chargeMinor: bigint;
  /** Whether its hold is over. */
  readonly due: boolean;
}

/**
 * First in, first funded: where the advertiser's funds are short, the newest charges are the ones without money.
 * A due commission may be released when the charges after it cover the shortfall.
 * @param fundsMinor balance of the advertiser's funds; negative is the shortfall.
 */
export function planRelease(fundsMinor: bigint, oldestFirst: readonly OutstandingCharge[]): { release: Uuid[]; blocked: Uuid[] } {
  const shortfall = fundsMinor < 0n ? -fundsMinor : 0n;
  const release: Uuid[] = [];
  const blocked: Uuid[] = [];
  let laterCharges = oldestFirst.reduce((sum, charge) => sum + charge.chargeMinor, 0n);
  for (const charge of oldestFirst) {
    laterCharges -= charge.chargeMinor;
    if (charge.due) (laterCharges >= shortfall ? release : blocked).push(charge.commissionId);
  }
  return { release, blocked };
}
