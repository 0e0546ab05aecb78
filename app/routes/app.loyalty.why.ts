import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { listOrders } from '~/domain/orders/index.server';
import { orderFilter } from '~/domain/orders/model';
import { adminPage, searchOf } from '~/platform/shopify/admin-page.server';

const wanted = z.object({ order: z.string().trim().max(60).catch('').default('') });

/** Which order a number means: its page says why it earned what it earned. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async ({ shopId, now }) => {
    const { order } = wanted.parse(searchOf(request));
    const filter = orderFilter.parse({ query: order });
    const found = order === '' ? null : await listOrders(shopId, { filter, sort: 'placed', direction: 'desc', cursor: null }, now);
    return { order, orderId: found?.rows[0]?.id ?? null };
  });
