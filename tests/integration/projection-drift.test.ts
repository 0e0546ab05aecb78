import { at, useMembersInStore } from '../support/members-in-store';
import { wire } from '../support/wire';
import { beforeAll, expect, test } from 'vitest';
import { orderLine, orderSnapshot } from '../../prisma/seed/builders';
import { operationCounts } from '~/db/health.store.server';
import { compareProjections } from '~/jobs/drift-rounds.server';
import { adjust, settleChangedOrders } from '~/domain/loyalty/members/index.server';
import { beginDrift, latestDrifts, takeProjections } from '~/domain/loyalty/projection/index.server';
import { applyOrders } from '~/domain/orders/index.server';
import { projectMembers } from '~/platform/shopify/projection/project-members.server';

const domain = 'projection-drift-test.myshopify.com';
const { stage, devstore, ownerPool, askStore, buys, told, shown, waiting } = useMembersInStore(domain);

beforeAll(async () => {
  for (const id of stage.people) await adjust(stage.shopId, { customerId: id, points: 5n, note: '', by: 'test', requestKey: `first-${id}` }, at(3));
  const [, , , gold = 0n] = stage.people;
  await buys(gold, 1n, 60_000n, 3);
  await told();
});

test('a request that the store carries out long after it was given up overtakes nothing newer', async () => {
  const [, , , , , , seven = 0n] = stage.people;
  const points = async (by: bigint, requestKey: string) => {
    await adjust(stage.shopId, { customerId: seven, points: by, note: '', by: 'test', requestKey }, at(9));
    await told();
  };
  const before = (await shown(seven)).points;
  wire.hold = 'SetMetafields';
  await points(10n, 'late-1');
  // The balance is again what it was when the request was made: only by the version is it told from then.
  await points(-10n, 'late-2');
  await wire.arrive();
  expect((await shown(seven)).points).toBe(before);

  wire.hold = 'AddTags';
  await buys(seven, 5n, 60_000n, 9);
  await told();
  const lines = [orderLine(1n, { quantity: 1, currentQuantity: 1, unitPrice: 60_000n, discountTotal: 0n })];
  await applyOrders(stage.shopId, [
    orderSnapshot(5n, { customerId: seven, occurredAt: at(9), versionAt: at(10), cancelledAt: at(10), financialStatus: 'paid', lines }),
  ]);
  await settleChangedOrders(stage.shopId, at(10));
  await told();
  expect((await shown(seven)).tags).toEqual([]);
  // For tags there is no such means: whoever such a request was about is looked at once more, later.
  await wire.arrive();
  expect((await shown(seven)).tags).toEqual(['early-bird', 'regulars-tier-gold']);
  await ownerPool.query("update loyalty_projection_look set due_at = now() - interval '1 second'");
  await told();
  expect((await shown(seven)).tags).toEqual([]);
});

test('many are told in bulk; who changes meanwhile, whom somebody has meddled with, and an answer that is lost are right in the end', async () => {
  const [one = 0n, , , , , five = 0n] = stage.people;
  const step = () => projectMembers(stage.shopId, at(10), { members: 3, seconds: 0 });
  const give = async (points: bigint) => {
    for (const id of stage.people) await adjust(stage.shopId, { customerId: id, points, note: '', by: 'test', requestKey: `bulk-${id}-${points}` }, at(10));
  };
  const inBulk = async (meanwhile: () => Promise<void>) => {
    const latest = async () =>
      (
        await ownerPool.query<{ status: string; failed: number; members: number }>(
          'select status, failed, members from loyalty_projection_run order by id desc limit 1',
        )
      ).rows[0];
    await step();
    await step();
    await meanwhile();
    while ((await latest())?.status === 'running') {
      await devstore.bulkIdle(domain);
      await ownerPool.query("update loyalty_projection_run set next_at = now() - interval '1 second'");
      await step();
    }
    return latest();
  };
  await give(1000n);
  await buys(one, 6n, 60_000n, 10);
  wire.sent.length = 0;
  let left = 1;
  wire.lose = (operation) => operation === 'RunBulkMutation' && left-- > 0;
  const clean = await inBulk(async () => {
    await adjust(stage.shopId, { customerId: one, points: 5n, note: '', by: 'test', requestKey: 'meanwhile' }, at(10));
    expect(await takeProjections(stage.shopId, 100, at(10))).toEqual([]);
  });
  expect(clean).toMatchObject({ members: stage.people.length, failed: 0 });
  expect(wire.sent.filter((name) => name === 'RunBulkMutation')).toHaveLength(2);
  expect(wire.sent).not.toContain('AddTags');
  expect(await shown(one)).toMatchObject({ tier: 'Gold', tags: ['early-bird', 'regulars-tier-gold'] });

  await askStore(
    `update devstore.metafield set doc = doc || '{"value": "7", "compareDigest": "others"}' where domain = $1 and key = 'points_balance' and owner_id = ${five}
     returning owner_id::text as id, '' as kind`,
  );
  await give(1n);
  expect((await inBulk(() => Promise.resolve()))?.failed).toBeGreaterThan(0);
  await told();
  expect(await waiting()).toBe(0);
  const { rows } = await ownerPool.query<{ id: string; available: string }>(
    'select customer_id::text as id, available::text from loyalty_member where shop_id = $1 and customer_id = any($2)',
    [stage.shopId, stage.people],
  );
  for (const { id, available } of rows) expect((await shown(BigInt(id))).points).toBe(available);
});

test('what somebody changes in the store is found, counted and mended; and comparing what is as it should be costs next to nothing', async () => {
  const [, , , gold = 0n, four = 0n, five = 0n, six = 0n] = stage.people;
  const stranger = stage.people[11] ?? 0n;
  const operation = (name: string, args: unknown[]) => devstore.api.post(`/${domain}/operations/${name}`, args);
  const compared = async () => {
    expect(await beginDrift(stage.shopId, null, at(11))).toBe(true);
    expect(await beginDrift(stage.shopId, null, at(11))).toBe(false);
    for (let run = (await latestDrifts(stage.shopId, 1))[0]; run?.status === 'running'; run = (await latestDrifts(stage.shopId, 1))[0]) {
      await devstore.bulkIdle(domain);
      await ownerPool.query("update loyalty_drift set next_at = now() - interval '1 second'");
      await compareProjections();
    }
    const [run] = await latestDrifts(stage.shopId, 1);
    return run;
  };
  expect(await compared()).toMatchObject({ status: 'done', checked: 12, missing: 0, stale: 0, extra: 0 });
  expect((await latestDrifts(stage.shopId, 1))[0]?.points).toBeLessThan(30);
  expect(await told()).toEqual([]);

  await operation('removeTags', ['customer', String(gold), ['early-bird']]);
  await operation('addTags', ['customer', String(stranger), ['regulars-tier-gold']]);
  const spoilt = await askStore(
    `update devstore.metafield set doc = doc || '{"value": "999999", "compareDigest": "others"}'
     where domain = $1 and key = 'points_balance' and owner_id in (${four}, ${five}, ${six}) returning owner_id::text as id, '' as kind`,
  );
  expect(spoilt).toHaveLength(3);
  expect(await compared()).toMatchObject({ missing: 1, stale: 3, extra: 1 });
  await told();
  expect((await shown(gold)).tags).toEqual(['early-bird', 'regulars-tier-gold']);
  expect((await shown(stranger)).tags).toEqual([]);
  expect(await compared()).toMatchObject({ missing: 0, stale: 0, extra: 0 });
  expect((await operationCounts())['projection_drift']).toBe(0);
});
