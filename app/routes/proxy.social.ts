import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { reportSocial } from '~/domain/loyalty/members/index.server';
import { shopperAction } from '~/platform/shopify/proxy/shopper-action.server';

const body = z.strictObject({ activity: z.string().max(40) });

/** A signed-in shopper follows or shares (`/apps/regulars/social`, `{"activity": "instagram"}`); the click is trusted, and counts once a day at most. */
export const action = ({ request }: ActionFunctionArgs) =>
  shopperAction(request, body, async ({ shopId, customerId }, { activity }, now) => {
    const { points, nothing } = await reportSocial(shopId, customerId, activity, now);
    return { points: points.toString(), nothing };
  });
