import { useDevstore } from '../support/devstore';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { withShopConnection } from '~/db/tenant.server';
import { startImport } from '~/domain/imports/index.server';
import { beginReconcile, findReconcile } from '~/domain/reconcile/index.server';
import { driftOf, RECONCILE_KINDS, type ReconcileRun } from '~/domain/reconcile/model';
import { advanceImport } from '~/platform/shopify/import/index.server';
import { advanceReconcile } from '~/platform/shopify/reconcile/index.server';
import { rereadCollection, rereadCustomer, rereadOrder, rereadProduct } from '~/platform/shopify/reread/index.server';
import { applyInboxBatch } from '~/platform/shopify/webhooks/index.server';
import { useDatabase } from '../support/database';
import { installShop } from '../support/install-shop';
import { differences, dumpStanding, type Standing } from '../support/standing-dump';
import { forgetRecords } from '../support/tenant-dump';

const domain = 'reconcile-test.myshopify.com';
const { ownerPool } = useDatabase();
/** Nothing of the past lies in the last hour, which every comparison looks at again. */
const yesterday = new Date(Date.now() - 86_400_000).toISOString();
const devstore = useDevstore([['--domain', domain, '--customers', '300', '--months', '12', '--seed', '11', '--until', yesterday]]);
let shopId: bigint;
/** Later than anything the store has just done, so that no webhook is waited for. */
const later = () => new Date(Date.now() + 120_000);
const faults = (loss: number) => devstore.api.post('/faults', { loss });
const operate = (name: string, ...args: unknown[]) => devstore.api.post(`/${domain}/operations/${name}`, args);

async function importAll(): Promise<void> {
  const runId = await startImport(shopId, 'install', new Date());
  for (;;) {
    const again = await advanceImport(shopId, runId, new Date());
    if (!again) return;
    await sleep(Math.min(again.againInMs, 200));
  }
}

const REREADS: Record<string, (id: bigint) => Promise<unknown>> = {
  'order.reread_requested': (id) => rereadOrder(shopId, id),
  'customer.reread_requested': (id) => rereadCustomer(shopId, id),
  'product.reread_requested': (id) => rereadProduct(shopId, id),
  'collection.reread_requested': (id) => rereadCollection(shopId, id),
};
/** What the worker does with all that the store has delivered. */
async function applyDelivered(): Promise<void> {
  await devstore.api.post('/idle', { timeoutMs: 60_000 });
  const deliveries = devstore.webhooks.splice(0).map((webhook, index) => ({ id: BigInt(index + 1), ...webhook }));
  for (let at = 0; at < deliveries.length; at += 200) {
    const settled = await applyInboxBatch(shopId, deliveries.slice(at, at + 200), new Date());
    expect(settled.filter((one) => one.outcome === 'failed')).toEqual([]);
  }
  const { rows } = await withShopConnection(shopId, (connection) =>
    connection.query<{ type: string; payload: Record<string, string> }>('delete from domain_event where shop_id = $1 returning type, payload', [shopId]),
  );
  for (const { type, payload } of rows) await REREADS[type]?.(BigInt(Object.values(payload)[0] ?? '0'));
}

async function reconcile(options: { whole?: boolean } = {}): Promise<ReconcileRun> {
  const runId = await beginReconcile(shopId, { reason: 'asked', ...options }, later());
  if (runId === null) throw new Error('No run was begun.');
  return finish(runId);
}
async function finish(runId: bigint): Promise<ReconcileRun> {
  for (let steps = 0; steps < 500; steps += 1) {
    const again = await advanceReconcile(shopId, runId, later());
    if (!again) return runOf(runId);
    await sleep(Math.min(again.againInMs, 200));
  }
  throw new Error('The run did not end.');
}
async function runOf(runId: bigint): Promise<ReconcileRun> {
  const run = await findReconcile(shopId, runId);
  if (!run) throw new Error('There is no such run.');
  return run;
}
const found = (run: ReconcileRun) => Object.fromEntries(run.parts.map(({ kind, missing, stale, extra }) => [kind, { missing, stale, extra }]));
const nothing = { missing: 0, stale: 0, extra: 0 };
const noDrift = Object.fromEntries(RECONCILE_KINDS.map((kind) => [kind, nothing]));
/** Which kinds were compared record by record. */
const sweptKinds = (run: ReconcileRun) => run.parts.flatMap((part) => (part.swept ? [part.kind] : []));

