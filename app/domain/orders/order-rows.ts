import type { OrderSnapshot } from './model';

/** Whose an order is: by its source, or because a guest's address is theirs; and who stands for them. */
export interface Owner {
  namedId: bigint | null;
  survivorId: bigint | null;
}

/** The order's own row, without its children, as far as the order itself tells. */
export function orderRow(order: OrderSnapshot) {
  return {
    id: order.id,
    customer_id: order.customerId,
    named_customer_id: null as bigint | null,
    name: order.name,
    number: order.number,
    source: order.source,
    currency: order.currency,
    presentment_currency: order.presentmentCurrency,
    lines_total: order.linesTotal,
    discount_total: order.discountTotal,
    shipping_total: order.shippingTotal,
    tax_total: order.taxTotal,
    total: order.total,
    refunded_total: order.refunds.reduce((sum, refund) => sum + refund.amount, 0n),
    taxes_included: order.taxesIncluded,
    financial_status: order.financialStatus,
    fulfillment_status: order.fulfillmentStatus,
    test: order.test,
    tags: order.tags,
    discount_codes: order.discountCodes,
    email_token: null as bigint | null,
    phone_token: null as bigint | null,
    cancelled_at: order.cancelledAt,
    cancel_reason: order.cancelReason,
    closed_at: order.closedAt,
    occurred_at: order.occurredAt,
    version_at: order.versionAt,
    fingerprint: 0n,
  };
}
export type OrderRow = ReturnType<typeof orderRow>;

const lineRows = (order: OrderSnapshot) =>
  order.lines.map((line) => ({
    order_id: order.id,
    id: line.id,
    product_id: line.productId,
    variant_id: line.variantId,
    title: line.title,
    variant_title: line.variantTitle,
    sku: line.sku,
    quantity: line.quantity,
    current_quantity: line.currentQuantity,
    unit_price: line.unitPrice,
    discount_total: line.discountTotal,
    tax_total: line.taxTotal,
    is_gift_card: line.isGiftCard,
  }));

const refundRows = (order: OrderSnapshot) =>
  order.refunds.map((refund) => ({
    order_id: order.id,
    id: refund.id,
    amount: refund.amount,
    shipping: refund.shipping,
    tax: refund.tax,
    occurred_at: refund.occurredAt,
  }));

const refundLineRows = (order: OrderSnapshot) =>
  order.refunds.flatMap((refund) =>
    refund.lines.map((line) => ({
      order_id: order.id,
      refund_id: refund.id,
      line_id: line.lineId,
      quantity: line.quantity,
      subtotal: line.subtotal,
      tax: line.tax,
    })),
  );

const fulfillmentRows = (order: OrderSnapshot) =>
  order.fulfillments.map((one) => ({ order_id: order.id, id: one.id, status: one.status, occurred_at: one.occurredAt }));

const transactionRows = (order: OrderSnapshot) =>
  (order.transactions ?? []).map((one) => ({
    order_id: order.id,
    id: one.id,
    kind: one.kind,
    status: one.status,
    gateway: one.gateway,
    amount: one.amount,
    occurred_at: one.occurredAt,
  }));

/** All that is stored beside an order's own row. */
export const childRows = (order: OrderSnapshot) => ({
  lines: lineRows(order),
  refunds: refundRows(order),
  refundLines: refundLineRows(order),
  fulfillments: fulfillmentRows(order),
  transactions: transactionRows(order),
});
export type ChildRows = ReturnType<typeof childRows>;

/** What the order puts on the timeline of the customer whose it is by its source; each thing has a key of its own, so that telling it twice changes nothing. */
export function timelineRows(order: OrderSnapshot, customerId: bigint | null) {
  const { id } = order;
  if (customerId === null) return [];
  const row = (kind: string, source: string, at: Date, amount: bigint | null) => ({
    customer_id: customerId,
    kind,
    source,
    occurred_at: at,
    order_id: id,
    amount,
    detail: order.test ? { test: true } : {},
  });
  return [
    row('order_placed', `${id}`, order.occurredAt, order.total),
    ...(order.cancelledAt ? [row('order_cancelled', `${id}`, order.cancelledAt, order.total)] : []),
    ...order.refunds.map((refund) => row('refunded', `${refund.id}`, refund.occurredAt, refund.amount)),
    ...order.fulfillments.filter((one) => one.status === 'success').map((one) => row('fulfilled', `${one.id}`, one.occurredAt, null)),
    ...(order.editedAt ?? []).map((at) => row('edited', `${id} ${at.toISOString()}`, at, null)),
  ];
}
