import type { Programme, TierRules } from '~/domain/loyalty/programme/model';
import type { Distribution, DistributionStep } from '~/domain/loyalty/tiers/model';
import { currencyDigits } from '~/domain/shared/money';
import { micros } from '../form/field-faults';
import { decimalOf, minorOf } from '../numbers';

/** A threshold as it stands in the document, in what the chart counts in: minor units, points or orders. */
export function thresholdOf(text: string, basis: TierRules['basis'], currency: string): bigint {
  if (basis === 'spend') return minorOf(text, currency) ?? 0n;
  return (micros(text) ?? 0n) / 1_000_000n;
}

/** The other way round. */
export function thresholdText(value: bigint, basis: TierRules['basis'], currency: string): string {
  return basis === 'spend' ? decimalOf(value, currency) : value.toString();
}

/** The distribution in the tiers' own measure. What is spent becomes points at the draft's rate, without multipliers and other ways to earn. */
export function stepsFor(programme: Programme, distribution: Distribution, currency: string): readonly DistributionStep[] {
  if (programme.tiers.basis !== 'points') return distribution.steps;
  const rate = micros(programme.earn.pointsPerUnit) ?? 0n;
  const unit = 10n ** BigInt(currencyDigits(currency)) * 1_000_000n;
  return distribution.steps.map(({ floor, members }) => ({ floor: (floor * rate) / unit, members })).filter(({ floor }) => floor > 0n);
}