/** What a CRM that is imported afresh looks like; what was there before is back afterwards. */
async function storeAsImported(): Promise<Standing> {
  await forgetRecords(ownerPool, shopId);
  await importAll();
  return dumpStanding(ownerPool, shopId);
}

const ids = async (sql: string): Promise<string[]> => (await ownerPool.query<{ id: string }>(sql, [shopId])).rows.map((row) => row.id);

/** Days of a store in a minute: the last orders and customers are changed in all the ways there are, and new ones come. */
async function liveOn(rounds: number): Promise<void> {
  const orders = await ids('select id from sales_order where shop_id = $1 and deleted_at is null and cancelled_at is null order by id desc limit 200');
  const customers = await ids("select id from customer where shop_id = $1 and status = 'active' order by id limit 250");
  const variants = await ids('select id from product_variant where shop_id = $1 order by id limit 20');
  for (let round = 0; round < rounds; round += 1) {
    const customer = customers[round * 3];
    await operate('addTags', 'customer', customer, [`round-${round}`]);
    await operate('updateCustomer', customers[round * 3 + 1], { firstName: `Ana ${round}` });
    await operate('setEmailConsent', customers[round * 3 + 1], { state: round % 2 ? 'SUBSCRIBED' : 'UNSUBSCRIBED', optInLevel: 'SINGLE_OPT_IN' }).catch(
      () => undefined,
    );
    await operate('addTags', 'order', orders[round * 2], [`round-${round}`]);
    await operate('cancel', orders[round * 2 + 1], { reason: 'CUSTOMER', refund: true, restock: true }).catch(() => undefined);
    const basket = { lines: [{ variantId: variants[round % variants.length], quantity: 1 + (round % 3) }], customerId: customer, email: null, source: 'web' };
    const { result: order } = (await operate('placeOrder', basket, 'paid')) as { result: { id: string } };
    if (round % 2) await operate('fulfil', order.id);
    if (round % 4 === 3) await operate('deleteOrder', orders[100 + round]);
    if (round % 5 === 4) await operate('deleteCustomer', customers[200 + round]).catch(() => undefined);
  }
}

beforeAll(async () => {
  shopId = await installShop(devstore.api, domain);
  await importAll();
});
afterEach(() => faults(0));

test('an unchanged store is compared with a single question', async () => {
  const run = await reconcile();
  expect(run).toMatchObject({ status: 'done', error: null });
  expect(driftOf(run)).toBe(0);
  expect(run.points).toBeLessThan(40);
  expect(sweptKinds(run)).toEqual([]);
});

test('what webhooks have brought is no drift', async () => {
  await applyDelivered();
  await liveOn(4);
  await applyDelivered();
  const run = await reconcile();
  expect(found(run)).toEqual(noDrift);
});

describe('one webhook in twenty is lost', () => {
  test('a comparison brings the CRM back to what the store has, row by row, and the next one finds nothing', async () => {
    await faults(0.05);
    await liveOn(40);
    await applyDelivered();
    await faults(0);
    const run = await reconcile();
    expect(run).toMatchObject({ status: 'done', error: null });
    expect(driftOf(run)).toBeGreaterThan(0);
    expect(run.parts.map((part) => part.repaired)).toEqual(run.parts.map((part) => part.missing + part.stale + part.extra));
    const again = await reconcile();
    expect(found(again)).toEqual(noDrift);
    const standing = await dumpStanding(ownerPool, shopId);
    expect(differences(standing, await storeAsImported())).toEqual({});
  }, 240_000);
});

