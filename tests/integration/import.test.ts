import { useDevstore } from '../support/devstore';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { importProgress, restartImport, startImport } from '~/domain/imports/index.server';
import { idFromGid } from '~/domain/shared/ids';
import { advanceImport, onBulkFinished } from '~/platform/shopify/import/index.server';
import { rereadCustomer } from '~/platform/shopify/reread/index.server';
import { applyInboxBatch } from '~/platform/shopify/webhooks/index.server';
import { useDatabase } from '../support/database';
import { installShop } from '../support/install-shop';
import { dumpTenant, forgetRecords } from '../support/tenant-dump';

const domain = 'import-test.myshopify.com';
const emptyDomain = 'empty-store.myshopify.com';
const { ownerPool } = useDatabase();
const devstore = useDevstore([['--domain', domain, '--customers', '700', '--months', '12', '--seed', '7']]);

let shopId: bigint;
let whole: Awaited<ReturnType<typeof dumpTenant>>;
const now = () => new Date();

/** Steps as the worker takes them. @returns how many there were. */
async function importAll(shop: bigint, runId: bigint, stepsMax = 500): Promise<number> {
  for (let steps = 1; steps <= stepsMax; steps += 1) {
    const again = await advanceImport(shop, runId, now());
    if (!again) return steps;
    await sleep(Math.min(again.againInMs, 200));
  }
  throw new Error(`The import did not end within ${stepsMax} steps.`);
}
const phases = async (runId: bigint) =>
  (
    await ownerPool.query<{ phase: string; status: string; applied: number; attempts: number }>(
      'select phase, status, applied::int, attempts from import_phase where shop_id = $1 and run_id = $2',
      [shopId, runId],
    )
  ).rows;
const phaseOf = async (runId: bigint, name: string) => (await phases(runId)).find((row) => row.phase === name);

/** Takes one step. @throws Error when the run has ended. */
async function oneStep(runId: bigint): Promise<void> {
  const again = await advanceImport(shopId, runId, now());
  if (!again)
    throw new Error(
      `The run ended: ${JSON.stringify(await importProgress(shopId, now()), (_key, value: unknown) => (typeof value === 'bigint' ? Number(value) : value))}`,
    );
  await sleep(Math.min(again.againInMs, 100));
}
/** Begins a run, and waits until the store has prepared all its files; of the small ones some may have been read by then. */
async function startPrepared(): Promise<bigint> {
  await devstore.bulkIdle(domain);
  const runId = await startImport(shopId, 'install', now());
  await advanceImport(shopId, runId, now());
  await devstore.bulkIdle(domain);
  return runId;
}

beforeAll(async () => {
  shopId = await installShop(devstore.api, domain);
});
beforeEach(() => forgetRecords(ownerPool, shopId));
afterEach(() => devstore.setBulkFaults(domain, {}));

describe('an import from beginning to end', () => {
  test('brings in everything the store has, once', async () => {
    const runId = await startImport(shopId, 'install', now());
    expect(await startImport(shopId, 'install', now())).toBe(runId);
    await importAll(shopId, runId);
    const progress = await importProgress(shopId, now());
    expect(progress).toMatchObject({ status: 'done', error: null, phase: null, secondsLeft: 0 });
    expect(progress?.phases.every((phase) => phase.skipped === 0)).toBe(true);
    whole = await dumpTenant(ownerPool, shopId);
    const counts = (await devstore.api.get(`/${domain}/counts`)) as Record<string, number>;
    expect({ orders: whole['sales_order']?.rows, customers: whole['customer']?.rows, products: whole['product']?.rows }).toEqual({
      orders: counts['orders'],
      customers: counts['customers'],
      products: counts['products'],
    });
    expect(whole['refund_line']?.rows).toBeGreaterThan(0);
  });

  test('again changes nothing', async () => {
    await importAll(shopId, await startImport(shopId, 'install', now()));
    const { rows: before } = await ownerPool.query('select md5(string_agg(xmin::text, $1 order by id)) as rows from sales_order', ['|']);
    await importAll(shopId, await restartImport(shopId, now()));
    expect(await dumpTenant(ownerPool, shopId)).toEqual(whole);
    const { rows: after } = await ownerPool.query('select md5(string_agg(xmin::text, $1 order by id)) as rows from sales_order', ['|']);
    expect(after).toEqual(before);
  });

  test('of an empty store is done at once', async () => {
    await devstore.api.post('/stores', {
      domain: emptyDomain,
      name: 'Empty',
      email: 'owner@example.com',
      currency: 'JPY',
      timezone: 'Asia/Tokyo',
      locale: 'en',
      country: 'JP',
      plan: 'basic',
      taxesIncluded: true,
      taxRateBps: 1000,
      shippingFlat: 500,
      presentmentCurrencies: [],
    });
    const emptyShop = await installShop(devstore.api, emptyDomain);
    await importAll(emptyShop, await startImport(emptyShop, 'install', now()));
    const progress = await importProgress(emptyShop, now());
    expect(progress?.status).toBe('done');
    expect(progress?.phases).toContainEqual({ phase: 'orders', status: 'done', rows: 0, skipped: 0, total: 0 });
  });
});

