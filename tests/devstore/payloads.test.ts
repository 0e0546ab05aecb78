import { Ajv2020 } from 'ajv/dist/2020.js';
import * as formats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import type { TopicPayloads } from '../../devstore/state/events.ts';
import { isTopic, payloadOf, SERIALIZERS } from '../../devstore/webhooks/payloads/topics.ts';
import { writeWire } from '../../devstore/webhooks/wire.ts';
import type { Store } from '../../devstore/state/model.ts';
import * as documents from './payload-documents.ts';
import { readSamples, readSchemas, samplesArePresent } from './payload-samples.ts';

const { store, order, customer, product, checkout, discount, draftOrder: draft, segment, bulkOperation: operation, occurredAt } = documents;
/** All that an event of any topic can carry. */
const all = {
  id: order.id,
  order,
  customer,
  edit: order.edits[0],
  product,
  variantId: '9007199254741005',
  checkout,
  discount,
  code: 'TEN',
  draft,
  segment,
  operation,
  store,
  refundId: '9007199254741015',
  fulfillmentId: '9007199254741013',
  transactionId: '9007199254741011',
  tags: ['vip'],
  keptId: '1',
  deletedId: '2',
  orderIds: ['9007199254740999'],
  customerId: customer.id,
  segmentId: segment.id,
  collectionId: '9',
  previous: ['read_products'],
  current: ['read_products', 'read_orders'],
};
function bodyOf(topic: string, carried: object = all, inStore: Store = store): string {
  if (!isTopic(topic)) throw new Error(`${topic} is no topic.`);
  const payload = carried as TopicPayloads[typeof topic];
  const collection = { id: '9', title: 'Hot', handle: 'hot', descriptionHtml: '', updatedAt: occurredAt };
  return writeWire(
    payloadOf(topic, { store: inStore, payload, subjectId: order.id, occurredAt, seq: '9007199254741033', products: [product], collection, buyer: customer }),
  );
}
const parsed = (topic: string, carried?: object, inStore?: Store) => JSON.parse(bodyOf(topic, carried, inStore)) as Record<string, unknown>;

/** Paths of all members; what a list holds is described by its first item. */
function paths(value: unknown, prefix = ''): string[] {
  if (Array.isArray(value)) return value.length > 0 ? paths(value[0], `${prefix}[]`) : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [`${prefix}.${key}`, ...paths(member, `${prefix}.${key}`)]);
}
/** Whether the other side says anything about the inside of this place: a list with items, an object that is there. */
const isDescribed = (path: string, others: Set<string>, root: Set<string>) => {
  const parent = path.slice(0, path.lastIndexOf('.'));
  return parent === '' || (root.has(parent) && [...others].some((other) => other.startsWith(`${parent}.`)));
};

// The package is CommonJS: its plugin is the namespace's default, or the default's default, by who loads it.
const addFormats = formats.default as unknown as (ajv: Ajv2020) => void;

/** Takes out what the schemas say only because a list was empty, or a tax rate whole, in every payload they were inferred from. */
const loosen = (schema: object): object =>
  JSON.parse(
    JSON.stringify(schema, (key, value: unknown) => {
      if (key === 'items' && value === false) return undefined;
      return key === 'rate' ? { type: 'number' } : value;
    }),
  ) as object;

describe.skipIf(!samplesArePresent)('against the documented payloads (skipped when they are not beside the project)', () => {
  const samples = samplesArePresent ? readSamples() : new Map<string, Record<string, unknown>>();
  test.each(Object.keys(SERIALIZERS).filter((topic) => samples.has(topic)))('%s has the same members', (topic) => {
    const ours = new Set(paths(parsed(topic)));
    const theirs = new Set(paths(samples.get(topic)));
    const strip = (path: string) => path.replaceAll('[]', '');
    const [oursPlain, theirsPlain] = [new Set([...ours].map(strip)), new Set([...theirs].map(strip))];
    const missing = [...theirsPlain].filter((path) => !oursPlain.has(path) && isDescribed(path, oursPlain, oursPlain));
    const surplus = [...oursPlain].filter((path) => !theirsPlain.has(path) && isDescribed(path, theirsPlain, theirsPlain));
    expect({ missing, surplus }).toEqual({ missing: [], surplus: [] });
  });
  const schemas = samplesArePresent ? readSchemas() : new Map<string, Record<string, unknown>>();
  test.each([...schemas.keys()])('%s meets the schema inferred from real payloads', (topic) => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats(ajv);
    const validate = ajv.compile(loosen(schemas.get(topic) ?? {}));
    validate(parsed(topic));
    expect(validate.errors ?? []).toEqual([]);
  });
});

