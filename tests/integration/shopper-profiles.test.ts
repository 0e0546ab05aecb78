import { expect, test } from 'vitest';
import { readProfiles } from '~/domain/loyalty/members/index.server';
import { registerShop } from '~/domain/shops/index.server';
import { useDatabase } from '../support/database';

const { ownerPool } = useDatabase();

test('all who ask at once see their own, whoever was merged what they are now, and only where the app is installed', async () => {
  const [shopId, other] = [await registerShop('profiles.myshopify.com'), await registerShop('beside.myshopify.com')];
  await ownerPool.query("update shop set status = 'installed' where shop_id = any($1)", [[shopId, other].map(String)]);
  for (const [shop, id, status, mergedInto] of [
    [shopId, 1, 'active', null],
    [shopId, 2, 'merged', 3],
    [shopId, 3, 'merged', 4],
    [shopId, 4, 'active', null],
    [shopId, 5, 'redacted', null],
    [other, 6, 'active', null],
  ])
    await ownerPool.query(
      "insert into customer (shop_id, id, status, merged_into, orders_count, occurred_at, version_at) values ($1, $2::bigint, $3, $4, $2::bigint, '2026-01-01', '2026-01-01')",
      [String(shop), id, status, mergedInto],
    );
  await ownerPool.query("insert into loyalty_member (shop_id, customer_id, available, joined_at) values ($1, 4, 28, '2026-01-01')", [String(shopId)]);
  const asked = [1n, 2n, 3n, 4n, 5n, 6n, 7n];
  const points = async () => [...((await readProfiles(shopId, asked)) ?? [])].map(([id, one]) => [id, one.ordersCount, one.membership?.points ?? null]);
  // Without a programme nobody is in it.
  expect((await points()).sort()).toEqual([
    [1n, 1, null],
    [2n, 4, null],
    [3n, 4, null],
    [4n, 4, null],
  ]);
  await ownerPool.query(
    "insert into loyalty_programme (shop_id, version, document, effective_at, published_at, published_by) values ($1, 1, '{}', '2026-01-01', '2026-01-01', '1')",
    [String(shopId)],
  );
  expect((await points()).sort()).toEqual([
    [1n, 1, null],
    [2n, 4, 28n],
    [3n, 4, 28n],
    [4n, 4, 28n],
  ]);
  expect(await readProfiles(shopId, [])).toEqual(new Map());
  expect([...((await readProfiles(other, asked))?.keys() ?? [])]).toEqual([6n]);
  await ownerPool.query("update shop set status = 'uninstalled' where shop_id = $1", [String(other)]);
  expect(await readProfiles(other, asked)).toBeNull();
});