describe('a worker that is killed', () => {
  let child: ChildProcess | undefined;
  afterEach(() => child?.kill('SIGKILL'));

  test('in the middle of the orders, again and again, leaves no gap and no duplicate', async () => {
    const runId = await startImport(shopId, 'install', now());
    await devstore.setBulkFaults(domain, { bytesPerSecond: 500_000 });
    // Before its first commit, right after it, right after the second.
    for (const mark of [0, 1, 251]) {
      child = spawn(process.execPath, ['--import', 'tsx', 'tests/support/import-loop.ts', shopId.toString(), runId.toString()], {
        env: process.env,
        stdio: 'ignore',
      });
      const ended = once(child, 'exit');
      const isThere = async () => {
        const orders = await phaseOf(runId, 'orders');
        return orders?.status === 'reading' && orders.applied >= mark;
      };
      for (const until = Date.now() + 60_000; Date.now() < until && !(await isThere());) await sleep(10);
      await sleep(Math.random() * 100);
      child.kill('SIGKILL');
      await ended;
      expect(await phaseOf(runId, 'orders')).toMatchObject({ status: 'reading' });
    }
    await devstore.setBulkFaults(domain, {});
    await importAll(shopId, runId);
    expect(await dumpTenant(ownerPool, shopId)).toEqual(whole);
    expect(await phaseOf(runId, 'orders')).toMatchObject({ attempts: 1, status: 'done' });
  }, 240_000);

  test("and another that is at it already do not get in each other's way", async () => {
    const runId = await startImport(shopId, 'install', now());
    await Promise.all([importAll(shopId, runId), importAll(shopId, runId), importAll(shopId, runId)]);
    expect(await dumpTenant(ownerPool, shopId)).toEqual(whole);
  });
});

describe('a result file', () => {
  test('that breaks off again and again on the way is read on from where it was', async () => {
    await devstore.setBulkFaults(domain, { dropAfterBytes: 3_000_000 });
    const runId = await startImport(shopId, 'install', now());
    for (let steps = 0; steps < 60 && (await importProgress(shopId, now()))?.status === 'running'; steps += 1) {
      const again = await advanceImport(shopId, runId, now());
      await sleep(Math.min(again?.againInMs ?? 0, 100));
    }
    expect(await dumpTenant(ownerPool, shopId)).toEqual(whole);
    expect(await phaseOf(runId, 'orders')).toMatchObject({ attempts: 1 });
  });

  test('that ends early is asked for again, and its cut-off last record is not taken', async () => {
    await devstore.setBulkFaults(domain, { endEarlyShare: 0.63 });
    const runId = await startPrepared();
    await devstore.setBulkFaults(domain, {});
    await importAll(shopId, runId);
    expect(await dumpTenant(ownerPool, shopId)).toEqual(whole);
    expect((await phases(runId)).map((phase) => phase.attempts)).toEqual([2, 2, 2, 2, 2]);
  });

  test('that ends early every time ends the run with its reason, and keeps what was whole', async () => {
    await devstore.setBulkFaults(domain, { endEarlyShare: 0.5 });
    const runId = await startImport(shopId, 'install', now());
    await importAll(shopId, runId);
    expect(await importProgress(shopId, now())).toMatchObject({ status: 'failed', error: 'file_incomplete' });
    await devstore.setBulkFaults(domain, {});
    await importAll(shopId, await restartImport(shopId, now()));
    expect(await dumpTenant(ownerPool, shopId)).toEqual(whole);
  });

  test('whose address has ended is asked for again', async () => {
    const runId = await startPrepared();
    await devstore.setBulkFaults(domain, { expired: true });
    while (!(await phases(runId)).some((phase) => phase.attempts === 2)) await oneStep(runId);
    await devstore.setBulkFaults(domain, {});
    await importAll(shopId, runId);
    expect(await dumpTenant(ownerPool, shopId)).toEqual(whole);
  });
});

