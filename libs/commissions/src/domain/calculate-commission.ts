import { applyBps, ROUNDING } from '@fairlead/kernel';
import type { OfferTerms } from '@fairlead/offers/contracts';
import type { CalculationTrace } from '../contracts';

/** Integers in minor units; charge = commission + margin. */
export interface Calculation {
  readonly commissionMinor: bigint;
  readonly marginMinor: bigint;
  readonly chargeMinor: bigint;
  readonly trace: CalculationTrace;
}

/**
 * What a conversion earns under one version of terms. Percent: amount × rate ÷ 10,000; flat: the sum itself. The network's margin is
 * commission × fee ÷ 10,000. Each division rounds half to even.
 */
export function calculateCommission(terms: Pick<OfferTerms, 'id' | 'version' | 'currency' | 'commission' | 'networkFeeBps'>, amountMinor: bigint): Calculation {
  const plan = terms.commission;
  const commissionMinor = plan.type === 'percent' ? applyBps(amountMinor, plan.rateBps) : plan.amountMinor;
  const marginMinor = applyBps(commissionMinor, terms.networkFeeBps);
  const chargeMinor = commissionMinor + marginMinor;
  const formula = plan.type === 'percent' ? `${amountMinor} × ${plan.rateBps} ÷ 10000` : `flat ${plan.amountMinor}`;
  return {
    commissionMinor, marginMinor, chargeMinor,
    trace: {
      inputs: { amount: amountMinor.toString(), currency: terms.currency, termsId: terms.id, termsVersion: terms.version },
      steps: [
        { of: 'commission', formula, result: commissionMinor.toString() },
        { of: 'margin', formula: `${commissionMinor} × ${terms.networkFeeBps} ÷ 10000`, result: marginMinor.toString() },
        { of: 'charge', formula: `${commissionMinor} + ${marginMinor}`, result: chargeMinor.toString() },
      ],
      rounding: ROUNDING,
    },
  };
}
