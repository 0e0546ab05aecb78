import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redeemedOf, shopperPurse, tellWish } from '~/domain/loyalty/shopper/index.server';
import { rewardWish } from '~/domain/loyalty/shopper/model';
import { staffDoor } from '~/platform/shopify/extensions/door.server';
import { customer, locale } from '~/platform/shopify/extensions/given';
import { redeemReward } from '~/platform/shopify/rewards/redeem-reward.server';

const wish = rewardWish.extend({ customer, locale });

const answer = (request: Request) =>
  staffDoor(request, 'POST', wish, async ({ shopId, userId }, given, now) => {
    const { customer: customerId, reward, points, requestKey } = given;
    const done = await redeemReward(shopId, { customerId, reward, points, requestKey: `staff-${userId}-${requestKey}`, by: userId }, now);
    const told =
      done.outcome === 'refused'
        ? ({ outcome: 'refused', why: done.why } as const)
        : ({ outcome: 'redeemed', redeemed: redeemedOf(done.redemption, now) } as const);
    return tellWish(told, await shopperPurse(shopId, customerId), given.locale);
  });

/** Staff redeem a reward for a customer who stands before them. */
export const action = ({ request }: ActionFunctionArgs) => answer(request);
export const loader = ({ request }: LoaderFunctionArgs) => answer(request);
