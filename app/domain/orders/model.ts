import { z } from 'zod';
import type { Minor } from '../shared/money';

/** One order as the store has it at `versionAt`, in shop money, wherever it was read from (API, bulk file or webhook). */
export interface OrderSnapshot {
  id: bigint;
  customerId: bigint | null;
  name: string;
  number: bigint | null;
  /** web, pos, draft, or the name of another channel. */
  source: string;
  currency: string;
  presentmentCurrency: string;
  /** Σ unit price × quantity as ordered and edited (lines removed by an edit count 0), before discounts. */
  linesTotal: Minor;
  discountTotal: Minor;
  shippingTotal: Minor;
  taxTotal: Minor;
  total: Minor;
  taxesIncluded: boolean;
  financialStatus: FinancialStatus;
  fulfillmentStatus: FulfillmentStatus;
  test: boolean;
  tags: string[];
  discountCodes: string[];
  /** Only to make the blind index; never stored as it is. */
  email: string | null;
  /** The same; as the store has it. */
  phone?: string | null;
  cancelledAt: Date | null;
  cancelReason: string | null;
  closedAt: Date | null;
  /** When it was placed (`processedAt`). */
  occurredAt: Date;
  /** `updatedAt` in the store: the newest version wins. */
  versionAt: Date;
  lines: OrderLineSnapshot[];
  refunds: RefundSnapshot[];
  fulfillments: FulfillmentSnapshot[];
  /** `null` where the source does not carry them (an order's webhook): what is stored then stays. */
  transactions: TransactionSnapshot[] | null;
  /** When it was edited after it was placed; `undefined` where the source does not say. */
  editedAt?: Date[];
}
export type FinancialStatus = 'pending' | 'authorized' | 'partially_paid' | 'paid' | 'partially_refunded' | 'refunded' | 'voided' | 'expired';
export type FulfillmentStatus = 'unfulfilled' | 'partially_fulfilled' | 'fulfilled' | 'restocked' | 'on_hold' | 'in_progress' | 'scheduled' | 'open';
export interface OrderLineSnapshot {
  id: bigint;
  productId: bigint | null;
  variantId: bigint | null;
  title: string;
  variantTitle: string | null;
  sku: string | null;
  quantity: number;
  currentQuantity: number;
  unitPrice: Minor;
  discountTotal: Minor;
  taxTotal: Minor;
  isGiftCard: boolean;
}
export interface RefundSnapshot {
  id: bigint;
  amount: Minor;
  shipping: Minor;
  tax: Minor;
  occurredAt: Date;
  lines: { lineId: bigint; quantity: number; subtotal: Minor; tax: Minor }[];
}
export interface FulfillmentSnapshot {
  id: bigint;
  status: string;
  occurredAt: Date;
}
export interface TransactionSnapshot {
  id: bigint;
  kind: string;
  status: string;
  gateway: string;
  amount: Minor;
  occurredAt: Date;
}

/** A checkout that was begun, in its own currency. */
export interface CheckoutSnapshot {
  token: string;
  customerId: bigint | null;
  currency: string;
  total: Minor;
  completedAt: Date | null;
  occurredAt: Date;
  versionAt: Date;
}

/** What a list of orders can be narrowed down to; as it stands in a page's address. */
export const orderFilter = z.object({
  /** The order's name or number, exactly. */
  query: z.string().trim().max(60).catch('').default(''),
  payment: z.enum(['', 'pending', 'authorized', 'partially_paid', 'paid', 'partially_refunded', 'refunded', 'voided']).catch('').default(''),
  fulfillment: z.enum(['', 'unfulfilled', 'partially_fulfilled', 'fulfilled']).catch('').default(''),
  /** Placed within that many days. */
  placed: z
    .string()
    .regex(/^\d{1,4}d$/)
    .or(z.literal(''))
    .catch('')
    .default(''),
  state: z.enum(['', 'open', 'cancelled', 'test']).catch('').default(''),
  customerId: z
    .string()
    .regex(/^-?\d{1,19}$/)
    .transform(BigInt)
    .optional()
    .catch(undefined),
});
export type OrderFilter = z.output<typeof orderFilter>;
export const ORDER_SORTS = ['placed', 'total'] as const;
export type OrderSort = (typeof ORDER_SORTS)[number];
export const orderSort = z.tuple([z.enum(ORDER_SORTS), z.enum(['asc', 'desc'])]);

/** What the list of orders can show, and its file contain, beside the name. */
export const ORDER_COLUMNS = ['placed', 'customer', 'total', 'payment', 'fulfillment', 'items', 'channel'] as const;
export type OrderColumn = (typeof ORDER_COLUMNS)[number];
export const ORDER_COLUMNS_USUAL: readonly OrderColumn[] = ['placed', 'customer', 'total', 'payment', 'fulfillment', 'items'];

export interface OrderRow {
  id: bigint;
  name: string;
  customerId: bigint | null;
  occurredAt: Date;
  total: Minor;
  refundedTotal: Minor;
  financialStatus: string;
  fulfillmentStatus: string;
  source: string;
  test: boolean;
  cancelledAt: Date | null;
  /** Units that still stand after edits and refunds. */
  units: number;
}
export interface OrderDetail extends OrderRow {
  currency: string;
  presentmentCurrency: string;
  linesTotal: Minor;
  discountTotal: Minor;
  shippingTotal: Minor;
  taxTotal: Minor;
  taxesIncluded: boolean;
  cancelReason: string | null;
  closedAt: Date | null;
  deletedAt: Date | null;
  tags: string[];
  discountCodes: string[];
  lines: (OrderLineSnapshot & { refundedQuantity: number })[];
  refunds: RefundSnapshot[];
  transactions: TransactionSnapshot[];
  fulfillments: FulfillmentSnapshot[];
}
