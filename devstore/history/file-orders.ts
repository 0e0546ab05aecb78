import type { Address, Customer, Order, Product, Store } from '../state/model.ts';
import type { Id } from '../state/model/values.ts';
import type { OrderLine } from '../state/model/order-parts.ts';
import { contribution } from '../state/operations/save-order.ts';
import { findCountry } from './countries.ts';
import { serviceCodes } from './file-line.ts';
import { giveBack, settle } from './refunding.ts';
import { matchReturn, type Purchase } from './returns.ts';
import type { StagedLine } from './stage.ts';

/** What lines of the file are turned into documents with. */
export interface Making {
  store: Store;
  takeId: () => Id;
  products: Map<string, Product>;
  /** Ids and numbers of orders follow their rank in time. */ orderId: (rank: number) => Id;
  orderNumber: (orderKey: string, rank: number) => number;
  /** Title of a code that has no product of its own. */ titleOf: (code: string) => string;
}
export interface Unplaced {
  line: StagedLine;
  quantity: number;
  /** minor units */ amount: number;
  reason: string;
}
export interface MadeCustomer {
  customer: Customer | null;
  orders: Order[];
  unplaced: Unplaced[];
  refunded: number;
  capped: number;
  placedLines: number;
}

const emptyAddress = {
  firstName: null,
  lastName: null,
  company: null,
  address1: null,
  address2: null,
  city: null,
  province: null,
  provinceCode: null,
  zip: null,
  phone: null,
};
function addressIn(country: string | null, making: Making): Address | null {
  const found = country ? findCountry(country) : null;
  return found ? { id: making.takeId(), ...emptyAddress, country: found.name, countryCode: found.code } : null;
}

function startOrder(line: StagedLine, customerId: Id | null, making: Making): Order {
  const at = line.time.toISOString();
  const number = making.orderNumber(line.orderKey, line.rank);
  const address = addressIn(line.country, making);
  return {
    id: making.orderId(line.rank),
    number,
    name: `#${line.orderKey}`,
    createdAt: at,
    processedAt: at,
    updatedAt: at,
    cancelledAt: null,
    cancelReason: null,
    closedAt: at,
    customerId,
    email: null,
    phone: null,
    source: 'web',
    test: false,
    note: null,
    tags: [],
    locale: making.store.locale,
    currency: making.store.currency,
    presentmentCurrency: making.store.currency,
    presentmentRate: '1',
    taxesIncluded: making.store.taxesIncluded,
    lines: [],
    shippingLines: [],
    discountApplications: [],
    shippingAddress: address,
    billingAddress: address,
    transactions: [],
    fulfillments: [],
    refunds: [],
    edits: [],
    financialStatus: 'PAID',
    fulfillmentStatus: 'FULFILLED',
    cartToken: null,
    checkoutToken: null,
  };
}

function orderLine(line: StagedLine, making: Making): OrderLine {
  const product = making.products.get(line.code);
  return {
    id: making.takeId(),
    productId: product?.id ?? null,
    variantId: product?.variants[0]?.id ?? null,
    title: product?.title ?? making.titleOf(line.code),
    variantTitle: null,
    sku: line.code,
    vendor: product?.vendor ?? null,
    quantity: line.quantity,
    currentQuantity: line.quantity,
    fulfilledQuantity: line.quantity,
    unitPrice: line.price,
    isGiftCard: false,
    requiresShipping: product !== undefined,
    taxable: false,
    discounts: [],
    taxLines: [],
    properties: line.exactPrice === null ? [] : [{ name: 'Unit price in the file', value: line.exactPrice }],
  };
}

/** Payment and dispatch at the moment of the order: the file knows of no other. */
function finishOrder(order: Order, making: Making): void {
  const total = order.lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0);
  if (total > 0)
    order.transactions.push({
      id: making.takeId(),
      kind: 'SALE',
      status: 'SUCCESS',
      gateway: 'manual',
      amount: total,
      processedAt: order.processedAt,
      parentId: null,
      giftCardId: null,
    });
  order.fulfillments.push({
    id: making.takeId(),
    createdAt: order.processedAt,
    updatedAt: order.processedAt,
    status: 'SUCCESS',
    lines: order.lines.map((line) => ({ lineId: line.id, quantity: line.quantity })),
    trackingCompany: null,
    trackingNumber: null,
  });
}

/** Lines of one order or one return that follow each other. */
function* together(lines: readonly StagedLine[]): Generator<StagedLine[]> {
  for (let from = 0; from < lines.length;) {
    const first = lines[from];
    let to = from + 1;
    while (to < lines.length && lines[to]?.orderKey === first?.orderKey && lines[to]?.kind === first?.kind) to += 1;
    yield lines.slice(from, to);
    from = to;
  }
}

