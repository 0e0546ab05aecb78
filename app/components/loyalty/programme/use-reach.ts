import { useFetcher } from '@remix-run/react';
import { useEffect } from 'react';
import type { Reward } from '~/domain/loyalty/programme/model';
import type { RewardReach, RewardToReach } from '~/domain/loyalty/rewards/model';

/** Somebody who types "500" is not interested in who has 5 points. */
const WAIT_MS = 400;

/** What is known of a reward from the shop's own members and products; `null` until it has been read. */
export interface ReachOfReward {
  members: number;
  able: number;
  productPrice: bigint | null;
}

/** Reads who could have the rewards as they stand in the form, anew whenever their price, tiers or product change. */
export function useReach(rewards: readonly Reward[]): (index: number) => ReachOfReward | null {
  const { load, data } = useFetcher<RewardReach>();
  const asked = JSON.stringify(rewards.map(toReach));
  useEffect(() => {
    if (asked === '[]') return undefined;
    const timer = setTimeout(() => load(`/app/loyalty/reach?${new URLSearchParams({ rewards: asked })}`), WAIT_MS);
    return () => clearTimeout(timer);
  }, [asked, load]);
  return (index) => {
    const able = data?.able[index];
    const product = rewards[index]?.product;
    return data && able !== undefined ? { members: data.members, able, productPrice: (product && data.prices[product]) || null } : null;
  };
}

/** What is still being typed asks for the cheapest there is: its answer is not shown. */
const toReach = ({ points, tiers, product }: Reward): RewardToReach => ({
  points: Number.isSafeInteger(points) && points > 0 ? Math.min(points, 10_000_000) : 1,
  tiers,
  product: product && /^\d{1,18}$/.test(product) ? product : null,
});