describe('a bulk operation', () => {
  test('that fails half-way every time leaves what it had, and the run says so; a retry brings the rest', async () => {
    await devstore.setBulkFaults(domain, { failAfterObjects: 250 });
    await importAll(shopId, await startImport(shopId, 'install', now()));
    expect(await importProgress(shopId, now())).toMatchObject({ status: 'failed', error: 'bulk_failed' });
    await devstore.setBulkFaults(domain, {});
    await importAll(shopId, await restartImport(shopId, now()));
    expect(await dumpTenant(ownerPool, shopId)).toEqual(whole);
  });

  test('that is finished wakes the run that waits for it, and no other', async () => {
    const runId = await startImport(shopId, 'install', now());
    await advanceImport(shopId, runId, now());
    const { rows } = await ownerPool.query<{ bulk_id: string }>("select bulk_id from import_phase where shop_id = $1 and phase = 'products'", [shopId]);
    await sleep(500);
    const bulkId = idFromGid(rows[0]?.bulk_id ?? '', 'BulkOperation');
    for (let again = await onBulkFinished(shopId, bulkId, now()); again;) again = await onBulkFinished(shopId, bulkId, now());
    expect((await phaseOf(runId, 'products'))?.status).toBe('done');
    await expect(onBulkFinished(shopId, 1n, now())).resolves.toBeUndefined();
    await importAll(shopId, runId);
  });
});

test('webhooks that arrive meanwhile win over the older file', async () => {
  const { rows: victims } = await (async () => {
    await importAll(shopId, await startImport(shopId, 'install', now()));
    return ownerPool.query<{ id: bigint }>(
      "select o.id from sales_order o where shop_id = $1 and customer_id is not null and financial_status = 'paid' and cancelled_at is null and fulfillment_status = 'fulfilled' order by id desc limit 3",
      [shopId],
    );
  })();
  const [tagged, deleted, refunded] = victims.map((row) => row.id.toString());
  const { rows: people } = await ownerPool.query<{ id: bigint }>('select id from customer where shop_id = $1 order by id limit 1', [shopId]);
  const person = people[0]?.id.toString() ?? '';
  await forgetRecords(ownerPool, shopId);

  const runId = await startPrepared();
  devstore.webhooks.length = 0;
  const change = (name: string, ...args: unknown[]) => devstore.api.post(`/${domain}/operations/${name}`, args);
  await change('addTags', 'order', tagged, ['newer']);
  await change('deleteOrder', deleted);
  const { lines } = (await devstore.api.get(`/${domain}/documents/order/${refunded}`)) as { lines: { id: string }[] };
  await change('refund', refunded, { lines: [{ lineId: lines[0]?.id, quantity: 1, restock: false }] });
  await change('updateCustomer', person, { locale: 'cy' });
  await change('addTags', 'customer', person, ['newer']);
  await devstore.api.post('/idle');
  const settled = await applyInboxBatch(
    shopId,
    devstore.webhooks.map((webhook, index) => ({ id: BigInt(index + 1), ...webhook })),
    now(),
  );
  expect(settled.filter((one) => one.outcome === 'failed')).toEqual([]);
  await importAll(shopId, runId);

  const order = async (id: string | undefined) =>
    (
      await ownerPool.query<{ tags: string[]; deleted: boolean; refunded_total: number }>(
        'select tags, deleted_at is not null as deleted, refunded_total::int from sales_order where shop_id = $1 and id = $2',
        [shopId, id],
      )
    ).rows[0];
  expect((await order(tagged))?.tags).toContain('newer');
  expect(await order(deleted)).toMatchObject({ deleted: true });
  expect((await order(refunded))?.refunded_total).toBeGreaterThan(0);
  // A webhook carries no language: who was first heard of by one is read again.
  const { rows: asked } = await ownerPool.query<{ id: string }>(
    "select payload ->> 'customerId' as id from domain_event where shop_id = $1 and type = 'customer.reread_requested'",
    [shopId],
  );
  expect(asked.map((row) => row.id)).toContain(person);
  await rereadCustomer(shopId, BigInt(person));
  const { rows: customers } = await ownerPool.query(
    'select locale, (select count(*)::int from customer_tag t where t.shop_id = c.shop_id and t.customer_id = c.id and tag = $3) as tagged from customer c where shop_id = $1 and id = $2',
    [shopId, person, 'newer'],
  );
  expect(customers).toEqual([{ locale: 'cy', tagged: 1 }]);
  const { rows: counts } = await ownerPool.query('select count(*)::int as orders from sales_order where shop_id = $1', [shopId]);
  expect(counts).toEqual([{ orders: whole['sales_order']?.rows }]);
});

test('an uninstall in the middle ends the run with its reason', async () => {
  const runId = await startImport(shopId, 'install', now());
  await advanceImport(shopId, runId, now());
  await devstore.api.post(`/${domain}/uninstall`);
  await importAll(shopId, runId);
  expect(await importProgress(shopId, now())).toMatchObject({ status: 'failed', error: 'access_lost' });
  await ownerPool.query("update shop set status = 'uninstalled' where shop_id = $1", [shopId]);
  const next = await restartImport(shopId, now());
  await importAll(shopId, next);
  expect(await importProgress(shopId, now())).toMatchObject({ status: 'failed', error: 'uninstalled' });
  shopId = await installShop(devstore.api, domain);
});
