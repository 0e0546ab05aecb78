import { beforeAll, describe, expect, it } from 'vitest';
import { customerSnapshot, orderLine, orderSnapshot } from '../../prisma/seed/builders';
import { applyProducts, getProduct, listProducts } from '~/domain/catalog/index.server';
import { productFilter } from '~/domain/catalog/model';
import { applyCustomers, getCustomer } from '~/domain/customers/index.server';
import { morningNumbers, readHoldings } from '~/domain/insights/index.server';
import { applyOrders, getOrder, listOrders } from '~/domain/orders/index.server';
import { orderFilter } from '~/domain/orders/model';
import { readGuide, readStaffPreferences, registerShop, saveStaffPreferences, updateGuide } from '~/domain/shops/index.server';
import { useDatabase } from '../support/database';

const { ownerPool } = useDatabase();
const ZONE = 'America/New_York';
/** Nine in the evening of the 20th in New York. */
const NOW = new Date('2026-11-21T02:00:00Z');
let shopId: bigint;

beforeAll(async () => {
  shopId = await registerShop('sales.myshopify.com');
  const at = (iso: string) => new Date(iso);
  await applyCustomers(
    shopId,
    [1n, 2n, 3n].map((id) => customerSnapshot(id)),
  );
  await applyProducts(shopId, [
    {
      id: 7n,
      title: '100% Assam_Tea',
      handle: 'assam',
      vendor: 'Leaf',
      productType: 'Tea',
      status: 'active',
      isGiftCard: false,
      tags: [],
      occurredAt: at('2026-01-01T00:00:00Z'),
      versionAt: at('2026-01-01T00:00:00Z'),
      variants: [{ id: 70n, title: '50 g', sku: 'AS-50', price: 1000n, compareAt: null, position: 1, inventory: 4 }],
    },
    {
      id: 8n,
      title: 'Mug',
      handle: 'mug',
      vendor: '',
      productType: '',
      status: 'draft',
      isGiftCard: false,
      tags: [],
      occurredAt: at('2026-01-01T00:00:00Z'),
      versionAt: at('2026-01-01T00:00:00Z'),
      variants: [],
    },
  ]);
  const tea = (id: bigint, quantity: number, left = quantity) =>
    orderLine(id, { productId: 7n, variantId: 70n, title: 'Assam', quantity, currentQuantity: left, discountTotal: 100n });
  await applyOrders(shopId, [
    orderSnapshot(100n, { customerId: 1n, occurredAt: at('2026-11-10T15:00:00Z'), lines: [tea(1n, 2)] }),
    // 23:30 on the 18th in New York is already the 19th in UTC.
    orderSnapshot(101n, {
      customerId: 1n,
      occurredAt: at('2026-11-19T04:30:00Z'),
      lines: [tea(2n, 3, 2)],
      financialStatus: 'partially_refunded',
      refunds: [
        {
          id: 900n,
          amount: 1000n,
          shipping: 0n,
          tax: 0n,
          occurredAt: at('2026-11-19T16:00:00Z'),
          lines: [{ lineId: 2n, quantity: 1, subtotal: 967n, tax: 0n }],
        },
      ],
    }),
    orderSnapshot(102n, { customerId: 2n, occurredAt: at('2026-11-19T20:00:00Z') }),
    orderSnapshot(103n, { customerId: null, occurredAt: at('2026-11-20T20:00:00Z') }),
    orderSnapshot(104n, { customerId: 3n, occurredAt: at('2026-11-19T20:00:00Z'), test: true }),
    orderSnapshot(105n, { customerId: 3n, occurredAt: at('2026-11-19T20:00:00Z'), cancelledAt: at('2026-11-19T21:00:00Z') }),
  ]);
});

