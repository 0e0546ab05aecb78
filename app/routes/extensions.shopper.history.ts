import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { historyOfShopper, tellHistory } from '~/domain/loyalty/shopper/index.server';
import { shopperDoor } from '~/platform/shopify/extensions/door.server';
import { locale } from '~/platform/shopify/extensions/given';

const asked = z.object({
  locale,
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .transform(BigInt)
    .nullable()
    .default(null),
});

/** A page of a customer's movements, in their account. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  shopperDoor(request, 'GET', asked, async ({ shopId, customerId }, given) =>
    tellHistory(await historyOfShopper(shopId, customerId, given.before), given.locale),
  );
