import type { LoaderFunctionArgs } from '@remix-run/node';
import { shopperProfile } from '~/domain/customers/index.server';
import { requireShopper } from '~/platform/shopify/proxy/authenticate-shopper.server';

/** The storefront asks for the signed-in shopper's own figures (`/apps/regulars/profile`). Whose they are, Shopify's signature says. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, customerId } = await requireShopper(request);
  const profile = customerId === null ? null : await shopperProfile(shopId, customerId);
  return Response.json({ profile }, { headers: { 'cache-control': 'private, no-store' } });
}
