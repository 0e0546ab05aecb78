import { z } from 'zod';
import { env } from '~/config/env.server';
import { findShop, shopDomain, shopIdOf } from '~/domain/shops/index.server';
import { hasProxySignature } from './signature.server';

/** A signed address is good for this long, whoever has got hold of it. */
const AGE_SECONDS_MAX = 90;

const parameters = z.object({
  shop: shopDomain,
  timestamp: z
    .string()
    .regex(/^\d{1,12}$/)
    .transform(Number),
  logged_in_customer_id: z
    .string()
    .regex(/^\d{0,19}$/)
    .default(''),
});

export interface Shopper {
  shopId: bigint;
  /** `null` for a visitor who is not signed in. Comes from the signature, never from the visitor. */
  customerId: bigint | null;
}

/** Who asks through the storefront's app proxy, by what Shopify has signed; or why it is nobody: not signed, too old, malformed. */
export function signedShopper(query: URLSearchParams): Shopper | string {
  const secrets = [env().SHOPIFY_API_SECRET, env().SHOPIFY_API_SECRET_PREVIOUS];
  const given = parameters.safeParse(Object.fromEntries(query));
  if (!given.success || !hasProxySignature(query, ...secrets)) return 'This address is not signed by Shopify.';
  if (Math.abs(Date.now() / 1000 - given.data.timestamp) > AGE_SECONDS_MAX) return 'This address has expired.';
  return { shopId: shopIdOf(given.data.shop), customerId: given.data.logged_in_customer_id ? BigInt(given.data.logged_in_customer_id) : null };
}

export const NOT_INSTALLED = 'This store does not use Regulars.';

/** @throws Response 400 (see {@link signedShopper}) or 404 (a shop that has not installed us) */
export async function requireShopper(request: Request): Promise<Shopper> {
  const shopper = signedShopper(new URL(request.url).searchParams);
  if (typeof shopper === 'string') throw refusal(400, shopper);
  if ((await findShop(shopper.shopId))?.status !== 'installed') throw refusal(404, NOT_INSTALLED);
  return shopper;
}

const refusal = (status: number, error: string) => Response.json({ error }, { status, headers: { 'cache-control': 'no-store' } });
