import { z } from 'zod';
import type { OrderLineSnapshot, OrderSnapshot } from '~/domain/orders/model';
import { financialStatus, fulfillmentStatus, linesTotal, sortById, sourceOf } from './order-words';
import { refundBody, refundFromWebhook } from './refund-from-webhook';
import {
  amountOrNull,
  bothIds,
  currencyCode,
  idOf,
  instant,
  instantOrNull,
  moneySet,
  quantity,
  restIdOrNull,
  shopMoney,
  sum,
  tagList,
  text,
  textOrNull,
} from './rest-fields';

const lineBody = z.object({
  ...bothIds,
  product_id: restIdOrNull,
  variant_id: restIdOrNull,
  title: text.nullish(),
  variant_title: textOrNull,
  sku: textOrNull,
  quantity,
  current_quantity: quantity.nullish(),
  price: amountOrNull,
  price_set: moneySet,
  gift_card: z.boolean().nullish(),
  discount_allocations: z.array(z.object({ amount: amountOrNull, amount_set: moneySet })).nullish(),
  tax_lines: z.array(z.object({ price: amountOrNull, price_set: moneySet })).nullish(),
});
const fulfillmentBody = z.object({ ...bothIds, status: z.string().nullish(), created_at: instantOrNull });

const orderBody = z.object({
  ...bothIds,
  name: text.nullish(),
  order_number: z.union([z.number().int(), z.bigint()]).nullish(),
  source_name: text.nullish(),
  email: textOrNull,
  contact_email: textOrNull,
  phone: textOrNull,
  customer: z.object(bothIds).nullish(),
  currency: currencyCode,
  presentment_currency: currencyCode.nullish(),
  taxes_included: z.boolean().nullish(),
  test: z.boolean().nullish(),
  tags: tagList,
  financial_status: z.string().nullish(),
  fulfillment_status: z.string().nullish(),
  total_price: amountOrNull,
  total_price_set: moneySet,
  total_tax: amountOrNull,
  total_tax_set: moneySet,
  total_discounts: amountOrNull,
  total_discounts_set: moneySet,
  total_shipping_price_set: moneySet,
  discount_codes: z.array(z.object({ code: text })).nullish(),
  cancelled_at: instantOrNull,
  cancel_reason: textOrNull,
  closed_at: instantOrNull,
  created_at: instantOrNull,
  processed_at: instantOrNull,
  updated_at: instant,
  line_items: z.array(lineBody),
  fulfillments: z.array(fulfillmentBody).nullish(),
  refunds: z.array(refundBody).nullish(),
});

function lineFromBody(line: z.output<typeof lineBody>, currency: string): OrderLineSnapshot {
  return {
    id: idOf(line),
    productId: line.product_id,
    variantId: line.variant_id,
    title: line.title ?? '',
    variantTitle: line.variant_title,
    sku: line.sku,
    quantity: line.quantity,
    currentQuantity: line.current_quantity ?? line.quantity,
    unitPrice: shopMoney(line.price_set, line.price, currency),
    discountTotal: sum((line.discount_allocations ?? []).map((one) => shopMoney(one.amount_set, one.amount, currency))),
    taxTotal: sum((line.tax_lines ?? []).map((one) => shopMoney(one.price_set, one.price, currency))),
    isGiftCard: line.gift_card ?? false,
  };
}

/** An order as any `orders/…` topic carries it, without its transactions. @throws ZodError */
export function orderFromWebhook(json: unknown): OrderSnapshot {
  const body = orderBody.parse(json);
  const { currency } = body;
  if (body.total_price === null && !body.total_price_set) throw new Error('The order has no total.');
  const taxesIncluded = body.taxes_included ?? false;
  const lines = sortById(body.line_items.map((line) => lineFromBody(line, currency)));
  const refunds = sortById((body.refunds ?? []).map((refund) => refundFromWebhook(refund, { currency, taxesIncluded })));
  return {
    id: idOf(body),
    customerId: body.customer ? idOf(body.customer) : null,
    name: body.name ?? '',
    number: typeof body.order_number === 'number' || typeof body.order_number === 'bigint' ? BigInt(body.order_number) : null,
    source: sourceOf(body.source_name),
    currency,
    presentmentCurrency: body.presentment_currency ?? currency,
    linesTotal: linesTotal(lines, refunds),
    discountTotal: shopMoney(body.total_discounts_set, body.total_discounts, currency),
    shippingTotal: shopMoney(body.total_shipping_price_set, null, currency),
    taxTotal: shopMoney(body.total_tax_set, body.total_tax, currency),
    total: shopMoney(body.total_price_set, body.total_price, currency),
    taxesIncluded,
    financialStatus: financialStatus(body.financial_status),
    fulfillmentStatus: fulfillmentStatus(body.fulfillment_status),
    test: body.test ?? false,
    tags: [...body.tags].sort(),
    discountCodes: (body.discount_codes ?? []).map((one) => one.code),
    email: body.email ?? body.contact_email,
    phone: body.phone,
    cancelledAt: body.cancelled_at,
    cancelReason: body.cancel_reason?.toLowerCase() ?? null,
    closedAt: body.closed_at,
    occurredAt: body.processed_at ?? body.created_at ?? body.updated_at,
    versionAt: body.updated_at,
    lines,
    refunds,
    fulfillments: sortById(
      (body.fulfillments ?? []).map((one) => ({
        id: idOf(one),
        status: one.status?.toLowerCase() ?? 'pending',
        occurredAt: one.created_at ?? body.updated_at,
      })),
    ),
    transactions: null,
  };
}
