import { z } from 'zod';
import type { Minor } from '../shared/money';

/** A product with all its variants as the store has it at `versionAt`. */
export interface ProductSnapshot {
  id: bigint;
  title: string;
  handle: string;
  vendor: string;
  productType: string;
  status: string;
  /** not carried by webhooks */ isGiftCard?: boolean;
  tags: string[];
  /** In stock as the store counts it; not carried by webhooks. */ totalInventory?: number;
  occurredAt: Date;
  versionAt: Date;
  variants: { id: bigint; title: string; sku: string | null; price: Minor; compareAt: Minor | null; position: number; inventory: number | null }[];
}
/** `productIds` is `null` where the source does not carry them. */
export interface CollectionSnapshot {
  id: bigint;
  title: string;
  handle: string;
  versionAt: Date;
  productIds: bigint[] | null;
}
/** A field that is `undefined` is not carried by the source (webhooks carry the title and the status only): what is stored then stays. */
export interface DiscountSnapshot {
  id: bigint;
  title: string;
  code?: string | null;
  method: 'code' | 'automatic';
  kind?: string;
  status: string;
  startsAt?: Date | null;
  endsAt?: Date | null;
  used?: number;
  versionAt: Date;
}

/** What a list of products can be narrowed down to; as it stands in a page's address. */
export const productFilter = z.object({
  query: z.string().trim().max(200).catch('').default(''),
  status: z.enum(['', 'active', 'draft', 'archived']).catch('').default(''),
});
export type ProductFilter = z.output<typeof productFilter>;
export const productSort = z.tuple([z.enum(['title']), z.enum(['asc', 'desc'])]);

/** What the list of products can show, and its file contain, beside the title. */
export const PRODUCT_COLUMNS = ['status', 'sold', 'revenue', 'lastSold', 'price', 'inventory', 'vendor', 'type'] as const;
export type ProductColumn = (typeof PRODUCT_COLUMNS)[number];
export const PRODUCT_COLUMNS_USUAL: readonly ProductColumn[] = ['status', 'sold', 'revenue', 'lastSold', 'price', 'inventory'];

/** Sold: units and money of orders that count, less discounts and refunds, before taxes. */
export interface Sold {
  units: number;
  revenue: Minor;
  lastAt: Date | null;
}
export interface ProductRow extends Sold {
  id: bigint;
  title: string;
  vendor: string;
  productType: string;
  status: string;
  variants: number;
  priceMin: Minor | null;
  priceMax: Minor | null;
  inventory: number | null;
}
export interface VariantRow {
  id: bigint;
  title: string;
  sku: string | null;
  price: Minor;
  compareAt: Minor | null;
  inventory: number | null;
  units: number;
  revenue: Minor;
}
export interface ProductBuyer {
  customerId: bigint;
  units: number;
  orders: number;
  lastAt: Date;
}
export interface ProductDetail extends ProductRow {
  handle: string;
  isGiftCard: boolean;
  tags: string[];
  deletedAt: Date | null;
  collections: { id: bigint; title: string }[];
  variantRows: VariantRow[];
  /** Units taken back by refunds. */
  unitsRefunded: number;
  buyers: number;
  /** Buyers with it in more than one order. */
  repeatBuyers: number;
  topBuyers: ProductBuyer[];
}