describe('what differs', () => {
  beforeAll(async () => {
    await forgetRecords(ownerPool, shopId);
    await importAll();
    await reconcile();
    devstore.webhooks.length = 0;
  });

  test('is named and counted: missing, stale, deleted, merged, and a collection’s products', async () => {
    const customers = await ids("select id from customer where shop_id = $1 and status = 'active' and orders_count > 0 order by id limit 6");
    const [order] = await ids('select id from sales_order where shop_id = $1 and deleted_at is null and customer_id is not null order by id desc limit 1');
    const [variant] = await ids('select id from product_variant where shop_id = $1 order by id limit 1');
    await faults(1);
    await operate('placeOrder', { lines: [{ variantId: variant, quantity: 1 }], customerId: customers[0], email: null, source: 'web' }, 'paid');
    await operate('updateCustomer', customers[1], { firstName: 'Zoe' });
    await operate('deleteOrder', order);
    await operate('mergeCustomers', customers[3], customers[2]);
    await operate('saveCollection', { title: 'Autumn', handle: 'autumn', descriptionHtml: '' });
    const [discount] = await ids('select id from discount where shop_id = $1 and deleted_at is null order by id limit 1');
    await operate('deleteDiscount', discount);
    const run = await reconcile();
    expect(found(run)).toMatchObject({ collections: { ...nothing, missing: 1 }, discounts: { ...nothing, extra: 1 } });
    expect(run.parts.find((part) => part.kind === 'orders')).toMatchObject({ missing: 1, extra: 1, swept: true });
    expect(run.parts.find((part) => part.kind === 'customers')).toMatchObject({ extra: 1, swept: true });
    expect(run.parts.find((part) => part.kind === 'products')).toMatchObject({ swept: false });
    const { rows } = await ownerPool.query('select status, merged_into::text as into from customer where shop_id = $1 and id = $2', [shopId, customers[3]]);
    expect(rows).toEqual([{ status: 'merged', into: customers[2] }]);
    expect(driftOf(await reconcile())).toBe(0);
  });

  test('in its tags only, and within one second of a state that is known, is found', async () => {
    const [order] = await ids('select id from sales_order where shop_id = $1 and deleted_at is null order by id limit 1 offset 1');
    const [product] = await ids('select id from product where shop_id = $1 and deleted_at is null order by id limit 1');
    const tag = async (name: string, loss: number) => {
      await faults(loss);
      await Promise.all([operate('addTags', 'order', order, [name]), operate('addTags', 'product', product, [name])]);
      await devstore.api.post('/idle', { timeoutMs: 60_000 });
    };
    await tag('known', 0);
    await tag('lost', 1);
    await faults(0);
    await applyDelivered();
    expect(found(await reconcile())).toEqual({ ...noDrift, orders: { ...nothing, stale: 1 }, products: { ...nothing, stale: 1 } });
    expect(driftOf(await reconcile())).toBe(0);
  });

  test('outside of the stretch of time that is looked at is found by comparing everything', async () => {
    const [id] = await ids('select id from sales_order where shop_id = $1 and deleted_at is null order by id limit 1');
    await ownerPool.query("update sales_order set version_at = version_at - interval '1 day', total = 1 where shop_id = $1 and id = $2", [shopId, id]);
    expect(driftOf(await reconcile())).toBe(0);
    const run = await reconcile({ whole: true });
    expect(found(run)).toEqual({ ...noDrift, orders: { ...nothing, stale: 1 } });
    const { rows } = await ownerPool.query<{ total: string }>('select total from sales_order where shop_id = $1 and id = $2', [shopId, id]);
    expect(rows[0]?.total).not.toBe('1');
  });

  test('for a known reason is looked at once, and not every night', async () => {
    const [id] = await ids("select id from customer where shop_id = $1 and status = 'active' order by id desc limit 1");
    await ownerPool.query("update customer set status = 'redacted' where shop_id = $1 and id = $2", [shopId, id]);
    expect(sweptKinds(await reconcile())).toEqual(['customers']);
    expect(sweptKinds(await reconcile())).toEqual([]);
  });
});

