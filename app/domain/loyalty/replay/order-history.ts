import type { LineFacts } from '../earning/model';
import type { OrderHistory, RefundEvent } from './history';

/** An order and what belongs to it, as the CRM keeps them. */
export interface OrderRecord {
  id: bigint;
  customerId: bigint;
  currency: string;
  taxTotal: bigint;
  shippingTotal: bigint;
  taxesIncluded: boolean;
  financialStatus: string;
  fulfillmentStatus: string;
  test: boolean;
  cancelledAt: Date | null;
  occurredAt: Date;
  versionAt: Date;
  /** Of the first payment that succeeded, where payments are known. */
  firstPaidAt: Date | null;
  lastFulfilledAt: Date | null;
  paidWithGiftCards: bigint;
}
export interface LineRecord {
  orderId: bigint;
  id: bigint;
  productId: bigint | null;
  quantity: number;
  currentQuantity: number;
  unitPrice: bigint;
  discountTotal: bigint;
  taxTotal: bigint;
  isGiftCard: boolean;
  collections: string[];
  tags: string[];
}
export interface RefundRecord {
  orderId: bigint;
  id: bigint;
  amount: bigint;
  shipping: bigint;
  tax: bigint;
  occurredAt: Date;
  lines: { lineId: bigint; quantity: number; subtotal: bigint; tax: bigint }[];
}

const PAID = new Set(['paid', 'partially_refunded', 'refunded']);
const atLeastZero = (amount: bigint) => (amount > 0n ? amount : 0n);
const sumOf = <T>(list: readonly T[], read: (item: T) => bigint) => list.reduce((total, item) => total + read(item), 0n);

/** An order of the CRM as facts for earning, with its refunds in time. `segments`: the customer's tags as they are known. */
export function orderHistory(order: OrderRecord, lines: readonly LineRecord[], refunds: readonly RefundRecord[], segments: readonly string[]): OrderHistory {
  const returned = new Map<bigint, number>();
  for (const refund of refunds) for (const { lineId, quantity } of refund.lines) returned.set(lineId, (returned.get(lineId) ?? 0) + quantity);
  const events = refunds.map((refund) => refundEvent(refund, order.taxesIncluded));
  return {
    facts: {
      orderId: order.id,
      customerId: order.customerId,
      versionAt: order.versionAt,
      placedAt: order.occurredAt,
      paidAt: PAID.has(order.financialStatus) ? (order.firstPaidAt ?? order.occurredAt) : null,
      fulfilledAt: order.fulfillmentStatus === 'fulfilled' ? (order.lastFulfilledAt ?? order.occurredAt) : null,
      cancelledAt: order.cancelledAt,
      test: order.test,
      currency: order.currency,
      taxesIncluded: order.taxesIncluded,
      lines: lines.map((line) => lineFacts(line, returned.get(line.id) ?? 0)),
      shipping: order.shippingTotal,
      shippingRefunded: sumOf(refunds, ({ shipping }) => shipping),
      orderTax: atLeastZero(order.taxTotal - sumOf(lines, ({ taxTotal }) => taxTotal)),
      refundedAmount: sumOf(events, ({ amount }) => amount),
      rewardDiscount: 0n,
      paidWithGiftCards: order.paidWithGiftCards,
      segments,
    },
    refunds: events,
  };
}

function lineFacts(line: LineRecord, refundedQuantity: number): LineFacts {
  // What an edit has removed never was part of it; what was refunded still counts as ordered.
  const quantity = line.currentQuantity + refundedQuantity;
  const part = (amount: bigint) => (quantity === line.quantity || line.quantity === 0 ? amount : (amount * BigInt(quantity)) / BigInt(line.quantity));
  return {
    id: String(line.id),
    product: line.productId === null ? null : String(line.productId),
    collections: line.collections,
    tags: line.tags,
    quantity,
    refundedQuantity,
    unitPrice: line.unitPrice,
    discount: part(line.discountTotal),
    tax: part(line.taxTotal),
    giftCard: line.isGiftCard,
  };
}

function refundEvent(refund: RefundRecord, taxesIncluded: boolean): RefundEvent {
  const quantities = new Map<string, number>();
  for (const { lineId, quantity } of refund.lines) quantities.set(String(lineId), (quantities.get(String(lineId)) ?? 0) + quantity);
  const lineTax = sumOf(refund.lines, ({ tax }) => tax);
  const goods = sumOf(refund.lines, ({ subtotal }) => subtotal) + (taxesIncluded ? 0n : lineTax);
  const taxOfShipping = taxesIncluded || refund.shipping === 0n ? 0n : atLeastZero(refund.tax - lineTax);
  return { at: refund.occurredAt, quantities, amount: atLeastZero(refund.amount - goods - refund.shipping - taxOfShipping), shipping: refund.shipping };
}
