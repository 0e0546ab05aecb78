import type { Customer, Order, Product } from '../../devstore/state/model';
import { orderTotals } from '../../devstore/state/totals';
import type { Stage } from './stage';

/** Rows by key, each as one text: two readings of the same thing are equal or they are not. */
type Rows = Map<string, string>;

const second = (at: string | Date | null): string | null => (at === null ? null : `${new Date(at).toISOString().slice(0, 19)}Z`);
const lower = (word: string | null): string | null => word?.toLowerCase() ?? null;
const sum = (numbers: number[]): number => numbers.reduce((total, one) => total + one, 0);
const text = (value: unknown): string => JSON.stringify(value);
const FULFILMENT: Record<Order['fulfillmentStatus'], string> = {
  FULFILLED: 'fulfilled',
  PARTIALLY_FULFILLED: 'partially_fulfilled',
  UNFULFILLED: 'unfulfilled',
};

interface Documents {
  orders: Order[];
  customers: Customer[];
  products: Product[];
}

async function readDocuments(stage: Stage, domain: string): Promise<Documents> {
  const read = async <T>(sql: string) => (await stage.store.query<{ doc: T }>(sql, [domain])).rows.map((row) => row.doc);
  return {
    orders: await read<Order>('select doc from devstore."order" where domain = $1 and deleted_at is null'),
    customers: await read<Customer>('select doc from devstore.customer where domain = $1 and deleted_at is null and merged_into is null'),
    products: await read<Product>('select doc from devstore.product where domain = $1'),
  };
}

const refunded = (order: Order): number =>
  sum(order.refunds.map((refund) => sum(refund.transactions.filter((one) => one.status === 'SUCCESS').map((one) => one.amount))));
const counts = (order: Order): boolean => !order.test && order.cancelledAt === null && order.financialStatus !== 'VOIDED';

/** What the CRM has to hold, worked out from the store's own documents: neither by its webhooks nor by the app's mapping of them. */
async function expected(stage: Stage, domain: string): Promise<Rows> {
  const { orders, customers, products } = await readDocuments(stage, domain);
  const rows: Rows = new Map();
  for (const order of orders) {
    const totals = orderTotals(order);
    const { total, discounts, shipping, tax } = totals;
    const status = [lower(order.financialStatus), FULFILMENT[order.fulfillmentStatus], second(order.cancelledAt), [...order.tags].sort()];
    rows.set(
      `order ${order.id}`,
      text([
        order.name,
        order.customerId,
        order.currency,
        total,
        discounts,
        shipping,
        tax,
        refunded(order),
        ...status,
        second(order.processedAt),
        second(order.updatedAt),
      ]),
    );
    for (const line of order.lines)
      rows.set(
        `line ${order.id} ${line.id}`,
        text([line.productId, line.variantId, line.title, line.quantity, line.currentQuantity, line.unitPrice, sum(line.discounts.map((one) => one.amount))]),
      );
    for (const refund of order.refunds)
      rows.set(`refund ${order.id} ${refund.id}`, text([sum(refund.transactions.map((one) => one.amount)), refund.shipping?.amount ?? 0]));
    for (const one of order.fulfillments) rows.set(`fulfillment ${order.id} ${one.id}`, text([lower(one.status)]));
    for (const one of order.transactions) rows.set(`payment ${order.id} ${one.id}`, text([lower(one.kind), lower(one.status), one.amount]));
    if (order.customerId === null) continue;
    rows.set(`event ${order.customerId} order_placed ${order.id}`, text([total]));
    if (order.cancelledAt) rows.set(`event ${order.customerId} order_cancelled ${order.id}`, text([total]));
    for (const refund of order.refunds) rows.set(`event ${order.customerId} refunded ${refund.id}`, text([sum(refund.transactions.map((one) => one.amount))]));
    for (const one of order.fulfillments.filter(({ status: state }) => state === 'SUCCESS'))
      rows.set(`event ${order.customerId} fulfilled ${one.id}`, text([null]));
  }
  for (const customer of customers) {
    const own = orders.filter((order) => order.customerId === customer.id && counts(order));
    const sums = [own.length, sum(own.map((order) => orderTotals(order).total - refunded(order))), sum(own.map(refunded))];
    // A consent that was never given nor refused, at no time, is none.
    const { state, updatedAt } = customer.emailConsent;
    const consent = customer.email && updatedAt ? [lower(state), second(updatedAt)] : [null, null];
    rows.set(`customer ${customer.id}`, text([lower(customer.state), customer.verifiedEmail, customer.taxExempt, [...customer.tags].sort(), consent, ...sums]));
    rows.set(`contact ${customer.id}`, text([customer.firstName, customer.lastName, customer.email ? [customer.email] : [], customer.note]));
  }
  for (const product of products) {
    rows.set(`product ${product.id}`, text([product.title, lower(product.status)]));
    for (const variant of product.variants) rows.set(`variant ${product.id} ${variant.id}`, text([variant.title, variant.sku, variant.price]));
  }
  return rows;
}

