import { useDevstore } from '../support/devstore';
import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { adminClient } from '~/platform/shopify/admin/index.server';
import { bookPoints, pauseCalls, reservePoints, settlePoints } from '~/platform/shopify/admin/budget.store.server';
import { ReadShopDocument } from '~/platform/shopify/graphql/generated/documents';
import { shopIdOf } from '~/domain/shops/index.server';
import { useDatabase } from '../support/database';
import { installShop } from '../support/install-shop';

const domains = ['budget-background.myshopify.com', 'budget-people.myshopify.com'] as const;
/** Points that the plan's bucket holds. */
const CAPACITY = 2000;
/** Points of a few requests, as the flood sends them. */
const A_FEW = 200;
const { ownerPool } = useDatabase();
const devstore = useDevstore(domains.map((domain) => ['--domain', domain, '--customers', '80', '--months', '2', '--seed', '3', '--plan', 'shopify']));

const shops = {} as Record<(typeof domains)[number], bigint>;
beforeAll(async () => {
  for (const domain of domains) shops[domain] = await installShop(devstore.api, domain);
});

interface Flooded {
  calls: number;
  throttled: number;
  failed: number;
  points: number;
}
const CALLS = 60;
/** Three processes of four callers each call at once, until each caller has made its share of the calls. */
async function flood(shopId: bigint, priority: 'person' | 'background'): Promise<Flooded> {
  const args = ['--import', 'tsx', 'tests/support/admin-flood.ts', shopId.toString(), priority, '4', String(CALLS / 3 / 4)];
  const outputs = await Promise.all([1, 2, 3].map(() => promisify(execFile)(process.execPath, args, { env: process.env })));
  const each = outputs.map(({ stdout }) => JSON.parse(stdout) as Flooded);
  const sum = (of: (one: Flooded) => number) => each.reduce((total, one) => total + of(one), 0);
  return { calls: sum((one) => one.calls), throttled: sum((one) => one.throttled), failed: sum((one) => one.failed), points: sum((one) => one.points) };
}
/** What the store has last said to be in the bucket. */
const available = async (shopId: bigint) =>
  (await ownerPool.query<{ available: number }>('select available from admin_budget where shop_id = $1', [shopId])).rows[0]?.available ?? CAPACITY;

test.concurrent('three processes share the points of one shop: none too many, all that is theirs, and a person does not wait', async () => {
  const shopId = shops[domains[0]];
  const flooding = flood(shopId, 'background');
  while ((await available(shopId)) > CAPACITY / 2 + A_FEW) await sleep(50);
  for (let i = 0; i < 12; i += 1) {
    const { reservation, waitMs } = await bookPoints(shopId, 50, 0);
    expect(waitMs).toBe(0);
    if (reservation) await settlePoints(reservation, undefined);
    await adminClient(shopId, { priority: 'person' }).query(ReadShopDocument, {});
    await sleep(250);
  }
  const flooded = await flooding;
  expect(flooded).toMatchObject({ calls: CALLS, throttled: 0, failed: 0 });
  // Twice what there was: so it had to be waited for.
  expect(flooded.points).toBeGreaterThan(CAPACITY);
});

test.concurrent('people of three processes use up the rest, in the order in which they came, and nobody is refused', async () => {
  const shopId = shops[domains[1]];
  let [isOver, least] = [false, CAPACITY];
  const flooding = flood(shopId, 'person').finally(() => (isOver = true));
  for (; !isOver; await sleep(50)) least = Math.min(least, await available(shopId));
  const flooded = await flooding;
  expect(flooded).toMatchObject({ calls: CALLS, failed: 0 });
  expect(flooded.points).toBeGreaterThan(1.25 * CAPACITY);
  expect(least).toBeLessThan(A_FEW);
});

test('a reservation that is never settled is forgotten, and a pause holds for everybody', async () => {
  const other = shopIdOf('budget-row.myshopify.com');
  const status = { maximumAvailable: 2000, currentlyAvailable: 2000, restoreRate: 100 };
  const first = await reservePoints(other, 500, 0);
  const second = await reservePoints(other, 100, 0);
  if (!('points' in first && 'points' in second)) throw new Error('A fresh bucket is full.');
  await settlePoints(second, status);
  const row = async () => (await ownerPool.query<{ available: number }>('select available from admin_budget where shop_id = $1', [other])).rows[0]?.available;
  expect(await row()).toBe(1500);
  await ownerPool.query('update admin_budget set epoch = epoch - 2 where shop_id = $1', [other]);
  await settlePoints(second, status);
  expect(await row()).toBe(2000);
  await pauseCalls(other, 60_000);
  const left = [await reservePoints(other, 1, 0), await bookPoints(other, 1, 60_000)].map((one) => ('waitMs' in one ? one.waitMs : 0));
  for (const waitMs of left) expect(waitMs).toBeGreaterThan(0);
});

test('who waits gets a place in the line of all processes, and hears at once when it is too long', async () => {
  const other = shopIdOf('budget-line.myshopify.com');
  // The smallest plan, until the store has said more: 1000 points, 50 a second.
  expect(await bookPoints(other, 900, 0)).toMatchObject({ waitMs: 0 });
  const places = [await bookPoints(other, 600, 60_000), await bookPoints(other, 600, 60_000)];
  const [first = 0, second = 0] = places.map((one) => one.waitMs);
  // What comes back in between two calls makes the second wait as much less.
  expect(first).toBeLessThanOrEqual(10_000);
  expect(second).toBeLessThanOrEqual(first + 12_000);
  expect(second).toBeGreaterThan(first);
  const late = await bookPoints(other, 600, 0);
  expect(late.reservation).toBeNull();
  expect(late.waitMs).toBeGreaterThan(second);
  for (const { reservation } of places) if (reservation) await settlePoints(reservation, { maximumAvailable: 1000, currentlyAvailable: 1000, restoreRate: 50 });
  // The one that was refused has taken nothing; the first is still under way.
  expect(await available(other)).toBe(100);
});
