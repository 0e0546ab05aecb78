import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isPossiblePhoneNumber } from 'libphonenumber-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateHistory, type GenerateOptions, type GenerateSummary } from '../../devstore/history/generate.ts';
import { createOperations } from '../../devstore/state/create-operations.ts';
import { eachOrder } from '../../devstore/state/read.ts';
import { orderTotals } from '../../devstore/state/totals.ts';
import { logLikelihood, type Summary } from './bgnbd-likelihood.ts';
import { openStateBench, type StateBench } from './state-bench.ts';

const domain = 'past.myshopify.com';
const quiet = () => undefined;
let folder: string;
let bench: StateBench;
let made: GenerateSummary;
const generate = (on: StateBench, options: Partial<GenerateOptions> = {}) =>
  generateHistory(on, { domain, seed: 42, customers: 4000, until: '2026-10-01T00:00:00Z', folder, ...options }, quiet);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'history-'));
  bench = await openStateBench();
  made = await generate(bench);
});
afterAll(async () => {
  await bench.close();
  await rm(folder, { recursive: true });
});
/** The one row of a query about the store. */
async function ask(sql: string): Promise<Record<string, unknown>> {
  const { rows } = await bench.pool.query<Record<string, unknown>>(sql, [domain]);
  return rows[0] ?? {};
}

describe('the documents agree with each other', () => {
  test('customers’ counters are exact, from the transactions alone', async () => {
    const wrong = await ask(`select count(*)::int as wrong from devstore.customer c left join lateral (
        select count(*) as orders, coalesce(sum(net), 0) as spent, (array_agg(id order by processed_at desc, id desc))[1]::text as last from (
          select o.id, o.processed_at, (select coalesce(sum(case t->>'kind' when 'REFUND' then -(t->>'amount')::bigint when 'SALE' then (t->>'amount')::bigint when 'CAPTURE' then (t->>'amount')::bigint else 0 end), 0)
            from jsonb_array_elements(o.doc->'transactions') t where t->>'status' = 'SUCCESS') as net
          from devstore."order" o where o.domain = c.domain and o.customer_id = c.id) paid) own on true
      where c.domain = $1 and ((c.doc->>'ordersCount')::int <> own.orders or (c.doc->>'amountSpent')::bigint <> own.spent or c.doc->>'lastOrderId' is distinct from own.last
        or c.orders_count <> own.orders or c.amount_spent <> own.spent)`);
    expect(wrong).toEqual({ wrong: 0 });
  });

  test('what was charged is what lines, shipping and tax add up to', async () => {
    const wrong = await ask(`select count(*)::int as wrong from (
      select lines.worth + ship.worth as worth, pay.amount from devstore."order" o,
        lateral (select sum((l->>'quantity')::bigint * (l->>'unitPrice')::bigint - off.amount + tax.amount) as worth from jsonb_array_elements(o.doc->'lines') l,
          lateral (select coalesce(sum((d->>'amount')::bigint), 0) as amount from jsonb_array_elements(l->'discounts') d) off,
          lateral (select coalesce(sum((t->>'amount')::bigint), 0) as amount from jsonb_array_elements(l->'taxLines') t) tax) lines,
        lateral (select coalesce(sum((s->>'price')::bigint - coalesce((select sum((d->>'amount')::bigint) from jsonb_array_elements(s->'discounts') d), 0)
          + coalesce((select sum((t->>'amount')::bigint) from jsonb_array_elements(s->'taxLines') t), 0)), 0) as worth from jsonb_array_elements(o.doc->'shippingLines') s) ship,
        lateral (select max((t->>'amount')::bigint) as amount from jsonb_array_elements(o.doc->'transactions') t where t->>'kind' in ('SALE', 'AUTHORIZATION')) pay
      where o.domain = $1) w where worth is distinct from amount`);
    expect(wrong).toEqual({ wrong: 0 });
  });

  test('nobody got back more than they paid, and statuses follow from the documents', async () => {
    let refunds = 0;
    for await (const order of eachOrder(bench.pool, domain)) {
      const totals = orderTotals(order);
      expect(totals.netPayment).toBeGreaterThanOrEqual(0);
      if (order.financialStatus === 'PAID' || order.financialStatus === 'PARTIALLY_REFUNDED') expect(totals.outstanding).toBe(0);
      for (const line of order.lines) {
        // What came back is no longer counted as sent.
        expect(line.fulfilledQuantity).toBeGreaterThanOrEqual(0);
        expect(line.currentQuantity).toBeGreaterThanOrEqual(line.fulfilledQuantity);
      }
      if (order.fulfillmentStatus === 'FULFILLED') expect(order.lines.every((line) => line.fulfilledQuantity >= line.currentQuantity)).toBe(true);
      refunds += order.refunds.length;
    }
    expect(refunds).toBeGreaterThan(300);
  });

  test('numbers have no gaps, rise with time, and ids with them', async () => {
    expect(
      await ask(`select min(number) as first, max(number) - min(number) + 1 - count(*) as gaps,
        count(*) filter (where date_trunc('minute', processed_at) < date_trunc('minute', before))::int as backwards, count(*) filter (where id < last_id)::int as ids_backwards
      from (select *, lag(processed_at) over (order by number) as before, lag(id) over (order by number) as last_id from devstore."order" where domain = $1) o`),
    ).toEqual({ first: 1001, gaps: '0', backwards: 0, ids_backwards: 0 });
    expect(
      await ask(`select last_order_number - (select max(number) from devstore."order" where domain = $1) as ahead from devstore.store where domain = $1`),
    ).toEqual({ ahead: 0 });
  });

  test('uses of codes are counted, and nothing is announced', async () => {
    expect(
      await ask(`select count(*)::int as wrong from devstore.discount d where domain = $1
      and (doc->>'used')::int <> (select count(*) from devstore.discount_use u where u.domain = d.domain and u.discount_id = d.id)`),
    ).toEqual({ wrong: 0 });
    expect(await ask('select count(*)::int as events from devstore.event where domain = $1')).toEqual({ events: 0 });
  });
});

