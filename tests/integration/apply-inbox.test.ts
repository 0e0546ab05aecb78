import { beforeAll, describe, expect, it } from 'vitest';
import { customerTimeline, readContacts } from '~/domain/customers/index.server';
import { registerShop } from '~/domain/shops/index.server';
import { applyInboxBatch } from '~/platform/shopify/webhooks/index.server';
import { useDatabase } from '../support/database';
import { customerBody, delivery, orderBody, refundBody } from '../support/webhook-bodies';

const { ownerPool } = useDatabase();
const now = new Date('2026-02-01T00:00:00Z');
let shopId: bigint;
beforeAll(async () => {
  shopId = await registerShop('applies.myshopify.com');
});

const apply = (...batch: ReturnType<typeof delivery>[]) => applyInboxBatch(shopId, batch, now);
const one = async (sql: string, ...values: unknown[]) =>
  (await ownerPool.query<Record<string, unknown>>(sql, [shopId.toString(), ...values.map((value) => (typeof value === 'bigint' ? value.toString() : value))]))
    .rows[0] ?? {};
const orderRow = (id: bigint) => one('select * from sales_order where shop_id = $1 and id = $2', id);
const customerRow = (id: bigint) => one('select * from customer where shop_id = $1 and id = $2', id);
const rereads = async (type: string) =>
  (
    await ownerPool.query<{ payload: Record<string, string> }>('select payload from domain_event where shop_id = $1 and type = $2 order by id', [
      shopId.toString(),
      type,
    ])
  ).rows.map((row) => Object.values(row.payload)[0]);
/** Everything of the shop as text, to see that nothing has changed. */
async function everything() {
  const tables = [
    'sales_order',
    'order_line',
    'refund',
    'refund_line',
    'fulfillment',
    'order_transaction',
    'customer',
    'customer_event',
    'customer_tag',
    'customer_search',
    'customer_contact',
    'domain_event',
  ];
  const texts: string[] = [];
  for (const table of tables)
    texts.push(
      ...(await ownerPool.query<{ row: string }>(`select t::text as row from ${table} t where shop_id = $1 order by 1`, [shopId.toString()])).rows.map(
        (row) => `${table} ${row.row}`,
      ),
    );
  return texts;
}