test('ids above 2^53 come out digit by digit, everywhere', () => {
  expect(bodyOf('orders/create')).toContain(`"id":${order.id},`);
  expect(bodyOf('orders/create')).toContain('"product_id":9007199254741003');
  expect(bodyOf('refunds/create')).toContain('"line_item_id":9007199254741007');
  expect(bodyOf('customers/data_request')).toContain('"orders_requested":[9007199254740999]');
});

test('an order adds up, in both currencies', () => {
  expect(parsed('orders/create')).toMatchObject({
    subtotal_price: '35.98',
    total_discounts: '4.00',
    total_line_items_price: '39.98',
    total_tax: '2.97',
    total_price: '43.95',
    current_subtotal_price: '17.99',
    current_total_price: '23.47',
    total_outstanding: '0.00',
    total_price_set: { shop_money: { amount: '43.95', currency_code: 'USD' }, presentment_money: { amount: '6653', currency_code: 'JPY' } },
    discount_codes: [{ code: 'TEN', amount: '4.00', type: 'percentage' }],
    fulfillment_status: 'partial',
    financial_status: 'partially_refunded',
    created_at: '2026-03-01T09:00:00-05:00',
    tags: 'a, b',
  });
});

test.each([
  ['JPY', '1999', '1799'],
  ['KWD', '1.999', '1.799'],
])('money of %s has the right number of places', (currency, price, subtotal) => {
  const carried = { ...all, order: { ...order, currency, presentmentCurrency: currency, presentmentRate: '1' } };
  const body = bodyOf('refunds/create', carried, { ...store, currency });
  expect(body).toContain(`"price":"${price}"`);
  expect(body).toContain(`"subtotal":${subtotal},`);
});

test('what a refund gives back beyond its lines is an adjustment', () =>
  expect(parsed('refunds/create')).toMatchObject({
    restock: true,
    order_adjustments: [{ kind: 'shipping_refund', amount: '-1.00' }],
    refund_line_items: [{ subtotal: 17.99, total_tax: 1.49, restock_type: 'return' }],
    transactions: [{ kind: 'refund', amount: '20.48', parent_id: 9007199254741011 }],
  }));

test('customer payloads carry neither tags nor consents nor totals', () => {
  const members = Object.keys(parsed('customers/update'));
  for (const gone of ['tags', 'email_marketing_consent', 'sms_marketing_consent', 'accepts_marketing', 'orders_count', 'total_spent'])
    expect(members).not.toContain(gone);
});

test('orders and checkouts name the addresses they were given', () => {
  const links = {
    order: (id: string) => `http://store.example/orders/${id}/key`,
    checkout: (token: string) => `http://store.example/checkouts/${token}/recover`,
  };
  const facts = { store, subjectId: order.id, occurredAt, seq: '1', products: [product], collection: null, buyer: null, links };
  expect(payloadOf('orders/create', { ...facts, payload: { order, customer } })).toMatchObject({ order_status_url: links.order(order.id) });
  expect(payloadOf('checkouts/create', { ...facts, payload: { checkout, customer } })).toMatchObject({
    abandoned_checkout_url: links.checkout(checkout.token),
  });
});

test('a customer with nothing but an id', () => {
  const bare = { ...customer, firstName: null, lastName: null, email: null, phone: null, note: null, addresses: [], defaultAddressId: null, lastOrderId: null };
  expect(parsed('customers/create', { customer: bare })).toMatchObject({ email: null, phone: null, addresses: [] });
  expect(parsed('customers/purchasing_summary', { customer: bare })).toMatchObject({
    lastOrderId: null,
    amountSpent: { amount: '123.45', currencyCode: 'USD' },
  });
});

test('a guest order, and an event without its document', () => {
  expect(parsed('orders/create', { order: { ...order, customerId: null, email: null, shippingAddress: null }, customer: null })).not.toHaveProperty('customer');
  expect(() => bodyOf('orders/create', {})).toThrow('carries no order');
});