/**
 * Turns all lines of one customer, oldest first, into orders, refunds and the customer. Without a customer key the lines are
 * one guest order's, or returns that nobody can be found for.
 */
export function makeCustomer(lines: readonly StagedLine[], making: Making): MadeCustomer {
  const [first] = lines;
  const customerId = first?.customerKey ? making.takeId() : null;
  const made: MadeCustomer = { customer: null, orders: [], unplaced: [], refunded: 0, capped: 0, placedLines: 0 };
  const bought = new Map<string, Purchase<{ order: Order; line: OrderLine }>[]>();
  for (const group of together(lines)) {
    if (group[0]?.kind === 'sale') {
      const order = startOrder(group[0], customerId, making);
      for (const staged of group) {
        const line = orderLine(staged, making);
        order.lines.push(line);
        const purchases = bought.get(staged.code) ?? [];
        purchases.push({ line: { order, line }, left: line.quantity });
        bought.set(staged.code, purchases);
      }
      finishOrder(order, making);
      made.orders.push(order);
    } else placeReturn(group, customerId, bought, making, made);
  }
  for (const order of made.orders) settle(order);
  if (customerId && first?.customerKey) made.customer = customerOf(customerId, first.customerKey, lines, made.orders, making);
  return made;
}

/** One refund for each order that a return takes something out of, with the money as the file has it. */
function placeReturn(
  group: readonly StagedLine[],
  customerId: Id | null,
  bought: Map<string, Purchase<{ order: Order; line: OrderLine }>[]>,
  making: Making,
  made: MadeCustomer,
): void {
  const back = new Map<Order, { units: Map<Id, number>; amount: number }>();
  for (const staged of group) {
    const purchases = customerId ? (bought.get(staged.code) ?? []) : [];
    const { parts, unplaced } = matchReturn(purchases, staged.quantity);
    for (const part of parts) {
      const refund = back.get(part.line.order) ?? { units: new Map<Id, number>(), amount: 0 };
      refund.units.set(part.line.line.id, (refund.units.get(part.line.line.id) ?? 0) + part.quantity);
      refund.amount += part.quantity * staged.price;
      back.set(part.line.order, refund);
    }
    if (parts.length > 0) made.placedLines += 1;
    if (unplaced > 0)
      made.unplaced.push({
        line: staged,
        quantity: unplaced,
        amount: unplaced * staged.price,
        reason: whyUnplaced(staged, purchases.length > 0, customerId !== null),
      });
  }
  for (const [order, { units, amount }] of back) {
    const at = group[0]?.time.toISOString() ?? order.processedAt;
    const given = giveBack(
      order,
      { at, note: `Return ${group[0]?.orderKey ?? ''}`, restock: true, lines: [...units].map(([lineId, quantity]) => ({ lineId, quantity })), amount },
      making.takeId,
    );
    made.refunded += given;
    made.capped += amount - given;
    if (given < amount && group[0])
      made.unplaced.push({ line: group[0], quantity: 0, amount: amount - given, reason: 'money of a return beyond what was paid for the order it belongs to' });
  }
}

function whyUnplaced(line: StagedLine, boughtBefore: boolean, known: boolean): string {
  if (!known) return 'return without a customer';
  if (boughtBefore) return 'return of more than the customer had bought before and still had';
  return serviceCodes.has(line.code)
    ? 'credit (discount, manual entry, postage, fee) without an earlier charge'
    : 'return of a product that the customer had not bought before';
}

function customerOf(id: Id, key: string, lines: readonly StagedLine[], orders: readonly Order[], making: Making): Customer {
  const shares = orders.map(contribution);
  const at = lines[0]?.time.toISOString() ?? making.store.createdAt;
  const address = addressIn(lines.findLast((line) => line.country)?.country ?? null, making);
  const latest = orders.reduce((seen, order) => (order.updatedAt > seen ? order.updatedAt : seen), at);
  const newest = orders.reduce<Order | null>((seen, order) => (!seen || order.processedAt >= seen.processedAt ? order : seen), null);
  return {
    id,
    createdAt: at,
    updatedAt: latest,
    firstName: null,
    lastName: null,
    email: null,
    phone: null,
    verifiedEmail: false,
    state: 'DISABLED',
    locale: making.store.locale,
    tags: [],
    note: `Customer ${key}`,
    taxExempt: false,
    addresses: address ? [address] : [],
    defaultAddressId: address?.id ?? null,
    emailConsent: { state: 'NOT_SUBSCRIBED', optInLevel: null, updatedAt: null },
    smsConsent: { state: 'NOT_SUBSCRIBED', optInLevel: null, updatedAt: null },
    ordersCount: shares.reduce((sum, share) => sum + share.orders, 0),
    amountSpent: shares.reduce((sum, share) => sum + share.spent, 0),
    lastOrderId: newest?.id ?? null,
    storeCredit: 0,
    mergedInto: null,
  };
}
