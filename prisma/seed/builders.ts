import type { CustomerSnapshot } from '~/domain/customers/model';
import type { OrderLineSnapshot, OrderSnapshot } from '~/domain/orders/model';

/** A customer with nothing but an id and two times; the rest as given. */
export function customerSnapshot(id: bigint, given: Partial<CustomerSnapshot> = {}): CustomerSnapshot {
  const at = given.occurredAt ?? new Date('2026-01-01T00:00:00Z');
  return { id, occurredAt: at, versionAt: at, ...given };
}

/** A paid order of one line in US dollars; the rest as given. Totals follow the lines, without taxes and shipping. */
export function orderSnapshot(id: bigint, given: Partial<OrderSnapshot> = {}): OrderSnapshot {
  const at = given.occurredAt ?? new Date('2026-01-01T00:00:00Z');
  const lines = given.lines ?? [orderLine(id * 10n)];
  const linesTotal = lines.reduce((sum, line) => sum + line.unitPrice * BigInt(line.quantity), 0n);
  const discountTotal = lines.reduce((sum, line) => sum + line.discountTotal, 0n);
  return {
    id,
    customerId: null,
    name: `#${id}`,
    number: id,
    source: 'web',
    currency: 'USD',
    presentmentCurrency: 'USD',
    linesTotal,
    discountTotal,
    shippingTotal: 0n,
    taxTotal: 0n,
    total: linesTotal - discountTotal,
    taxesIncluded: false,
    financialStatus: 'paid',
    fulfillmentStatus: 'unfulfilled',
    test: false,
    tags: [],
    discountCodes: [],
    email: null,
    cancelledAt: null,
    cancelReason: null,
    closedAt: null,
    occurredAt: at,
    versionAt: at,
    refunds: [],
    fulfillments: [],
    transactions: [],
    ...given,
    lines,
  };
}

export function orderLine(id: bigint, given: Partial<OrderLineSnapshot> = {}): OrderLineSnapshot {
  const quantity = given.quantity ?? 1;
  return {
    id,
    productId: null,
    variantId: null,
    title: 'Tea',
    variantTitle: null,
    sku: null,
    quantity,
    currentQuantity: quantity,
    unitPrice: 1000n,
    discountTotal: 0n,
    taxTotal: 0n,
    isGiftCard: false,
    ...given,
  };
}
