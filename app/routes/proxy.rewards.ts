import type { LoaderFunctionArgs } from '@remix-run/node';
import { shopperView, tellShopper } from '~/domain/loyalty/shopper/index.server';
import { shopperQuestion } from '~/platform/shopify/proxy/shopper-action.server';

/** What a signed-in shopper has, may have, and has had (`/apps/regulars/rewards?locale=en`), as text in their language. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  shopperQuestion(request, async ({ shopId, customerId }, asked, now) => tellShopper(await shopperView(shopId, customerId, now), asked.get('locale') ?? ''));