describe('orders', () => {
  it('keeps the newest version whatever the order of arrival, and the same once more changes nothing', async () => {
    const id = 101n;
    const older = orderBody({ id, customerId: 201n, updatedAt: '2026-01-01T10:00:00Z' });
    const newer = orderBody({ id, customerId: 201n, updatedAt: '2026-01-02T10:00:00Z', refund: { id: 301n, amount: '10.00' } });
    expect(await apply(delivery('orders/updated', newer))).toMatchObject([{ outcome: 'done' }]);
    expect(await apply(delivery('orders/create', older))).toMatchObject([{ outcome: 'done' }]);
    expect(await orderRow(id)).toMatchObject({ total: '3000', refunded_total: '1000', financial_status: 'partially_refunded' });
    expect(await customerRow(201n)).toMatchObject({ status: 'stub', orders_count: 1, spent_net: '2000', refunded_total: '1000' });
    const before = await everything();
    await apply(delivery('orders/create', older), delivery('orders/updated', newer), delivery('orders/updated', newer));
    expect(await everything()).toEqual(before);
  });

  it('asks about two states of one second, and of what has the same content only once', async () => {
    const id = 102n;
    const at = '2026-01-03T10:00:00Z';
    await apply(delivery('orders/create', orderBody({ id, customerId: 201n, updatedAt: at })));
    await apply(delivery('orders/paid', orderBody({ id, customerId: 201n, updatedAt: at })));
    expect(await rereads('order.reread_requested')).not.toContain('102');
    await apply(delivery('orders/cancelled', orderBody({ id, customerId: 201n, updatedAt: at, cancelledAt: at })));
    expect((await orderRow(id))['cancelled_at']).not.toBeNull();
    expect(await rereads('order.reread_requested')).toContain('102');
    expect(await customerRow(201n)).toMatchObject({ orders_count: 1 });
  });

  it('reads the order again for a refund that it does not hold yet, and not for one it holds', async () => {
    const facts = { amount: '10.00', price: '10.00', currency: 'USD', lineId: 1030n };
    await apply(delivery('refunds/create', refundBody({ id: 303n, orderId: 103n, ...facts })));
    expect((await rereads('order.reread_requested')).filter((id) => id === '103')).toHaveLength(1);
    await apply(
      delivery('orders/updated', orderBody({ id: 103n, updatedAt: '2026-01-02T10:00:00Z', refund: { id: 303n, amount: '10.00' } })),
      delivery('refunds/create', refundBody({ id: 303n, orderId: 103n, ...facts })),
    );
    expect((await rereads('order.reread_requested')).filter((id) => id === '103')).toHaveLength(1);
  });

  it('takes ids near 2^63, yen and dinars', async () => {
    const id = 2n ** 60n + 7n;
    await apply(
      delivery('orders/create', {
        ...orderBody({ id, customerId: id + 1n, updatedAt: '2026-01-01T10:00:00Z', currency: 'JPY', price: '1200', total: '3600' }),
        line_items: [
          {
            ...(orderBody({ id: 5n, updatedAt: '' })['line_items'] as object[])[0],
            admin_graphql_api_id: `gid://shopify/LineItem/${id}`,
            price_set: null,
            price: '1200',
          },
        ],
      }),
      delivery('orders/create', orderBody({ id: 105n, updatedAt: '2026-01-01T10:00:00Z', currency: 'KWD', price: '1.255', total: '3.765' })),
    );
    expect(await orderRow(id)).toMatchObject({ id: id.toString(), customer_id: (id + 1n).toString(), total: '3600', lines_total: '1200' });
    expect(await orderRow(105n)).toMatchObject({ total: '3765', lines_total: '3765', customer_id: null });
  });

  it('does not bring back what was deleted before it was seen', async () => {
    await apply(delivery('orders/delete', { id: 106n }));
    await apply(delivery('orders/create', orderBody({ id: 106n, customerId: 206n, updatedAt: '2026-01-01T10:00:00Z' })));
    expect((await orderRow(106n))['deleted_at']).not.toBeNull();
    expect(await customerRow(206n)).toMatchObject({ orders_count: 0, spent_net: '0' });
  });

  it('lets a bad delivery fail alone, and says nothing of who it was about', async () => {
    const good = delivery('orders/create', orderBody({ id: 107n, updatedAt: '2026-01-01T10:00:00Z' }));
    const twice = orderBody({ id: 108n, updatedAt: '2026-01-01T10:00:00Z', email: 'secret@example.com' });
    const bad = delivery('orders/create', { ...twice, line_items: [...(twice['line_items'] as object[]), ...(twice['line_items'] as object[])] });
    const broken = { ...delivery('orders/create', {}), body: Buffer.from('{"email":"secret@example.com"') };
    const settled = await apply(good, bad, broken, delivery('orders/unheard_of', {}), delivery('orders/create', { id: 109n, email: 'secret@example.com' }));
    expect(Object.fromEntries(settled.map((row) => [String(row.id), row.outcome]))).toEqual({
      [String(good.id)]: 'done',
      [String(bad.id)]: 'failed',
      [String(broken.id)]: 'failed',
      [String(broken.id + 1n)]: 'ignored',
      [String(broken.id + 2n)]: 'failed',
    });
    expect(JSON.stringify(settled.map((row) => row.error))).not.toContain('secret');
    expect(await orderRow(108n)).toEqual({});
  });

  it('comes to the same when two workers apply the same batch at once', async () => {
    const batch = () =>
      Array.from({ length: 40 }, (_, index) =>
        delivery('orders/create', orderBody({ id: 5000n + BigInt(index), customerId: 6000n + BigInt(index % 7), updatedAt: '2026-01-01T10:00:00Z' })),
      );
    const [one, two] = [batch(), batch().reverse()];
    await Promise.all([
      apply(...one),
      apply(...two),
      apply(delivery('customers/create', customerBody({ id: 6003n, updatedAt: '2026-01-01T10:00:00Z', first: 'Ada' }))),
    ]);
    const { rows } = await ownerPool.query<{ n: string; spent: string }>(
      'select sum(orders_count) n, sum(spent_net) spent from customer where shop_id = $1 and id between 6000 and 6006',
      [shopId.toString()],
    );
    expect(rows[0]).toEqual({ n: '40', spent: '120000' });
  });
});

