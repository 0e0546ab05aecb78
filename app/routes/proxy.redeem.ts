import type { ActionFunctionArgs } from '@remix-run/node';
import { tellWish } from '~/domain/loyalty/shopper/index.server';
import { rewardWish } from '~/domain/loyalty/shopper/model';
import { shopperAction } from '~/platform/shopify/proxy/shopper-action.server';
import { redeemForShopper } from '~/platform/shopify/rewards/redeem-for-shopper.server';

/** A signed-in shopper spends points on a reward (`/apps/regulars/redeem?locale=en`, `{"reward": "ten", "requestKey": "…"}`, of a slider `"points": "250"`). */
export const action = ({ request }: ActionFunctionArgs) =>
  shopperAction(request, rewardWish, async ({ shopId, customerId }, wish, now, asked) => {
    const { answer, purse } = await redeemForShopper({ shopId, customerId, by: null }, wish, now);
    return tellWish(answer, purse, asked.get('locale') ?? '');
  });
