import { redeemedOf, shopperPurse } from '~/domain/loyalty/shopper/index.server';
import type { RewardWish, ShopperPurse, WishAnswer } from '~/domain/loyalty/shopper/model';
import { redeemReward } from './redeem-reward.server';

interface Wisher {
  shopId: bigint;
  customerId: bigint;
  /** The member of staff who redeems it for them; `null`: they do so themselves. */
  by: string | null;
}

/**
 * Redeems a reward for a shopper who has asked for it, wherever they did. Whom a door has let in is part of the key, so that nobody meets another's
 * request. Asked again with the same key, it goes on with what is still pending and says how it stands. @throws AppError `not_found`: no programme, or no such customer.
 */
export async function redeemForShopper(
  { shopId, customerId, by }: Wisher,
  { reward, points, requestKey }: RewardWish,
  now: Date,
): Promise<{ answer: WishAnswer; purse: ShopperPurse }> {
  const asker = by === null ? `shopper-${customerId}` : `staff-${by}`;
  const done = await redeemReward(shopId, { customerId, reward, points, requestKey: `${asker}-${requestKey}`, by }, now);
  const answer: WishAnswer =
    done.outcome === 'refused' ? { outcome: 'refused', why: done.why } : { outcome: 'redeemed', redeemed: redeemedOf(done.redemption, now) };
  return { answer, purse: await shopperPurse(shopId, customerId) };
}
