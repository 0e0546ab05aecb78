import { StoreError } from '../errors.ts';
import type { Address, Customer, Order } from '../model.ts';
import type { Transaction } from '../model/order-parts.ts';
import type { Basket } from '../operations.ts';
import { getCheckout } from '../read.ts';
import { saveCheckoutDoc } from './checkouts.ts';
import { priceBasket, type PricedBasket } from './basket.ts';
import { findOrCreateByEmail } from './customers.ts';
import { countUse, moveBalance } from './discounts.ts';
import { issueSoldGiftCards } from './payment.ts';
import { moveStock } from './products.ts';
import { saveOrder } from './save-order.ts';
import { nextNumber } from './stores.ts';
import type { Unit } from '../unit.ts';

export type Payment = 'paid' | 'authorized' | 'pending';

/**
 * Places an order. A basket with an e-mail and no customer finds or creates the customer, as the checkout does.
 * @throws StoreError when a code or gift card does not apply, or the checkout was completed before
 */
export const placeOrder = async (unit: Unit, basket: Basket, payment: Payment): Promise<Order> => {
  const checkout = basket.checkoutToken ? await getCheckout(unit.client, unit.domain, basket.checkoutToken, { lock: true }) : null;
  if (checkout?.completedAt) throw new StoreError('This checkout has already been completed.', 'checkoutToken');
  const email = basket.email?.trim() || null;
  const customer = await whoBuys(unit, basket, email);
  const known: Basket = { ...basket, email: email ?? customer?.email ?? null, customerId: customer?.id ?? null };
  const prepared = await priceBasket(unit, known, true);
  const refused = prepared.refusals.find((refusal) => !refusal.outdone);
  if (refused) throw new StoreError(`${refused.code}: ${refused.reason}`, 'discountCodes');

  const order = await build(unit, known, prepared, payment);
  for (const { card, amount } of prepared.giftCards) await moveBalance(unit, card.id, -amount);
  await moveStock(
    unit,
    order.lines.map((line) => ({ variantId: line.variantId, delta: -line.quantity })),
  );
  for (const { discount } of prepared.priced.taken) await countUse(unit, discount, order.id, order.customerId, order.email);
  const placed = await saveOrder(unit, null, order, ['orders/create']);
  await issueSoldGiftCards(unit, null, placed);
  if (checkout) await saveCheckoutDoc(unit, { ...checkout, completedAt: unit.now, customerId: placed.customerId, email: placed.email }, false);
  return placed;
};

async function whoBuys(unit: Unit, basket: Basket, email: string | null): Promise<Pick<Customer, 'id' | 'email'> | null> {
  if (basket.customerId) return { id: basket.customerId, email };
  if (!email) return null;
  return findOrCreateByEmail(unit, email, { phone: basket.phone, locale: basket.locale, address: basket.shippingAddress });
}

async function build(unit: Unit, basket: Basket, prepared: PricedBasket, payment: Payment): Promise<Order> {
  const { priced, lines, customer, presentment } = prepared;
  const number = await nextNumber(unit, 'order');
  const lineIds = await unit.ids(lines.length);
  const address = basket.shippingAddress ? await withId(unit, basket.shippingAddress) : null;
  return {
    id: await unit.id(),
    number,
    name: `#${number}`,
    createdAt: unit.now,
    processedAt: unit.now,
    updatedAt: unit.now,
    cancelledAt: null,
    cancelReason: null,
    closedAt: null,
    customerId: customer?.id ?? null,
    email: basket.email ?? customer?.email ?? null,
    phone: basket.phone ?? null,
    source: basket.source,
    test: basket.test ?? false,
    note: basket.note ?? null,
    tags: basket.tags ?? [],
    locale: basket.locale ?? customer?.locale ?? unit.store.locale,
    currency: unit.store.currency,
    presentmentCurrency: presentment.currency,
    presentmentRate: presentment.rate,
    taxesIncluded: unit.store.taxesIncluded,
    lines: lines.map((line, index) => ({
      ...line,
      id: lineIds[index] ?? '',
      currentQuantity: line.quantity,
      fulfilledQuantity: 0,
      properties: [],
      discounts: priced.lines[index]?.discounts ?? [],
      taxLines: priced.lines[index]?.taxLines ?? [],
    })),
    shippingLines: priced.shippingLine ? [{ ...priced.shippingLine, id: await unit.id() }] : [],
    discountApplications: priced.applications,
    shippingAddress: address,
    billingAddress: address,
    transactions: await pay(unit, basket, prepared, payment),
    fulfillments: [],
    refunds: [],
    edits: [],
    financialStatus: 'PENDING',
    fulfillmentStatus: 'UNFULFILLED',
    cartToken: basket.cartToken ?? null,
    checkoutToken: basket.checkoutToken ?? null,
  };
}

const withId = async (unit: Unit, address: Omit<Address, 'id'>): Promise<Address> => ({ ...address, id: await unit.id() });
const gatewayOf = { web: 'shopify_payments', pos: 'cash', shopify_draft_order: 'manual' } as const;

async function pay(unit: Unit, basket: Basket, { giftCards, due }: PricedBasket, payment: Payment): Promise<Transaction[]> {
  const transactions: Transaction[] = [];
  const add = async (transaction: Pick<Transaction, 'kind' | 'status' | 'gateway' | 'amount'>, giftCardId: string | null) =>
    transactions.push({ id: await unit.id(), processedAt: unit.now, parentId: null, giftCardId, ...transaction });
  for (const { card, amount } of giftCards) await add({ kind: 'SALE', status: 'SUCCESS', gateway: 'gift_card', amount }, card.id);
  if (due === 0) return transactions;
  switch (payment) {
    case 'paid':
      await add({ kind: 'SALE', status: 'SUCCESS', gateway: gatewayOf[basket.source], amount: due }, null);
      break;
    case 'authorized':
      await add({ kind: 'AUTHORIZATION', status: 'SUCCESS', gateway: gatewayOf.web, amount: due }, null);
      break;
    case 'pending':
      await add({ kind: 'SALE', status: 'PENDING', gateway: 'manual', amount: due }, null);
      break;
  }
  return transactions;
}
