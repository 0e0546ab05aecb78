import type { RewardPromise } from '~/domain/loyalty/rewards/model';

/** What a member was promised: 5.00 off, unless said otherwise. */
export const rewardPromise = (more: Partial<RewardPromise> = {}): RewardPromise => ({
  kind: 'amount_off',
  name: {},
  currency: 'USD',
  amount: 500n,
  percent: null,
  product: null,
  minimumSpend: null,
  products: [],
  collections: [],
  combinesWith: [],
  returnsUnused: true,
  lastDay: null,
  holder: 1n,
  ...more,
});
