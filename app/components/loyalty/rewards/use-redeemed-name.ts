import type { Reward } from '~/domain/loyalty/programme/model';
import type { RedemptionState } from '~/domain/loyalty/rewards/model';
import { useRewardName } from '../use-reward-name';

/** What a reward that was asked for is called: as the programme last called it, else by its id. */
export function useRedeemedName(rewards: readonly Reward[]): (redemption: Pick<RedemptionState, 'reward'>) => string {
  const nameOf = useRewardName();
  return ({ reward: id }) => {
    const reward = rewards.find((one) => one.id === id);
    return reward ? nameOf(reward) : id;
  };
}
