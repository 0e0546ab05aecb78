import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { shopperView, tellShopper } from '~/domain/loyalty/shopper/index.server';
import { noteAccess } from '~/domain/privacy/index.server';
import { readStaff } from '~/domain/staff/index.server';
import { staffDoor } from '~/platform/shopify/extensions/door.server';
import { customer, locale } from '~/platform/shopify/extensions/given';

const asked = z.object({ customer, locale });

/** What staff see of a customer in the admin and at the till, and what they may give or take. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  staffDoor(request, 'GET', asked, async ({ shopId, userId }, given, now) => {
    const [view, { me, limits }] = await Promise.all([shopperView(shopId, given.customer, now), readStaff(shopId, userId, now)]);
    noteAccess(shopId, { userId, kind: 'member', customerIds: [given.customer], at: now });
    const { pointsAtOnce, pointsADay } = limits[me.role];
    return { member: tellShopper(view, given.locale), limits: { atOnce: pointsAtOnce?.toString() ?? null, aDay: pointsADay?.toString() ?? null } };
  });
