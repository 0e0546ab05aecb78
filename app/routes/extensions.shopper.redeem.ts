import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { tellWish } from '~/domain/loyalty/shopper/index.server';
import { rewardWish } from '~/domain/loyalty/shopper/model';
import { shopperDoor } from '~/platform/shopify/extensions/door.server';
import { locale } from '~/platform/shopify/extensions/given';
import { redeemForShopper } from '~/platform/shopify/rewards/redeem-for-shopper.server';

const answer = (request: Request) =>
  shopperDoor(request, 'POST', rewardWish.extend({ locale }), async ({ shopId, customerId }, { locale: language, ...wish }, now) => {
    const done = await redeemForShopper({ shopId, customerId, by: null }, wish, now);
    return tellWish(done.answer, done.purse, language);
  });

/** A customer spends points on a reward, in their account. */
export const action = ({ request }: ActionFunctionArgs) => answer(request);
export const loader = ({ request }: LoaderFunctionArgs) => answer(request);
