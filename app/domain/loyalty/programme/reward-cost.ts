import { currencyDigits, parseMoney, type Minor } from '../../shared/money';
import { decimalFraction, round } from '../earning/fraction';
import { costOf } from './cost';
import type { Programme, Reward } from './model';

/** What about a reward a merchant may not have meant. */
export const REWARD_WARNINGS = [
  'worth_more_than_spent', // it gives at least what was spent to earn it
  'above_margin', // its goods cost more than the purchases that earned it leave
  'minimum_below_value', // an order of the minimum is free
] as const;
export type RewardWarning = (typeof REWARD_WARNINGS)[number];

/** What a reward costs the shop, once; of a slider a step. Amounts in minor units, `null` where it cannot be told. */
export interface RewardCost {
  /** What its points are worth at the programme's cost per point. */
  pointsWorth: Minor;
  /** What the shopper is given, at selling prices. */
  face: Minor | null;
  /** What the goods for that have cost, at the margin. */
  goods: Minor | null;
  /** What a shopper spends to earn it, at the basic rate; rounded up. */
  spend: Minor | null;
  /** Of what was spent, what is given back, in millionths. */
  rate: bigint | null;
  warnings: RewardWarning[];
}

const MILLION = 1_000_000n;
const DECIMAL = /^\d{1,9}(\.\d{1,6})?$/;
const minor = (text: string | undefined, currency: string): Minor | null => (text !== undefined && DECIMAL.test(text) ? parseMoney(text, currency) : null);

/**
 * Reckons a reward as it stands in the editor, finished or not. @param margin gross margin in whole percent, 0 to 100
 * @param productPrice of a free product, in minor units; `null` while it is not known
 */
export function rewardCost(reward: Reward, programme: Programme, shop: { currency: string; margin: bigint; productPrice: Minor | null }): RewardCost | null {
  if (!Number.isSafeInteger(reward.points) || reward.points <= 0 || !DECIMAL.test(programme.costPerPoint)) return null;
  const points = BigInt(reward.points);
  const face = faceOf(reward, shop);
  const spend = spendFor(points, programme.earn.pointsPerUnit, shop.currency);
  const goods = face === null ? null : round({ n: face * (100n - shop.margin), d: 100n }, 'half-up');
  const rate = face === null || !spend ? null : (face * MILLION) / spend;
  const warnings: RewardWarning[] = [];
  if (face !== null && spend !== null && face >= spend) warnings.push('worth_more_than_spent');
  else if (goods !== null && spend !== null && goods * 100n > spend * shop.margin) warnings.push('above_margin');
  if (isOffAnOrder(reward) && isBelow(minor(reward.minimumSpend, shop.currency), face)) warnings.push('minimum_below_value');
  return { pointsWorth: costOf(points, programme.costPerPoint, shop.currency), face, goods, spend, rate, warnings };
}

/** A percentage, free shipping and what staff hand over are worth what the order or the thing is. */
function faceOf(reward: Reward, { currency, productPrice }: { currency: string; productPrice: Minor | null }): Minor | null {
  if (reward.kind === 'free_product') return productPrice;
  return reward.kind === 'percent_off' || reward.kind === 'free_shipping' || reward.kind === 'custom' ? null : minor(reward.value, currency);
}

const isOffAnOrder = ({ kind }: Reward) => kind === 'amount_off' || kind === 'slider';
const isBelow = (minimum: Minor | null, face: Minor | null) => minimum !== null && face !== null && minimum < face;

function spendFor(points: bigint, pointsPerUnit: string, currency: string): Minor | null {
  if (!DECIMAL.test(pointsPerUnit)) return null;
  const { n, d } = decimalFraction(pointsPerUnit);
  if (n === 0n) return null;
  return round({ n: points * d * 10n ** BigInt(currencyDigits(currency)), d: n }, 'ceil');
}
