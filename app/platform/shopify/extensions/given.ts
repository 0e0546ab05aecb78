import { z } from 'zod';

const numberIn = (type: string) =>
  z
    .string()
    .regex(new RegExp(`^(gid://shopify/${type}/)?\\d{1,18}$`))
    .transform((text) => BigInt(text.replace(/^.*\//, '')));

/** What extensions send: whom or what they are about, as a GID or a number alone, and the language to be answered in. */
export const customer = numberIn('Customer');
export const order = numberIn('Order');
export const locale = z.string().max(20).default('en');