interface Contact {
  firstName: string | null;
  lastName: string | null;
  emails: string[];
  note: string | null;
}

/** What the CRM holds, read with plain SQL; contacts are unsealed by the app itself. */
async function held(stage: Stage, domain: string): Promise<Rows> {
  const rows: Rows = new Map();
  const shop = '(select shop_id from shop where domain = $1)';
  const take = async (sql: string, toRow: (row: Record<string, string | number | boolean | null>) => [string, unknown[]]) => {
    const { rows: found } = await stage.crm.query<Record<string, string | number | boolean | null>>(sql.replaceAll('$shop', shop), [domain]);
    for (const row of found) {
      const [key, values] = toRow(row);
      rows.set(key, text(values));
    }
    return found;
  };
  const at = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as ${column}`;
  await take(
    `select id, name, customer_id, currency, total::float8, discount_total::float8, shipping_total::float8, tax_total::float8, refunded_total::float8, financial_status, fulfillment_status,
       ${at('cancelled_at')}, to_json(tags) as tags, ${at('occurred_at')}, ${at('version_at')} from sales_order where shop_id = $shop and deleted_at is null`,
    ({ id, ...rest }) => [`order ${id}`, Object.values(rest)],
  );
  const ofStanding = '(shop_id, order_id) in (select shop_id, id from sales_order where shop_id = $shop and deleted_at is null)';
  await take(
    `select order_id, id, product_id, variant_id, title, quantity, current_quantity, unit_price::float8, discount_total::float8 from order_line where ${ofStanding}`,
    ({ order_id, id, ...rest }) => [`line ${order_id} ${id}`, Object.values(rest)],
  );
  await take(`select order_id, id, amount::float8, shipping::float8 from refund where ${ofStanding}`, ({ order_id, id, ...rest }) => [
    `refund ${order_id} ${id}`,
    Object.values(rest),
  ]);
  await take(`select order_id, id, status from fulfillment where ${ofStanding}`, ({ order_id, id, status }) => [`fulfillment ${order_id} ${id}`, [status]]);
  await take(`select order_id, id, kind, status, amount::float8 from order_transaction where ${ofStanding}`, ({ order_id, id, ...rest }) => [
    `payment ${order_id} ${id}`,
    Object.values(rest),
  ]);
  await take(
    "select customer_id, kind, source, amount::float8 from customer_event where shop_id = $shop and kind in ('order_placed', 'order_cancelled', 'refunded', 'fulfilled')",
    ({ customer_id, kind, source, amount }) => [`event ${customer_id} ${kind} ${source}`, [amount]],
  );
  const people = await take(
    `select id, state, verified_email, tax_exempt, (select coalesce(json_agg(tag order by tag collate "C"), '[]') from customer_tag t where t.shop_id = c.shop_id and t.customer_id = c.id) as tags,
       json_build_array(case when email_consent_at is not null then email_consent end, to_char(email_consent_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) as consent, orders_count, spent_net::float8, refunded_total::float8
     from customer c where shop_id = $shop and status in ('active', 'stub')`,
    ({ id, ...rest }) => [`customer ${id}`, Object.values(rest)],
  );
  const contacts = JSON.parse(await stage.ask('bench/faults/print-contacts.ts', domain, ...people.map((row) => String(row['id'])))) as Record<string, Contact>;
  for (const [id, { firstName, lastName, emails, note }] of Object.entries(contacts)) rows.set(`contact ${id}`, text([firstName, lastName, emails, note]));
  await take('select id, title, lower(status) as status from product where shop_id = $shop and deleted_at is null', ({ id, ...rest }) => [
    `product ${id}`,
    Object.values(rest),
  ]);
  await take('select product_id, id, title, sku, price::float8 from product_variant where shop_id = $shop', ({ product_id, id, ...rest }) => [
    `variant ${product_id} ${id}`,
    Object.values(rest),
  ]);
  return rows;
}

/** Every row in which the CRM is not the store, with both. @returns also how many rows were compared. */
export async function compare(stage: Stage, domain: string): Promise<{ rows: number; differences: string[] }> {
  const [should, is] = [await expected(stage, domain), await held(stage, domain)];
  const differences: string[] = [];
  for (const [key, value] of should) if (is.get(key) !== value) differences.push(`${key}: store ${value}, CRM ${is.get(key) ?? 'has none'}`);
  for (const [key, value] of is) if (!should.has(key)) differences.push(`${key}: the store has none, CRM ${value}`);
  return { rows: should.size, differences };
}
