import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { tellWish } from '~/domain/loyalty/shopper/index.server';
import { rewardWish } from '~/domain/loyalty/shopper/model';
import { staffDoor } from '~/platform/shopify/extensions/door.server';
import { customer, locale } from '~/platform/shopify/extensions/given';
import { redeemForShopper } from '~/platform/shopify/rewards/redeem-for-shopper.server';

const wish = rewardWish.extend({ customer, locale });

const answer = (request: Request) =>
  staffDoor(request, 'POST', wish, async ({ shopId, userId }, given, now) => {
    const done = await redeemForShopper({ shopId, customerId: given.customer, by: userId }, given, now);
    return tellWish(done.answer, done.purse, given.locale);
  });

/** Staff redeem a reward for a customer who stands before them. */
export const action = ({ request }: ActionFunctionArgs) => answer(request);
export const loader = ({ request }: LoaderFunctionArgs) => answer(request);
