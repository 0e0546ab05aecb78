import { useMembersInStore } from '../support/members-in-store';
import { wire } from '../support/wire';
import { createHmac } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { customerSnapshot } from '../../prisma/seed/builders';
import { applyCustomers } from '~/domain/customers/index.server';
import { tellFlow } from '~/jobs/flow-rounds.server';
import { addUpDays } from '~/jobs/loyalty-rounds.server';
import { discardFlowEvents, refusedFlowEvents, retryFlowEvents } from '~/domain/loyalty/flow/index.server';
import { FLOW_TRIGGERS } from '~/domain/loyalty/flow/model';
import { adjust, applyProgrammes, changeTier } from '~/domain/loyalty/members/index.server';
import { publish } from '~/domain/loyalty/programme/index.server';
import { noteStaff } from '~/domain/staff/index.server';
import { action as award } from '~/routes/flow.award-points';
import { action as use } from '~/routes/flow.triggers';

const domain = 'flow-test.myshopify.com';
const { stage, devstore, ownerPool } = useMembersInStore(domain);
const now = new Date();
const DAY_MS = 86_400_000;

/** As Shopify Flow posts to the app. */
async function flow(
  route: typeof award,
  body: object,
  secret = process.env['SHOPIFY_API_SECRET'] ?? '',
): Promise<{ status: number; is: Record<string, unknown> }> {
  const text = JSON.stringify({ shop_id: 1, shopify_domain: domain, ...body });
  const signature = createHmac('sha256', secret).update(text).digest('base64');
  const request = new Request('https://app.example/flow', { method: 'POST', headers: { 'x-shopify-hmac-sha256': signature }, body: text });
  const response = await route({ request, params: {}, context: {} });
  return { status: response.status, is: (await response.json()) as Record<string, unknown> };
}
const used = (trigger: string, enabled: boolean, at = new Date()) =>
  flow(use, { flow_trigger_definition_id: trigger, has_enabled_flow: enabled, timestamp: at.toISOString() });
const awarded = (runId: string, properties: object) => flow(award, { action_run_id: runId, properties });

let heard = 0;
/** All that can be told is told. @returns what Flow has heard of it */
async function told(): Promise<Record<string, unknown>[]> {
  // An entry is certain when every transaction of the server that is older has ended, and others are at work here.
  const isAddedUp = async () => {
    await addUpDays();
    return (await ownerPool.query('select from loyalty_rollup r where through >= (select max(id) from ledger_entry e where e.shop_id = r.shop_id)')).rowCount;
  };
  await expect.poll(isAddedUp, { timeout: 30_000, interval: 20 }).toBe(1);
  wire.sent.length = 0;
  await ownerPool.query("update loyalty_flow_event set next_at = now() - interval '1 second' where next_at < 'infinity'");
  while ((await tellFlow()) > 0);
  const { told: all } = (await devstore.api.get(`/${domain}/flow`)) as { told: { handle: string; payload: Record<string, unknown> }[] };
  const news = all.slice(0, all.length - heard);
  heard = all.length;
  return news.map(({ handle, payload }) => ({ handle: handle.replace('regulars-', ''), ...payload }));
}
const give = (customerId: bigint, points: bigint, requestKey: string) => adjust(stage.shopId, { customerId, points, note: 'n', by: '1', requestKey }, now);

beforeAll(async () => {
  const document = {
    earn: { pendingDays: 0 },
    expiry: { model: 'lot' as const, months: 1 },
    tiers: { levels: [{ id: 'gold', name: { en: 'Gold' }, entry: '500.00' }] },
  };
  await publish(stage.shopId, { document, effectiveAt: null, by: 'test' }, new Date(now.getTime() - DAY_MS));
  await applyProgrammes(stage.shopId, now);
  await noteStaff(stage.shopId, '1', now);
});

test('nothing is sent for workflows that nobody has', async () => {
  await give(stage.people[0] ?? 0n, 10n, 'before-any-use');
  expect(await told()).toEqual([]);
  expect(wire.sent).toEqual([]);
});

