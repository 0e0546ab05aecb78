import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { distributionOf } from '~/domain/loyalty/tiers/index.server';
import { getShop } from '~/domain/shops/index.server';
import { adminPage, searchOf } from '~/platform/shopify/admin-page.server';

const wanted = z.object({
  basis: z.enum(['spend', 'points', 'orders']),
  window: z.enum(['lifetime', 'calendarYear', 'rolling']),
  months: z.coerce.number().int().min(1).max(120).default(12),
});

/** How much the shop's customers have to their credit, for a basis and a window that are being tried in the editor. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async ({ shopId, now }) => {
    const { basis, window, months } = wanted.parse(searchOf(request));
    const shop = await getShop(shopId);
    return distributionOf(shopId, { basis, window: window === 'rolling' ? { kind: window, months } : { kind: window } }, shop.timezone, now);
  });
