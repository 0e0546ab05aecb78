import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { adjustByStaff } from '~/domain/loyalty/members/index.server';
import { adjustmentForm } from '~/domain/loyalty/members/model';
import { shopperPurse } from '~/domain/loyalty/shopper/index.server';
import { DoorRefusal, staffDoor } from '~/platform/shopify/extensions/door.server';
import { customer } from '~/platform/shopify/extensions/given';

const order = z.object({ customer }).extend(adjustmentForm.shape);

const answer = (request: Request) =>
  staffDoor(request, 'POST', order, async ({ shopId, userId }, { customer: customerId, ...wanted }, now) => {
    const done = await adjustByStaff(shopId, { customerId, ...wanted, by: userId }, now);
    if (done.outcome === 'refused') throw new DoorRefusal(done.limit, { max: done.max.toString(), left: done.left.toString() });
    return { points: (await shopperPurse(shopId, customerId)).points.toString() };
  });

/** Staff give or take points, within what their role may do. */
export const action = ({ request }: ActionFunctionArgs) => answer(request);
export const loader = ({ request }: LoaderFunctionArgs) => answer(request);
