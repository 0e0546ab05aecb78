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

/**
 * Who asks through the storefront's app proxy. Trusts only what Shopify has signed.
 * @throws Response 400 (not signed, too old, malformed) or 404 (a shop that has not installed us).
 */
export async function requireShopper(request: Request): Promise<Shopper> {
  const query = new URL(request.url).searchParams;
  const secrets = [env().SHOPIFY_API_SECRET, env().SHOPIFY_API_SECRET_PREVIOUS];
  const given = parameters.safeParse(Object.fromEntries(query));
  if (!given.success || !secrets.some((secret) => secret && hasProxySignature(query, secret))) throw refusal(400, 'This address is not signed by Shopify.');
  if (Math.abs(Date.now() / 1000 - given.data.timestamp) > AGE_SECONDS_MAX) throw refusal(400, 'This address has expired.');
  const shopId = shopIdOf(given.data.shop);
  if ((await findShop(shopId))?.status !== 'installed') throw refusal(404, 'This store does not use Regulars.');
  return { shopId, customerId: given.data.logged_in_customer_id ? BigInt(given.data.logged_in_customer_id) : null };
}

const refusal = (status: number, error: string) => Response.json({ error }, { status, headers: { 'cache-control': 'no-store' } });
