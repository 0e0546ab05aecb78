import type { Customer, Order, Store } from '../state/model.ts';
import type { Discount } from '../state/model/promotion.ts';
import type { Fulfillment, OrderLine, Transaction } from '../state/model/order-parts.ts';
import type { Minor } from '../state/model/values.ts';
import { price } from '../state/pricing.ts';
import type { BasketLine } from './basket.ts';
import { iso } from './calendar.ts';
import { orderNotes } from './data/names.ts';
import type { Person } from './people.ts';
import type { Source } from './random.ts';

const DAY = 86_400_000;

/** Everything that an order is made from; what is left open is drawn. */
export interface Sale {
  id: string;
  number: number;
  at: number;
  until: number;
  store: Store;
  lines: readonly BasketLine[];
  discounts: Discount[];
  manualDiscount: Minor;
  customer: Customer | null;
  person: Person | null;
  email: string | null;
  source: Order['source'];
}
export interface Sold {
  order: Order;
  taken: { discount: Discount; amount: Minor }[];
  subtotal: Minor;
  total: Minor;
}

function presentment(store: Store, person: Person | null, source: Order['source']): { currency: string; rate: string } {
  const local = source === 'web' ? store.presentmentCurrencies.find((candidate) => candidate.currency === person?.place.currency) : undefined;
  return local ?? { currency: store.currency, rate: '1' };
}

const goodsOf = (sale: Sale) =>
  sale.lines.map(({ choice: { product, variant }, quantity }) => ({
    productId: product.id,
    variantId: variant.id,
    title: product.title,
    variantTitle: variant.title === 'Default Title' ? null : variant.title,
    sku: variant.sku,
    vendor: product.vendor,
    quantity,
    currentQuantity: quantity,
    fulfilledQuantity: 0,
    unitPrice: variant.price,
    isGiftCard: product.isGiftCard,
    requiresShipping: variant.requiresShipping,
    taxable: variant.taxable,
  }));

/** An order as it was placed: priced as the operations price, paid or authorised, not yet sent. */
export function sell(source: Source, sale: Sale, takeId: () => string): Sold {
  const at = iso(sale.at);
  const goods = goodsOf(sale);
  const priced = price({
    store: sale.store,
    lines: goods,
    discounts: sale.discounts,
    manualDiscount: sale.manualDiscount,
    shipping: null,
    shipped: sale.source !== 'pos',
    taxExempt: sale.customer?.taxExempt ?? false,
  });
  const lines: OrderLine[] = goods.map((line, index) => ({
    id: takeId(),
    ...line,
    discounts: priced.lines[index]?.discounts ?? [],
    taxLines: priced.lines[index]?.taxLines ?? [],
    properties: [],
  }));
  const money = presentment(sale.store, sale.person, sale.source);
  const address = sale.source === 'pos' ? null : (sale.customer?.addresses[0] ?? sale.person?.address ?? null);
  const order: Order = {
    id: sale.id,
    number: sale.number,
    name: `#${sale.number}`,
    createdAt: at,
    processedAt: at,
    updatedAt: at,
    cancelledAt: null,
    cancelReason: null,
    closedAt: null,
    customerId: sale.customer?.id ?? null,
    email: sale.customer?.email ?? sale.email,
    phone: sale.customer?.phone ?? null,
    source: sale.source,
    test: false,
    note: source.chance(0.05) ? source.pick(orderNotes) : null,
    tags: source.chance(0.04) ? [source.pick(['gift', 'express', 'wholesale', 'check-address'])] : [],
    locale: sale.person?.locale ?? sale.store.locale,
    currency: sale.store.currency,
    presentmentCurrency: money.currency,
    presentmentRate: money.rate,
    taxesIncluded: sale.store.taxesIncluded,
    lines,
    shippingLines: priced.shippingLine ? [{ id: takeId(), ...priced.shippingLine }] : [],
    discountApplications: priced.applications,
    shippingAddress: address,
    billingAddress: address,
    transactions: pay(source, sale, priced.total, takeId),
    fulfillments: [],
    refunds: [],
    edits: [],
    financialStatus: 'PENDING',
    fulfillmentStatus: 'UNFULFILLED',
    cartToken: null,
    checkoutToken: null,
  };
  return { order, taken: priced.taken, subtotal: priced.subtotal, total: priced.total };
}

/** Most pay at once; some cards are captured when the parcel leaves, some transfers take days. */
function pay(source: Source, sale: Sale, amount: Minor, takeId: () => string): Transaction[] {
  if (amount === 0) return [];
  const one = (kind: Transaction['kind'], status: Transaction['status'], gateway: string, at: number, parentId: string | null): Transaction => ({
    id: takeId(),
    kind,
    status,
    gateway,
    amount,
    processedAt: iso(at),
    parentId,
    giftCardId: null,
  });
  if (sale.source === 'pos') return [one('SALE', 'SUCCESS', source.chance(0.4) ? 'cash' : 'shopify_payments', sale.at, null)];
  const draw = source.uniform();
  if (draw < 0.75) return [one('SALE', 'SUCCESS', draw < 0.6 ? 'shopify_payments' : 'paypal', sale.at, null)];
  if (draw < 0.985) {
    const authorization = one('AUTHORIZATION', 'SUCCESS', 'shopify_payments', sale.at, null);
    const captured = sale.at + source.uniform() * DAY;
    return captured < sale.until ? [authorization, one('CAPTURE', 'SUCCESS', 'shopify_payments', captured, authorization.id)] : [authorization];
  }
  const awaited = one('SALE', 'PENDING', 'bank_deposit', sale.at, null);
  const arrived = sale.at + (1 + 4 * source.uniform()) * DAY;
  return arrived < sale.until ? [awaited, one('SALE', 'SUCCESS', 'bank_deposit', arrived, awaited.id)] : [awaited];
}

/** Sends the goods: over the counter at once, by post in a few days and sometimes in two parcels. What would be sent after `until` is not. */
export function dispatch(source: Source, order: Order, at: number, until: number, takeId: () => string): void {
  const over = order.source === 'pos';
  const first = over ? at : at + (0.3 + 2.5 * source.uniform()) * DAY;
  const split = !over && order.lines.length > 1 && source.chance(0.05);
  const parcels: [number, OrderLine[]][] = split
    ? [
        [first, order.lines.slice(0, 1)],
        [first + 2 * DAY, order.lines.slice(1)],
      ]
    : [[first, order.lines]];
  for (const [sent, lines] of parcels) {
    if (sent >= until) continue;
    const carrier = over ? null : source.pick(['DHL', 'UPS', 'Royal Mail', 'SF Express']);
    const parcel: Fulfillment = {
      id: takeId(),
      createdAt: iso(sent),
      updatedAt: iso(sent),
      status: 'SUCCESS',
      lines: lines.map((line) => ({ lineId: line.id, quantity: line.quantity })),
      trackingCompany: carrier,
      trackingNumber: carrier ? `RG${source.integer(100_000_000, 999_999_999)}` : null,
    };
    order.fulfillments.push(parcel);
    for (const line of lines) line.fulfilledQuantity = line.quantity;
    order.updatedAt = iso(sent);
    order.closedAt = iso(sent);
  }
  const last = order.transactions.at(-1)?.processedAt;
  if (last && last > order.updatedAt) order.updatedAt = last;
  if (order.lines.some((line) => line.fulfilledQuantity < line.quantity)) order.closedAt = null;
}
