import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadHistory, type LoadOptions } from '../../devstore/history/load-file.ts';
import type { Order } from '../../devstore/state/model.ts';
import { orderTotals } from '../../devstore/state/totals.ts';
import { openStateBench, type StateBench } from './state-bench.ts';

const onlineRetail = process.env['ONLINE_RETAIL'] ?? path.resolve('../shared/data/online-retail/online_retail.csv.gz');
const domain = 'file.myshopify.com';
let folder: string;
let bench: StateBench;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'history-'));
  bench = await openStateBench();
});
afterAll(async () => {
  await bench.close();
  await rm(folder, { recursive: true });
});

const heading = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n';
async function load(lines: string, options: Partial<LoadOptions> = {}) {
  const file = path.join(folder, `${Math.random().toString(36).slice(2)}.csv`);
  await writeFile(file, lines);
  return loadHistory(bench, { domain, file, folder, replace: true, ...options }, () => undefined);
}
const orders = async () =>
  (await bench.pool.query<{ doc: Order }>('select doc from devstore."order" where domain = $1 order by processed_at, id', [domain])).rows.map((row) => row.doc);

describe('a small file', () => {
  test('becomes orders, guests, refunds and customers', async () => {
    const summary = await load(`${heading}1003,A1,"POT, BLUE",2,2011-07-02 10:00:00,4.25,17850.0,EIRE
1001,A1,"POT, BLUE",3,2011-01-05 09:30:00,4.25,17850.0,United Kingdom
1001,A1,"POT, BLUE",1,2011-01-05 09:30:00,4.25,17850.0,United Kingdom
1001,POST,POSTAGE,1,2011-01-05 09:30:00,18.00,17850.0,United Kingdom
1002,a1,pot blue,1,2011-01-06 09:30:00,0.005,,Unspecified
C1004,A1,"POT, BLUE",-4,2011-07-03 10:00:00,4.00,17850.0,EIRE
C1005,A1,"POT, BLUE",-9,2011-07-04 10:00:00,4.25,17850.0,EIRE
C1006,B2,JUG,-1,2011-07-04 10:00:00,9.99,17850.0,EIRE
C1007,A1,"POT, BLUE",-1,2011-07-04 10:00:00,4.25,,EIRE
C1008,D,Discount,-1,2011-07-04 10:00:00,5.00,17850.0,EIRE
1009,A1,damaged,-5,2011-07-04 10:00:00,0,,United Kingdom
A1010,B,Adjust bad debt,1,2011-07-04 10:00:00,-99.00,,United Kingdom
1011,A1,"POT, BLUE",lots,2011-07-04 10:00:00,1,,United Kingdom
1012,Z9,found,1,2011-07-05 10:00:00,0,,United Kingdom
`);
    expect(summary).toMatchObject({
      lines: 14,
      customers: 1,
      orders: 4,
      guestOrders: 2,
      orderLines: 6,
      products: 2,
      refunds: 3,
      returnLinesPlaced: 2,
      rounding: { exact: '43.505', rounded: 4351, linesChanged: 1 },
    });
    expect(summary.cleaned).toEqual({ customers: 1, orders: 2, lines: 4, exact: '43.50', rounded: 4350 });
    expect(Object.fromEntries(Object.entries(summary.unplaced).map(([reason, { lines, units }]) => [reason, [lines, units]]))).toEqual({
      'accounting entry: negative price': [1, 0],
      'credit (discount, manual entry, postage, fee) without an earlier charge': [1, 1],
      'return of a product that the customer had not bought before': [1, 1],
      'return of more than the customer had bought before and still had': [1, 7],
      'return without a customer': [1, 1],
      'stock correction: negative quantity at no price': [1, 0],
      'unreadable: the quantity is no whole number': [1, 0],
    });
    expect((await readFile(summary.unplacedFile, 'utf8')).split('\n').filter(Boolean)).toHaveLength(8);

    const [first, guest, second, found] = await orders();
    expect(first).toMatchObject({
      number: 1001,
      name: '#1001',
      processedAt: '2011-01-05T09:30:00.000Z',
      financialStatus: 'PARTIALLY_REFUNDED',
      fulfillmentStatus: 'FULFILLED',
    });
    expect(first?.lines.map((line) => [line.title, line.sku, line.quantity, line.currentQuantity, line.unitPrice])).toEqual([
      ['POT, BLUE', 'A1', 3, 0, 425],
      ['POT, BLUE', 'A1', 1, 0, 425],
      ['POSTAGE', 'POST', 1, 1, 1800],
    ]);
    expect(first?.lines[2]?.productId).toBeNull();
    // British summer time.
    expect(second).toMatchObject({
      number: 1003,
      processedAt: '2011-07-02T09:00:00.000Z',
      shippingAddress: { countryCode: 'IE' },
      financialStatus: 'PARTIALLY_REFUNDED',
    });
    expect(guest).toMatchObject({ customerId: null, shippingAddress: null, lines: [{ unitPrice: 1, properties: [{ value: '0.005' }] }] });
    expect(found).toMatchObject({ number: 1012, financialStatus: 'PAID', transactions: [] });
    // Bought at 4.25 and given back at 4.00: two of four from the later order, two of the earlier one; then its last two.
    expect(second && orderTotals(second)).toMatchObject({ received: 850, refunded: 800 });
    expect(first?.refunds.map((refund) => [refund.adjustment, refund.transactions[0]?.amount])).toEqual([
      [-50, 800],
      [0, 850],
    ]);
    const { rows } = await bench.pool.query<{ orders_count: number; amount_spent: string; note: string; last: string }>(
      `select orders_count, amount_spent, doc->>'note' as note, doc->>'lastOrderId' as last from devstore.customer where domain = $1`,
      [domain],
    );
    expect(rows).toEqual([{ orders_count: 2, amount_spent: String(3500 - 1650 + 850 - 800), note: 'Customer 17850', last: second?.id }]);
    const products = await bench.pool.query(
      `select doc->>'title' as title, status, doc->'variants'->0->'price' as price from devstore.product where domain = $1 order by 1`,
      [domain],
    );
    expect(products.rows).toEqual([
      { title: 'POT, BLUE', status: 'ACTIVE', price: 425 },
      { title: 'Z9', status: 'DRAFT', price: 0 },
    ]);
  });

  test('an order whose lines are apart in the file is one order, at its first moment', async () => {
    await load(`${heading}7,A,a,1,2011-01-05 09:31:00,1,5,France\n8,A,a,1,2011-01-05 09:31:00,1,6,France\n7,B,b,1,2011-01-05 09:30:00,1,5,France\n`);
    expect((await orders()).map((order) => [order.number, order.lines.length, order.processedAt])).toEqual([
      [7, 2, '2011-01-05T09:30:00.000Z'],
      [8, 1, '2011-01-05T09:31:00.000Z'],
    ]);
  });

  test('other headings, zipped, in yen, with numbers of its own', async () => {
    const file = path.join(folder, 'other.csv.gz');
    await writeFile(file, gzipSync('Order ID,who,sku,title,qty,price,date\nx-1,ann,T,Tea 茶,2,149.5,5/1/2024 10:00\nx-2,bob,T,Tea 茶,1,150,5/2/2024 10:00\n'));
    const summary = await loadHistory(
      bench,
      { domain: 'yen.myshopify.com', file, folder, columns: { customer: 'who' }, currency: 'JPY', timezone: 'Asia/Tokyo', country: 'JP', dates: 'mdy' },
      () => undefined,
    );
    expect(summary).toMatchObject({ customers: 2, orders: 2, rounding: { exact: '449.0', rounded: 450, linesChanged: 1 } });
    const { rows } = await bench.pool.query<{ number: number; name: string; total: string; processed_at: Date }>(
      `select number, doc->>'name' as name, total, processed_at from devstore."order" where domain = 'yen.myshopify.com' order by number`,
    );
    expect(rows).toEqual([
      { number: 1001, name: '#x-1', total: '300', processed_at: new Date('2024-05-01T01:00:00Z') },
      { number: 1002, name: '#x-2', total: '150', processed_at: new Date('2024-05-02T01:00:00Z') },
    ]);
  });

  test('refusals say what to do, and leave what was there', async () => {
    await load(`${heading}1,A,a,1,2011-01-05 09:30:00,1,5,France\n`);
    await expect(load(`${heading}2,A,a,1,2011-01-05 09:30:00,1,5,France\n`, { replace: false })).rejects.toThrow(
      /already has 1 orders, 1 customers.*--replace/,
    );
    await expect(load('foo,bar\n1,2\n')).rejects.toThrow(/no column for: order, product, quantity, price, time.*"foo", "bar".*--columns/);
    await expect(load('')).rejects.toThrow(/is empty/);
    await expect(load(heading, { file: path.join(folder, 'nowhere.csv') })).rejects.toThrow(/There is no file/);
    await expect(load(heading, { currency: 'USD' })).rejects.toThrow(/in GBP and Europe\/London/);
    expect((await orders()).map((order) => order.number)).toEqual([1]);
  });

  test('a zipped file that ends early leaves nothing behind', async () => {
    const whole = gzipSync(
      heading + Array.from({ length: 5000 }, (_, index) => `${index + 1},A${index},a,1,2011-01-05 09:30:00,${index / 7},5,France\n`).join(''),
    );
    const file = path.join(folder, 'cut.csv.gz');
    await writeFile(file, whole.subarray(0, whole.length / 2));
    await expect(loadHistory(bench, { domain: 'cut.myshopify.com', file, folder }, () => undefined)).rejects.toThrow(/unexpected end of file/);
    const { rows } = await bench.pool.query(`select 1 from devstore."order" where domain = 'cut.myshopify.com'`);
    expect(rows).toEqual([]);
  });
});

