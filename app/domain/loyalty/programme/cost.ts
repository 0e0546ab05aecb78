import { currencyDigits, type Minor } from '../../shared/money';
import { decimalFraction, round } from '../earning/fraction';

/** What points cost a shop that gives `costPerPoint` (major units, decimal) for each: minor units of its currency, rounded half away from zero, once. */
export function costOf(points: bigint, costPerPoint: string, currency: string): Minor {
  const { n, d } = decimalFraction(costPerPoint);
  const scaled = (points < 0n ? -points : points) * n * 10n ** BigInt(currencyDigits(currency));
  const cost = round({ n: scaled, d }, 'half-up');
  return points < 0n ? -cost : cost;
}