describe('a comparison', () => {
  /** When it has begun, while the store prepares a file, while customers are repaired. */
  const KILL_WHEN = [
    "select from reconcile_part where run_id = $1 and step <> 'waiting'",
    "select from reconcile_part where run_id = $1 and kind = 'customers' and bulk_id is not null",
    'select from reconcile_item where run_id = $1 and state = 1',
  ];

  test('of which the worker is killed goes on where it was', async () => {
    await faults(1);
    const customers = await ids("select id from customer where shop_id = $1 and status = 'active' order by id limit 60");
    for (const customer of customers) await operate('addTags', 'customer', customer, ['seen-once']);
    const runId = await beginReconcile(shopId, { reason: 'asked', whole: true }, later());
    for (const reached of KILL_WHEN) {
      const child = spawn(process.execPath, ['--import', 'tsx', 'tests/support/reconcile-loop.ts', shopId.toString(), String(runId)], {
        env: process.env,
        stdio: 'ignore',
      });
      const ended = once(child, 'exit');
      while (child.exitCode === null && !(await ownerPool.query(reached, [runId])).rowCount) await sleep(5);
      child.kill('SIGKILL');
      await ended;
    }
    const run = await finish(runId ?? 0n);
    expect(found(run)).toEqual({ ...noDrift, customers: { ...nothing, stale: 60 } });
    expect(run.parts.map((part) => part.checked)).toEqual(run.parts.map((part) => part.storeTotal));
    const { rows } = await ownerPool.query('select count(*)::int as seen from reconcile_seen');
    expect(rows).toEqual([{ seen: 0 }]);
  }, 120_000);

  test('that is cut off while it begins, begins anew with all kinds', async () => {
    await ownerPool.query(`create function cut_off() returns trigger language plpgsql as 'begin raise exception ''cut off''; end'`);
    await ownerPool.query("create trigger cut_off before update on reconcile_part for each row when (new.kind = 'orders') execute function cut_off()");
    const runId = (await beginReconcile(shopId, { reason: 'asked' }, later())) ?? 0n;
    await expect(advanceReconcile(shopId, runId, later())).rejects.toThrow('cut off');
    await ownerPool.query('drop function cut_off cascade');
    expect((await runOf(runId)).parts.map((part) => [part.step, part.storeTotal])).toEqual(RECONCILE_KINDS.map(() => ['waiting', null]));
    const run = await finish(runId);
    expect(run.status).toBe('done');
    expect(run.parts.filter((part) => part.storeTotal === null)).toEqual([]);
  });

  test('is begun once a night whoever asks, and never while one is under way', async () => {
    const night = '2031-01-01';
    const begun = await Promise.all(Array.from({ length: 5 }, () => beginReconcile(shopId, { reason: 'nightly', night }, later())));
    expect(begun.filter((id) => id !== null)).toHaveLength(1);
    const runId = begun.find((id) => id !== null) ?? 0n;
    await Promise.all(
      [1, 2, 3].map(async () => {
        for (let again: unknown = true; again;) again = await advanceReconcile(shopId, runId, later());
      }),
    );
    expect((await runOf(runId)).status).toBe('done');
    expect(await beginReconcile(shopId, { reason: 'nightly', night }, later())).toBeNull();
  });

  test('ends with its reason when the app has been removed', async () => {
    const runId = await beginReconcile(shopId, { reason: 'asked' }, later());
    await ownerPool.query("update shop set status = 'uninstalled' where shop_id = $1", [shopId]);
    await advanceReconcile(shopId, runId ?? 0n, later());
    expect(await runOf(runId ?? 0n)).toMatchObject({ status: 'failed', error: 'uninstalled' });
    await ownerPool.query("update shop set status = 'installed' where shop_id = $1", [shopId]);
  });
});

test('a collection that has changed brings its products with it, unknown ones too', async () => {
  await faults(0);
  const collection = (await operate('saveCollection', { title: 'Winter', handle: 'winter', descriptionHtml: '' })) as { result: { id: string } };
  const [productId] = await ids('select id from product where shop_id = $1 and deleted_at is null order by id limit 1');
  const product = (await devstore.api.get(`/${domain}/documents/product/${productId}`)) as { collectionIds: string[] };
  await operate('saveProduct', { ...product, createdAt: undefined, updatedAt: undefined, collectionIds: [...product.collectionIds, collection.result.id] });
  await ownerPool.query('delete from product where shop_id = $1 and id = $2', [shopId, productId]);
  devstore.webhooks.length = 0;
  await operate('saveCollection', { id: collection.result.id, title: 'Winter things', handle: 'winter', descriptionHtml: '' });
  await applyDelivered();
  const { rows } = await ownerPool.query(
    'select c.title, p.product_id::text as product from collection c left join collection_product p using (shop_id) where c.shop_id = $1 and c.id = $2 and p.collection_id = c.id',
    [shopId, collection.result.id],
  );
  expect(rows).toEqual([{ title: 'Winter things', product: productId }]);
});
