/** Decimal text: Shopify's exceed 2^53. */
export type Id = string;
/** A whole number of minor units of the currency named beside it. */
export type Minor = number;
/** ISO 8601 in UTC. */
export type Instant = string;
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
