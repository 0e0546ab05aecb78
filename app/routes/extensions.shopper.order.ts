import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { orderPoints, tellOrderPoints } from '~/domain/loyalty/shopper/index.server';
import { shopperDoor } from '~/platform/shopify/extensions/door.server';
import { locale, order } from '~/platform/shopify/extensions/given';

/** What an order of a customer's own has brought them, on its status page. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  shopperDoor(request, 'GET', z.object({ order, locale }), async ({ shopId, customerId }, asked, now) =>
    tellOrderPoints(await orderPoints(shopId, customerId, asked.order, now), asked.locale),
  );
