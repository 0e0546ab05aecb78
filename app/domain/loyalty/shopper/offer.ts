import { lastLocalDay } from '../earning/calendar';
import { parseMoney } from '../../shared/money';
import type { Reward, TierLevel } from '../programme/model';
import { isOffered, refusalOf, type RewardCircumstances } from '../rewards/agree';
import type { RedemptionState } from '../rewards/model';
import { redeemedState, type Redeemed, type RewardOffer } from './model';

/** A reward as it stands for somebody with so many points; `null`: it cannot be asked for now, by anybody. */
export function offerOf(
  reward: Reward,
  at: RewardCircumstances,
  { available, levels, product }: { available: bigint; levels: readonly TierLevel[]; product: string | null },
): RewardOffer | null {
  if (!isOffered(reward, at.now, at.zone)) return null;
  const points = BigInt(reward.points);
  const missing = available < points ? points - available : 0n;
  return {
    ...{ id: reward.id, kind: reward.kind, names: reward.name, points, product, missing },
    amount: amountOf(reward, at),
    percent: reward.kind === 'percent_off' ? (reward.value ?? null) : null,
    minimumSpend: reward.minimumSpend === undefined ? null : parseMoney(reward.minimumSpend, at.currency),
    maximumPoints: reward.kind === 'slider' ? most(reward, available) : null,
    lastDay: reward.to === undefined ? null : lastDayOf(reward.to, at.zone),
    validDays: reward.validDays ?? null,
    tiers: levels.filter(({ id }) => reward.tiers.includes(id)).map(({ id, name }) => ({ id, names: name })),
    why: refusalOf(reward, at) ?? (missing > 0n ? 'too_few_points' : null),
  };
}

function amountOf(reward: Reward, { currency, productPrice }: RewardCircumstances): bigint | null {
  if (reward.kind === 'free_product') return productPrice;
  return reward.value === undefined || reward.kind === 'percent_off' ? null : parseMoney(reward.value, currency);
}

/** Of a slider: the most whole steps that there are points for, and that it gives at once. */
function most({ points: step, maximumPoints }: Reward, available: bigint): bigint {
  const limit = BigInt(maximumPoints ?? step);
  const points = available < limit ? available : limit;
  return points - (points % BigInt(step));
}

const lastDayOf = (to: string, zone: string): string => (to.length === 10 ? to : lastLocalDay(new Date(to), zone));

/** What was redeemed, for its shopper. */
export function redeemedOf(redemption: RedemptionState, now: Date): Redeemed {
  const { id, reward, promise, points, returned, code, createdAt } = redemption;
  const state = redeemedState(redemption, now);
  return {
    ...{ id, reward, points, returned, state },
    kind: promise?.kind ?? null,
    names: promise?.name ?? {},
    amount: promise?.amount ?? null,
    percent: promise?.percent ?? null,
    code: state === 'ready' ? code : null,
    isCard: promise?.kind === 'gift_card',
    lastDay: promise?.lastDay ?? null,
    at: createdAt,
  };
}