describe('the morning’s numbers', () => {
  it('count whole days of the shop, without tests and cancelled orders, net of refunds', async () => {
    const { netSales, orders, newCustomers, returningCustomers, repeatRate, averageOrder, days } = await morningNumbers(shopId, 'last7', ZONE, NOW);
    expect({ netSales, orders, newCustomers, returningCustomers, repeatRate, averageOrder }).toEqual({
      netSales: { now: 2900n, before: 1900n, change: 1000 / 1900 },
      orders: { now: 2, before: 1, change: 1 },
      newCustomers: { now: 1, before: 1, change: 0 },
      returningCustomers: { now: 1, before: 0, change: null },
      repeatRate: { now: 0.5, before: 0, change: null },
      averageOrder: { now: 1450n, before: 1900n, change: -450 / 1900 },
    });
    expect(days.map(({ day, netSales: sales }) => [day, sales])).toEqual([
      ['2026-11-13', 0n],
      ['2026-11-14', 0n],
      ['2026-11-15', 0n],
      ['2026-11-16', 0n],
      ['2026-11-17', 0n],
      ['2026-11-18', 1900n],
      ['2026-11-19', 1000n],
    ]);
    const { rows } = await ownerPool.query<{ net: string }>(
      `select sum(total - refunded_total) as net from sales_order where shop_id = $1 and not test and cancelled_at is null and (occurred_at at time zone '${ZONE}')::date between '2026-11-13' and '2026-11-19'`,
      [shopId],
    );
    expect(netSales.now.toString()).toBe(rows[0]?.net);
  });

  it('take in today until now', async () => {
    const today = await morningNumbers(shopId, 'today', ZONE, NOW);
    expect(today.orders.now).toBe(1);
    expect(today.newCustomers.now).toBe(0);
  });

  it('know how much there is', async () => {
    expect((await readHoldings(shopId)).orders).toEqual({ value: 6, more: false });
  });
});

describe('orders', () => {
  it('are found by their number with or without its sign, and by nobody else’s shop', async () => {
    const list = (filter: object) => listOrders(shopId, { filter: orderFilter.parse(filter), sort: 'placed', direction: 'desc', cursor: null }, NOW);
    expect((await list({ query: '101' })).rows.map((row) => row.id)).toEqual([101n]);
    expect((await list({ query: '#101' })).rows.map((row) => row.id)).toEqual([101n]);
    expect((await list({ state: 'cancelled' })).rows.map((row) => row.id)).toEqual([105n]);
    expect((await list({ payment: 'partially_refunded' })).rows.map((row) => [row.id, row.units, row.refundedTotal])).toEqual([[101n, 2, 1000n]]);
    await expect(getOrder(await registerShop('elsewhere.myshopify.com'), 101n)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('carry their lines and what was refunded of each', async () => {
    const order = await getOrder(shopId, 101n);
    expect(order.lines[0]).toMatchObject({ quantity: 3, currentQuantity: 2, refundedQuantity: 1 });
    expect(order.refunds[0]).toMatchObject({ amount: 1000n, lines: [{ quantity: 1, subtotal: 967n }] });
  });
});

describe('products', () => {
  it('are found by any part of the title or the SKU, signs of patterns included', async () => {
    const find = async (query: string) =>
      (await listProducts(shopId, { filter: productFilter.parse({ query }), direction: 'asc', cursor: null })).rows.map((row) => row.id);
    expect(await find('0% assam_')).toEqual([7n]);
    expect(await find('as-50')).toEqual([7n]);
    expect(await find('%')).toEqual([7n]);
    expect(await find('m_g')).toEqual([]);
  });

  it('add up what was sold, by whom, after discounts and refunds', async () => {
    const product = await getProduct(shopId, 7n);
    expect(product).toMatchObject({
      units: 4,
      revenue: 2000n - 100n + 3000n - 100n - 967n,
      buyers: 1,
      repeatBuyers: 1,
      unitsRefunded: 1,
      topBuyers: [{ customerId: 1n, units: 4, orders: 2 }],
      variantRows: [{ id: 70n, units: 4 }],
    });
    expect((await getCustomer(shopId, 1n)).topProducts).toMatchObject([{ productId: 7n, title: 'Assam', units: 4 }]);
  });
});

describe('preferences', () => {
  it('of two members of staff do not touch each other', async () => {
    await Promise.all([saveStaffPreferences(shopId, '1', { language: 'zh-CN' }), saveStaffPreferences(shopId, '2', { customerColumns: ['orders'] })]);
    await saveStaffPreferences(shopId, '1', { adminLocale: 'de' });
    expect(await readStaffPreferences(shopId, '1')).toEqual({
      language: 'zh-CN',
      adminLocale: 'de',
      customerColumns: null,
      orderColumns: null,
      productColumns: null,
      memberColumns: null,
    });
    expect(await readStaffPreferences(shopId, '2')).toEqual({
      language: null,
      adminLocale: null,
      customerColumns: ['orders'],
      orderColumns: null,
      productColumns: null,
      memberColumns: null,
    });
  });

  it('of the guide stay', async () => {
    await updateGuide(shopId, { seenCustomer: true });
    await updateGuide(shopId, { dismissed: true });
    await updateGuide(shopId, { inTheme: true });
    await updateGuide(shopId, { inTheme: false });
    expect(await readGuide(shopId)).toEqual({ dismissed: true, seenCustomer: true, tagged: false, imported: false, programme: false, inTheme: false });
  });
});
