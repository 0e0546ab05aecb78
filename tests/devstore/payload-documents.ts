import type { Address, CheckoutDoc, Customer, Discount, DraftOrder, Order, Product, Segment, Store, Transaction } from '../../devstore/state/model.ts';

/** Documents with every optional part filled in, and ids that a JavaScript number cannot hold. */
const at = '2026-03-01T14:00:00.000Z';
export const store: Store = {
  domain: 'payloads.myshopify.com', id: '9007199254740995', name: 'Payloads', email: 'owner@payloads.example', currency: 'USD', presentmentCurrencies: [{ currency: 'JPY', rate: '151.37' }],
  timezone: 'America/New_York', locale: 'en', country: 'US', plan: 'shopify_plus', taxesIncluded: false, taxRateBps: 825, shippingFlat: 500, createdAt: at,
};
export const address: Address = {
  id: '9007199254741001', firstName: '小明', lastName: 'Smith', company: 'Company', address1: '1 Street', address2: 'Flat 2', city: 'New York',
  province: 'New York', provinceCode: 'NY', zip: '10001', country: 'United States', countryCode: 'US', phone: '+12125550100',
};
export const customer: Customer = {
  id: '9007199254740997', createdAt: at, updatedAt: at, firstName: '小明', lastName: 'Smith', email: 'smith@payloads.example', phone: '+12125550100',
  verifiedEmail: true, state: 'ENABLED', locale: 'en', tags: ['vip'], note: 'likes "tea"', taxExempt: false, addresses: [address], defaultAddressId: address.id,
  emailConsent: { state: 'SUBSCRIBED', optInLevel: 'SINGLE_OPT_IN', updatedAt: at }, smsConsent: { state: 'NOT_SUBSCRIBED', optInLevel: 'UNKNOWN', updatedAt: null },
  ordersCount: 2, amountSpent: 12345, lastOrderId: '9007199254740999', storeCredit: 0, mergedInto: null,
};
export const product: Product = {
  id: '9007199254741003', createdAt: at, updatedAt: at, publishedAt: at, title: 'Tea', handle: 'tea', descriptionHtml: '<p>Tea</p>', vendor: 'Acme', productType: 'Drinks',
  tags: ['hot', 'green'], status: 'ACTIVE', isGiftCard: false, optionNames: ['Size'], collectionIds: [], art: { colour: '#fff', glyph: '茶' },
  variants: [{ id: '9007199254741005', title: 'Small', sku: 'TEA-S', price: 1999, compareAtPrice: 2499, position: 1, inventoryQuantity: 7, options: ['Small'], requiresShipping: true, taxable: true }],
};
const refunded: Transaction = { id: '9007199254741019', kind: 'REFUND', status: 'SUCCESS', gateway: 'bogus', amount: 2048, processedAt: at, parentId: '9007199254741011', giftCardId: null };
const tax = [{ title: 'State tax', rateBps: 825, amount: 297 }];
/** Two of 19.99 less 10 %, shipping 5.00; one refunded with its share of the tax. */
export const order: Order = {
  id: '9007199254740999', number: 1042, name: '#1042', createdAt: at, processedAt: at, updatedAt: at, cancelledAt: at, cancelReason: 'CUSTOMER', closedAt: null,
  customerId: customer.id, email: customer.email, phone: customer.phone, source: 'web', test: false, note: 'Ring twice', tags: ['a', 'b'], locale: 'en',
  currency: 'USD', presentmentCurrency: 'JPY', presentmentRate: '151.37', taxesIncluded: false,
  lines: [{
    id: '9007199254741007', productId: product.id, variantId: '9007199254741005', title: 'Tea', variantTitle: 'Small', sku: 'TEA-S', vendor: 'Acme', quantity: 2, currentQuantity: 1,
    fulfilledQuantity: 1, unitPrice: 1999, isGiftCard: false, requiresShipping: true, taxable: true, discounts: [{ application: 0, amount: 400 }], taxLines: tax, properties: [{ name: 'wrap', value: 'yes' }],
  }],
  shippingLines: [{ id: '9007199254741009', title: 'Standard', price: 500, discounts: [], taxLines: [] }],
  discountApplications: [{ index: 0, type: 'discount_code', title: 'TEN', code: 'TEN', kind: 'percentage', value: 1000, target: 'line_item' }],
  shippingAddress: address, billingAddress: address,
  transactions: [{ id: '9007199254741011', kind: 'SALE', status: 'SUCCESS', gateway: 'bogus', amount: 4395, processedAt: at, parentId: null, giftCardId: null }, refunded],
  fulfillments: [{ id: '9007199254741013', createdAt: at, updatedAt: at, status: 'SUCCESS', lines: [{ lineId: '9007199254741007', quantity: 1 }], trackingCompany: 'UPS', trackingNumber: '1Z' }],
  refunds: [{
    id: '9007199254741015', createdAt: at, note: 'Broken', lines: [{ id: '9007199254741017', lineId: '9007199254741007', quantity: 1, restock: 'RETURN', subtotal: 1799, tax: 149 }],
    shipping: { amount: 100, tax: 0 }, adjustment: 0, transactions: [refunded],
  }],
  edits: [{ id: '9007199254741021', createdAt: at, note: null, changes: [{ lineId: '9007199254741007', delta: 1 }, { lineId: '9007199254741023', delta: -2 }] }],
  financialStatus: 'PARTIALLY_REFUNDED', fulfillmentStatus: 'PARTIALLY_FULFILLED', cartToken: 'cart-1', checkoutToken: 'checkout-1',
};
export const checkout: CheckoutDoc = {
  token: 'checkout-1', cartToken: 'cart-1', createdAt: at, updatedAt: at, completedAt: null, customerId: customer.id, email: customer.email,
  lines: [{ variantId: '9007199254741005', quantity: 2 }], currency: 'USD', total: 3998,
};
export const discount: Discount = {
  id: '9007199254741025', title: 'TEN', code: 'TEN', automatic: false, status: 'ACTIVE', kind: 'percentage', value: 1000, minimumSubtotal: null, usageLimit: null,
  oncePerCustomer: false, customerIds: [], used: 0, startsAt: at, endsAt: null, createdAt: at, updatedAt: at,
};
export const draftOrder: DraftOrder = {
  id: '9007199254741027', name: '#D1', createdAt: at, updatedAt: at, status: 'OPEN', customerId: customer.id, email: customer.email, note: null,
  lines: [{ variantId: '9007199254741005', title: 'Tea', quantity: 1, unitPrice: 1999 }], discount: 100, orderId: null,
};
export const segment: Segment = { id: '9007199254741029', name: 'One order', query: 'number_of_orders = 1', createdAt: at, updatedAt: at };
export const bulkOperation = { id: '9007199254741031', status: 'COMPLETED', type: 'QUERY', errorCode: null, createdAt: at, completedAt: at };
export const occurredAt = at;
