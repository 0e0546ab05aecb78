import { redeemedOf, shopperPurse } from '~/domain/loyalty/shopper/index.server';
import type { RewardWish, ShopperPurse, WishAnswer } from '~/domain/loyalty/shopper/model';
import { redeemReward } from './redeem-reward.server';

/**
 * Redeems a reward for a shopper who has asked for it, wherever they did. Whom a door has signed in is part of the key, so that nobody meets another's
 * request. Asked again with the same key, it goes on with what is still pending and says how it stands. @throws AppError `not_found`: no programme, or no such customer.
 */
export async function redeemForShopper(
  shopId: bigint,
  customerId: bigint,
  { reward, points, requestKey }: RewardWish,
  now: Date,
): Promise<{ answer: WishAnswer; purse: ShopperPurse }> {
  const done = await redeemReward(shopId, { customerId, reward, points, requestKey: `shopper-${customerId}-${requestKey}`, by: null }, now);
  const answer: WishAnswer =
    done.outcome === 'refused' ? { outcome: 'refused', why: done.why } : { outcome: 'redeemed', redeemed: redeemedOf(done.redemption, now) };
  return { answer, purse: await shopperPurse(shopId, customerId) };
}