test('what happens from then on is told once, with the fields that the extension declares', async () => {
  const [one = 0n, two = 0n] = stage.people;
  for (const trigger of FLOW_TRIGGERS) expect((await used(trigger, true)).status).toBe(200);
  await give(one, 40n, 'after-use-begins');
  await changeTier(stage.shopId, { customerId: two, tier: 'gold', hold: 'no', note: 'n', by: '1', requestKey: 'gold-by-hand' }, now);
  const first = await told();
  expect(first).toEqual(
    expect.arrayContaining([
      { handle: 'points-earned', customer_id: Number(one), Points: 40, Balance: 50, Reason: 'adjusted', 'Order name': '', 'On the way': false },
      { handle: 'tier-changed', customer_id: Number(two), Tier: 'Gold', 'Previous tier': '', Reason: 'manual' },
      // Both lots end on the same day, in a month; of what ends later nobody is told yet.
      expect.objectContaining({ handle: 'points-expiring', customer_id: Number(one), Points: 50, 'Days left': expect.any(Number) as number }),
    ]),
  );
  expect(first).toHaveLength(3);
  expect(await told()).toEqual([]);
});

test('a lost answer and a time of outage lose nothing; what the store refuses is not asked for again', async () => {
  const [, , three = 0n] = stage.people;
  await give(three, 7n, 'answer-gets-lost');
  let lost = 0;
  wire.lose = (operation) => operation === 'ReceiveFlowTrigger' && (lost += 1) === 1;
  const twice = await told();
  wire.mend();
  // It is not known whether Flow has heard it, so it hears it again.
  expect(twice.filter(({ customer_id: id }) => id === Number(three))).toHaveLength(2);
  const gone = 7_999_999_999_999n;
  await applyCustomers(stage.shopId, [customerSnapshot(gone, { occurredAt: now, versionAt: now })]);
  await give(gone, 7n, 'gone-in-the-store');
  expect(await told()).toEqual([]);
  const { rows } = await ownerPool.query("select error from loyalty_flow_event where next_at = 'infinity'");
  expect(rows).toEqual([{ error: 'customer_id does not exist' }]);

  const counted = async () => (await ownerPool.query("select value::int from operation_counts() where name = 'flow_given_up'")).rows as unknown[];
  const [refused] = (await refusedFlowEvents(stage.shopId, 10)).events;
  expect(refused).toMatchObject({ trigger: 'regulars-points-earned', customerId: gone, error: 'customer_id does not exist', attempts: 1 });
  expect(await counted()).toEqual([{ value: 1 }]);
  const id = BigInt(refused?.id ?? 0);
  await retryFlowEvents(stage.shopId, [id + 1_000_000n]);
  expect(await refusedFlowEvents(stage.shopId, 0)).toEqual({ count: 1, events: [] });
  await retryFlowEvents(stage.shopId, [id]);
  expect((await refusedFlowEvents(stage.shopId, 10)).count).toBe(0);
  // The store knows them as little as before; given up, it is neither asked nor shown again.
  expect(await told()).toEqual([]);
  expect(await refusedFlowEvents(stage.shopId, 10)).toMatchObject({ count: 1, events: [{ attempts: 1 }] });
  await discardFlowEvents(stage.shopId, 'all');
  expect([await told(), wire.sent.length, await counted()]).toEqual([[], 0, [{ value: 0 }]]);
});

test('a workflow that is turned off is not told, and what was said before it does not turn it on again', async () => {
  const [one = 0n] = stage.people;
  const before = new Date(now.getTime() - 60_000);
  expect((await used('regulars-points-earned', false)).status).toBe(200);
  expect((await used('regulars-points-earned', true, before)).status).toBe(200);
  await give(one, 5n, 'while-it-is-off');
  expect(await told()).toEqual([]);
  expect((await flow(use, { flow_trigger_definition_id: 'x', has_enabled_flow: true, timestamp: now.toISOString() }, 'another secret')).status).toBe(401);
});

test('the action gives points once a run, within its limit, with its reason', async () => {
  const [, , , , five = 0n] = stage.people;
  const properties = { customer_id: Number(five), points: 25, reason: 'A kind word' };
  for (let n = 0; n < 2; n += 1) expect(await awarded('run-1', properties)).toEqual({ status: 200, is: { points: '25', nothing: null } });
  expect((await awarded('run-1', { ...properties, points: 26 })).status).toBe(409);
  for (const wrong of [{ points: 0 }, { points: 10_001 }, { points: 1.5 }, { points: 'many' }, { reason: ' ' }, { reason: 'x'.repeat(301) }])
    expect((await awarded('run-2', { ...properties, ...wrong })).status, JSON.stringify(wrong)).toBe(422);
  expect((await awarded('run-3', { ...properties, customer_id: 1 })).status).toBe(503);
  const { rows } = await ownerPool.query<{ points: string; by: string }>(
    "select points::text, explanation ->> 'by' as by from ledger_entry where customer_id = $1 and reason = 'adjusted'",
    [five.toString()],
  );
  expect(rows).toEqual([{ points: '25', by: 'flow' }]);
});
