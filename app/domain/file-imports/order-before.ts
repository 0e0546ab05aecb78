import { z } from 'zod';
import type { OrderSnapshot } from '../orders/model';

const bigintText = z
  .string()
  .regex(/^-?\d{1,19}$/)
  .transform(BigInt);
const date = z.string().transform((text) => new Date(text));
const line = z.object({
  id: bigintText,
  productId: bigintText.nullable(),
  variantId: bigintText.nullable(),
  title: z.string(),
  variantTitle: z.string().nullable(),
  sku: z.string().nullable(),
  quantity: z.number(),
  currentQuantity: z.number(),
  unitPrice: bigintText,
  discountTotal: bigintText,
  taxTotal: bigintText,
  isGiftCard: z.boolean(),
});
const order = z.object({
  id: bigintText,
  customerId: bigintText.nullable(),
  name: z.string(),
  number: bigintText.nullable(),
  source: z.string(),
  currency: z.string(),
  presentmentCurrency: z.string(),
  linesTotal: bigintText,
  discountTotal: bigintText,
  shippingTotal: bigintText,
  taxTotal: bigintText,
  total: bigintText,
  taxesIncluded: z.boolean(),
  tags: z.array(z.string()),
  closedAt: date.nullable(),
  occurredAt: date,
  versionAt: date,
  lines: z.array(line),
});

/** An order that was born here as it stood before an import changed it, from the import's journal. */
export function orderBefore(json: string): OrderSnapshot {
  const [stood] = z.array(order).length(1).parse(JSON.parse(json));
  if (!stood) throw new Error('The journal names no order.');
  return {
    ...stood,
    financialStatus: 'paid',
    fulfillmentStatus: 'fulfilled',
    test: false,
    discountCodes: [],
    email: null,
    cancelledAt: null,
    cancelReason: null,
    refunds: [],
    fulfillments: [],
    transactions: null,
  };
}