describe('customers', () => {
  it('fills in the stub that an order has left, and asks for it', async () => {
    await apply(delivery('orders/create', orderBody({ id: 110n, customerId: 210n, updatedAt: '2026-01-01T10:00:00Z' })));
    expect(await rereads('customer.reread_requested')).toContain('210');
    await apply(
      delivery(
        'customers/update',
        customerBody({ id: 210n, updatedAt: '2026-01-01T10:00:00Z', first: 'Zoë', last: '王小明', email: 'zoe@example.com', phone: '+447911123456' }),
      ),
    );
    expect(await customerRow(210n)).toMatchObject({ status: 'active', country_code: 'GB', orders_count: 1 });
  });

  it('takes a customer with nothing but an id', async () => {
    expect(await apply(delivery('customers/create', { id: 211n }))).toMatchObject([{ outcome: 'done' }]);
    expect(await customerRow(211n)).toMatchObject({ status: 'active', orders_count: 0 });
  });

  it('puts tags on and off by their own time', async () => {
    const tag = (topic: string, at: string) => delivery(topic, { customerId: 'gid://shopify/Customer/212', tags: ['VIP', '新客'], occurredAt: at });
    await apply(delivery('customers/create', customerBody({ id: 212n, updatedAt: '2026-01-01T10:00:00Z' })));
    await apply(tag('customer.tags_removed', '2026-01-01T10:00:02.500Z'));
    await apply(tag('customer.tags_added', '2026-01-01T10:00:02.400Z'));
    expect((await ownerPool.query('select from customer_tag where shop_id = $1 and customer_id = 212', [shopId.toString()])).rowCount).toBe(0);
    expect(await rereads('customer.reread_requested')).toContain('212');
    await apply(tag('customer.tags_added', '2026-01-01T10:00:03.000Z'));
    expect((await ownerPool.query('select from customer_tag where shop_id = $1 and customer_id = 212', [shopId.toString()])).rowCount).toBe(2);
    expect(
      (await ownerPool.query("select from customer_event where shop_id = $1 and customer_id = 212 and kind = 'tagged'", [shopId.toString()])).rowCount,
    ).toBe(2);
  });

  it('lets the newest consent win, and keeps both on the timeline', async () => {
    const consent = (state: string, at: string | null) =>
      delivery('customers_email_marketing_consent/update', {
        customer_id: 213n,
        email_address: 'c@example.com',
        email_marketing_consent: { state, opt_in_level: 'single_opt_in', consent_updated_at: at },
      });
    await apply(consent('unsubscribed', '2026-01-03T10:00:00Z'));
    await apply(consent('subscribed', '2026-01-02T10:00:00Z'), consent('not_subscribed', null));
    expect(await customerRow(213n)).toMatchObject({ email_consent: 'unsubscribed' });
    expect(
      (await ownerPool.query("select from customer_event where shop_id = $1 and customer_id = 213 and kind = 'consent_email'", [shopId.toString()])).rowCount,
    ).toBe(2);
  });

  it('merges two into one, once', async () => {
    const merge = () =>
      delivery('customers/merge', {
        admin_graphql_api_customer_kept_id: 'gid://shopify/Customer/221',
        admin_graphql_api_customer_deleted_id: 'gid://shopify/Customer/220',
        status: 'completed',
      });
    await apply(
      delivery('customers/create', customerBody({ id: 220n, updatedAt: '2026-01-01T10:00:00Z', first: 'Old' })),
      delivery('customers/create', customerBody({ id: 221n, updatedAt: '2026-01-01T10:00:00Z', first: 'New' })),
      delivery('orders/create', orderBody({ id: 120n, customerId: 220n, updatedAt: '2026-01-01T10:00:00Z' })),
      delivery('customer.tags_added', { customerId: 'gid://shopify/Customer/220', tags: ['a'], occurredAt: '2026-01-01T10:00:00Z' }),
    );
    await apply(merge());
    await apply(merge());
    await apply(delivery('orders/create', orderBody({ id: 121n, customerId: 220n, updatedAt: '2026-01-01T10:00:00Z' })));
    expect(await customerRow(220n)).toMatchObject({ status: 'merged', merged_into: '221', orders_count: 0 });
    expect(await customerRow(221n)).toMatchObject({ status: 'active', orders_count: 2, spent_net: '6000' });
    expect(await orderRow(121n)).toMatchObject({ customer_id: '221' });
    expect((await customerTimeline(shopId, 221n, ['orders'], null)).entries).toHaveLength(2);
    expect((await readContacts(shopId, [221n])).get(221n)).toMatchObject({ firstName: 'New' });
  });
});