test('the shop has what a shop has', async () => {
  const counts =
    await ask(`select (select count(*)::int from devstore.product where domain = $1) as products, (select count(*)::int from devstore.collection where domain = $1) as collections,
    count(*) filter (where customer_id is null and email is not null)::int as guests, count(*) filter (where customer_id is null and email is null and doc->>'source' = 'pos')::int as walk_ins,
    count(*) filter (where customer_id is not null and doc->>'source' = 'pos')::int as pos, count(*) filter (where doc->>'source' = 'shopify_draft_order')::int as drafts,
    count(distinct doc->>'presentmentCurrency')::int as currencies, count(*) filter (where cancelled_at is not null)::int as cancelled,
    count(*) filter (where financial_status = 'REFUNDED')::int as refunded, count(*) filter (where financial_status = 'PARTIALLY_REFUNDED')::int as partly,
    count(*) filter (where doc->>'note' is not null)::int as notes from devstore."order" where domain = $1`);
  expect(counts).toMatchObject({ products: 120, collections: 10, currencies: 7 });
  for (const kind of ['guests', 'walk_ins', 'pos', 'drafts', 'cancelled', 'refunded', 'partly', 'notes']) expect(counts[kind]).toBeGreaterThan(50);
  const scripts =
    await ask(`select bool_or(doc->>'firstName' ~ '[一-龥]') as han, bool_or(doc->>'firstName' ~ '[ء-ي]') as arabic, bool_or(doc->>'firstName' ~ '[А-я]') as cyrillic, bool_or(doc->>'firstName' ~ '[éèüñ]') as accented,
    bool_and(email is null or email ~ '^[a-z.0-9]+@example\\.(com|org|net)$') as mild, count(*) - count(distinct id) as twins from devstore.customer where domain = $1`);
  expect(scripts).toEqual({ han: true, arabic: true, cyrillic: true, accented: true, mild: true, twins: '0' });
  const { rows } = await bench.pool.query<{ phone: string }>('select phone from devstore.customer where domain = $1 and phone is not null', [domain]);
  expect(rows.length).toBeGreaterThan(500);
  expect(rows.filter(({ phone }) => !isPossiblePhoneNumber(phone))).toEqual([]);
  expect(new Set(rows.map(({ phone }) => phone)).size).toBe(rows.length);
});

test('mooncakes sell in September', async () => {
  const { share } = await ask(`select count(*) filter (where extract(month from processed_at) = 9) / count(*)::float8 as share
    from devstore."order", jsonb_array_elements(doc->'lines') l where domain = $1 and l->>'title' like 'Mooncakes%'`);
  // Two of the eighteen months are Septembers.
  expect(share).toBeGreaterThan(0.25);
});

