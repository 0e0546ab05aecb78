import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { shopperView, tellShopper } from '~/domain/loyalty/shopper/index.server';
import { shopperDoor } from '~/platform/shopify/extensions/door.server';
import { locale } from '~/platform/shopify/extensions/given';

/** What a customer has, may have and has had, in their account. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  shopperDoor(request, 'GET', z.object({ locale }), async ({ shopId, customerId }, asked, now) => ({
    member: tellShopper(await shopperView(shopId, customerId, now), asked.locale),
  }));
