import { z } from 'zod';
import { findShop, shopDomain, shopIdOf } from '~/domain/shops/index.server';
import { shopify } from '../shopify.server';

/** Who an extension acts for, as Shopify has signed it. */
export type Caller = { kind: 'staff'; shopId: bigint; userId: string } | { kind: 'shopper'; shopId: bigint; customerId: bigint };

/** The shop stands as an address in the admin's tokens, and as a bare domain in those of customer accounts. */
const claims = z.looseObject({ dest: z.string().transform((dest) => dest.replace(/^https:\/\//, '')).pipe(shopDomain), sub: z.string() });
const STAFF = /^\d{1,19}$/;
const SHOPPER = /^gid:\/\/shopify\/Customer\/(\d{1,18})$/;

/**
 * Who asks, by the session token of an extension: staff in the admin and at the till, or a signed-in customer in their account. Nothing else of the
 * request is trusted. @returns `null` when nobody whom we serve has signed it
 */
export async function callerOf(request: Request): Promise<Caller | null> {
  const token = /^Bearer (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
  if (!token) return null;
  const decoded = await shopify()
    .api.session.decodeSessionToken(token)
    .catch(() => null);
  const read = claims.safeParse(decoded);
  if (!read.success) return null;
  const { dest, sub } = read.data;
  const shopId = shopIdOf(dest);
  if ((await findShop(shopId))?.status !== 'installed') return null;
  if (STAFF.test(sub)) return { kind: 'staff', shopId, userId: sub };
  const customer = SHOPPER.exec(sub)?.[1];
  return customer ? { kind: 'shopper', shopId, customerId: BigInt(customer) } : null;
}
