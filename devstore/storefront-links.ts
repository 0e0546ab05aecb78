import { createHmac } from 'node:crypto';
import type { Context } from './context.ts';
import type { Id } from './state/model/values.ts';

/** Key of what a store's storefront signs, cookies and addresses. */
export const storefrontSecret = (ctx: Context, domain: string): string =>
  createHmac('sha256', ctx.config.clientSecret).update(`storefront cookies of ${domain}`).digest('hex');

/** A key for addresses that only we can make, e.g. of an order's status page. */
export const signAddress = (ctx: Context, domain: string, text: string): string =>
  createHmac('sha256', storefrontSecret(ctx, domain)).update(text).digest('hex').slice(0, 32);

/** Where an order's status page is; whoever has the address may see it, as at Shopify. */
export const orderPath = (ctx: Context, domain: string, orderId: Id): string => `/orders/${orderId}/${signAddress(ctx, domain, `order ${orderId}`)}`;

/** Whole addresses in a store's storefront, for those who hear of orders and checkouts from outside it. */
export interface StorefrontLinks {
  order(orderId: Id): string;
  /** Puts the checkout's cart together again and goes on with it. */
  checkout(token: string): string;
}

/** The links as this process serves them; below the shop's own domain where it serves no storefront. */
export function storefrontLinks(ctx: Context, domain: string): StorefrontLinks {
  const origin = ctx.origins?.storefronts.get(domain) ?? `https://${domain}`;
  return {
    order: (orderId) => origin + orderPath(ctx, domain, orderId),
    checkout: (token) => `${origin}/checkouts/${token}/recover`,
  };
}