test('estimates find the parameters', async () => {
  const truth: unknown = JSON.parse(await readFile(made.truth, 'utf8'));
  expect(truth).toMatchObject({ parameters: made.parameters, realised: made.realised });
  const { r, alpha, a, b, p, q, gamma } = made.parameters;
  expect(Math.abs(made.realised.meanLambdaPerWeek - r / alpha)).toBeLessThan((5 * Math.sqrt(r)) / alpha / Math.sqrt(made.realised.buyers));
  expect(Math.abs(made.realised.meanDropOut - a / (a + b))).toBeLessThan(5 * Math.sqrt((a * b) / ((a + b) ** 2 * (a + b + 1)) / made.realised.buyers));
  expect(Math.abs(made.realised.meanWorthDrawn / ((100 * p * gamma) / (q - 1)) - 1)).toBeLessThan(0.06);
  expect(Math.abs(made.realised.meanWorthSold / made.realised.meanWorthDrawn - 1)).toBeLessThan(0.01);
  const { rows } = await bench.pool.query<Summary>(
    `select count(*)::int - 1 as repeats, extract(epoch from max(processed_at) - min(processed_at))::float8 / 604800 as recency,
    extract(epoch from $2::timestamptz - min(processed_at))::float8 / 604800 as age from devstore."order" where domain = $1 and customer_id is not null group by customer_id`,
    [domain, made.until],
  );
  expect(rows).toHaveLength(made.realised.buyers);
  const best = logLikelihood(rows, { r, alpha, a, b });
  for (const factor of [0.7, 1.4]) {
    for (const changed of [{ r: r * factor }, { alpha: alpha * factor }, { a: a * factor }, { b: b * factor }])
      expect(logLikelihood(rows, { r, alpha, a, b, ...changed })).toBeLessThan(best);
  }
});

test('life goes on after the past', async () => {
  const ops = createOperations(bench, domain);
  const {
    rows: [row],
  } = await bench.pool.query<{ id: string }>(`select doc->'variants'->0->>'id' as id from devstore.product where domain = $1 limit 1`, [domain]);
  const {
    rows: [buyer],
  } = await bench.pool.query<{ id: string; orders_count: number }>(
    'select id, orders_count from devstore.customer where domain = $1 and email is not null and orders_count > 2 limit 1',
    [domain],
  );
  const order = await ops.placeOrder({ lines: [{ variantId: row?.id ?? '', quantity: 1 }], customerId: buyer?.id ?? null, email: null, source: 'web' }, 'paid');
  expect(order.number).toBe(1001 + made.realised.orders);
  const {
    rows: [after],
  } = await bench.pool.query<{ orders_count: number }>('select orders_count from devstore.customer where domain = $1 and id = $2', [domain, buyer?.id]);
  expect(after?.orders_count).toBe((buyer?.orders_count ?? 0) + 1);
  await expect(generate(bench)).rejects.toThrow(/already has .* orders.*--replace/);
});

const fingerprint = async (on: StateBench) =>
  (
    await on.pool.query<{ table: string; hash: string }>(
      ['customer', '"order"', 'product', 'collection', 'discount', 'draft_order']
        .map((table) => `select '${table}' as table, md5(string_agg(t::text, '|' order by id)) as hash from devstore.${table} t where domain = '${domain}'`)
        .join(' union all '),
    )
  ).rows;

test('the same seed gives the same bytes, another seed others; a limit on orders is kept', async () => {
  const [one, two] = [await openStateBench(), await openStateBench()];
  try {
    const small = { customers: 150, months: 12 };
    const first = await generate(one, small);
    await generate(two, small);
    expect(await fingerprint(one)).toEqual(await fingerprint(two));
    await generate(two, { ...small, seed: 43, replace: true });
    const [before, after] = [await fingerprint(one), await fingerprint(two)];
    expect(after.filter((row, index) => row.hash === before[index]?.hash)).toEqual([]);
    const limited = await generate(two, { ...small, orderLimit: 100, replace: true });
    expect(limited.realised.orders).toBeLessThanOrEqual(100);
    expect(limited.realised.orders).toBeGreaterThan(80);
    expect(limited.until < first.until).toBe(true);
    const { rows } = await two.pool.query<{ orders: number }>('select count(*)::int as orders from devstore."order" where domain = $1', [domain]);
    expect(rows).toEqual([{ orders: limited.realised.orders }]);
  } finally {
    await one.close();
    await two.close();
  }
});

test.each([
  ['JPY', 'Asia/Tokyo', 'JP'],
  ['KWD', 'Asia/Kuwait', 'AE'],
  ['EUR', 'Europe/Berlin', 'DE'],
])('a shop in %s', async (currency, timezone, country) => {
  const other = await generateHistory(
    bench,
    { domain: `${currency.toLowerCase()}.myshopify.com`, customers: 60, months: 6, until: '2026-10-01T00:00:00Z', currency, timezone, country, folder },
    quiet,
  );
  expect(other.realised.meanWorthSold / other.realised.meanWorthDrawn).toBeCloseTo(1, 1);
  const { rows } = await bench.pool.query<{ price: number }>(
    `select (doc->'variants'->0->>'price')::int as price from devstore.product where domain = $1 and doc->>'title' = 'Gaiwan 120 ml'`,
    [`${currency.toLowerCase()}.myshopify.com`],
  );
  expect(rows[0]?.price).toBe({ JPY: 5680, KWD: 11_700, EUR: 3500 }[currency]);
});
