import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { birthday } from '~/domain/loyalty/activities/model';
import { setBirthday } from '~/domain/loyalty/members/index.server';
import { shopperAction } from '~/platform/shopify/proxy/shopper-action.server';

const body = z.strictObject({ birthday: birthday.nullable() });

/** A signed-in shopper tells, changes or takes away their birthday (`/apps/regulars/birthday`, `{"birthday": "02-29"}`). */
export const action = ({ request }: ActionFunctionArgs) =>
  shopperAction(request, body, async ({ shopId, customerId }, given, now) => ({
    changed: await setBirthday(shopId, customerId, given.birthday, now),
  }));