test.skipIf(!existsSync(onlineRetail))(`the whole of ${path.basename(onlineRetail)} (skipped where the file is not)`, { timeout: 240_000 }, async () => {
  const summary = await loadHistory(bench, { domain: 'retail.myshopify.com', file: onlineRetail, folder }, () => undefined);
  expect(summary).toMatchObject({
    lines: 541_909,
    customers: 4372,
    cleaned: { customers: 4338, orders: 18_532, lines: 397_884, exact: '8911407.904', rounded: 891_140_790 },
    rounding: { exact: '10655622.484', rounded: 1_065_562_248, linesChanged: 4 },
  });
  // Every line is in an order, in a refund, or named.
  const moneyOnly = 'money of a return beyond what was paid for the order it belongs to';
  expect(summary.unplaced[moneyOnly]?.amount).toBe(summary.capped);
  const aside = Object.entries(summary.unplaced).reduce((sum, [reason, { lines }]) => sum + (reason === moneyOnly ? 0 : lines), 0);
  const partly = summary.unplaced['return of more than the customer had bought before and still had']?.lines ?? 0;
  expect(summary.orderLines + summary.returnLinesPlaced + aside - 541_909).toBeGreaterThanOrEqual(0);
  expect(summary.orderLines + summary.returnLinesPlaced + aside - 541_909).toBeLessThanOrEqual(partly);
  const { rows } = await bench.pool.query<{
    customers: number;
    orders: number;
    lines: number;
    total: string;
  }>(`select count(distinct o.customer_id)::int as customers, count(distinct o.id)::int as orders, count(*)::int as lines,
      sum((l->>'quantity')::bigint * (l->>'unitPrice')::bigint) as total
    from devstore."order" o, jsonb_array_elements(o.doc->'lines') l where o.domain = 'retail.myshopify.com' and o.customer_id is not null and ((l->>'unitPrice')::bigint > 0 or jsonb_array_length(l->'properties') > 0)`);
  expect(rows).toEqual([{ customers: 4338, orders: 18_532, lines: 397_884, total: '891140790' }]);
  const {
    rows: [money],
  } = await bench.pool.query<{
    refunded: string;
    wrong: number;
  }>(`select sum(refunded) as refunded, count(*) filter (where refunded > (select coalesce(sum((l->>'quantity')::bigint * (l->>'unitPrice')::bigint), 0) from jsonb_array_elements(doc->'lines') l))::int as wrong
    from devstore."order" where domain = 'retail.myshopify.com'`);
  expect(money).toEqual({ refunded: String(summary.refunded), wrong: 0 });
});
