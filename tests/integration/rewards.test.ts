import { spawn } from 'node:child_process';
import { useDevstore } from '../support/devstore';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import pg from 'pg';
import { customerSnapshot, orderLine, orderSnapshot } from '../../prisma/seed/builders';
import { applyCustomers } from '~/domain/customers/index.server';
import { verifyShop } from '~/domain/loyalty/ledger/index.server';
import { adjust, applyProgrammes, settleChangedOrders } from '~/domain/loyalty/members/index.server';
import { publish } from '~/domain/loyalty/programme/index.server';
import type { ProgrammeInput } from '~/domain/loyalty/programme/model';
import { redemptionState } from '~/domain/loyalty/rewards/index.server';
import { applyOrders } from '~/domain/orders/index.server';
import { workOnRewards } from '~/jobs/reward-rounds.server';
import { cancelReward, redeemReward, settleUncertain } from '~/platform/shopify/rewards/redeem-reward.server';
import { runSagas } from '~/platform/shopify/rewards/run-saga.server';
import { useDatabase } from '../support/database';
import { installShop } from '../support/install-shop';
import { databaseUrl } from '../support/postgres';

const domain = 'rewards-test.myshopify.com';
const { ownerPool } = useDatabase();
let store: pg.Client;
const devstore = useDevstore([['--domain', domain, '--customers', '30', '--months', '1', '--seed', '5']]);
const START = Date.now() - 86_400_000;
const at = (day: number) => new Date(START + day * 86_400_000);
const now = () => new Date();
let shopId: bigint;
let people: bigint[];
let asked = 0;

/** Which answers are lost on their way: the store has done what it was asked for. */
let lose: ((operation: string) => boolean) | null = null;
/** Told before a request leaves. */
let before: ((operation: string) => Promise<void>) | null = null;
const wire = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const operation = /(?:mutation|query) (\w+)/.exec(typeof init?.body === 'string' ? init.body : '')?.[1] ?? '';
  if (operation) await before?.(operation);
  const answer = await wire(input, init);
  if (operation && lose?.(operation)) throw new TypeError('fetch failed');
  return answer;
};
afterEach(() => {
  lose = null;
  before = null;
});

const rewards: NonNullable<ProgrammeInput['rewards']> = [
  { id: 'ten', kind: 'amount_off', points: 100, value: '10', codePrefix: 'REG', minimumSpend: '20', validDays: 30 },
  { id: 'slide', kind: 'slider', points: 50, value: '1', maximumPoints: 500 },
  { id: 'ship', kind: 'free_shipping', points: 30 },
  { id: 'card', kind: 'gift_card', points: 200, value: '25', validDays: 365 },
  { id: 'credit', kind: 'store_credit', points: 200, value: '5' },
  { id: 'tour', kind: 'custom', points: 300, name: { en: 'A tour of the roastery' }, stock: 2, perMember: 1 },
  { id: 'vip', kind: 'percent_off', points: 10, value: '15', tiers: ['gold'] },
  { id: 'over', kind: 'free_shipping', points: 10, to: '2020-01-01' },
];

beforeAll(async () => {
  shopId = await installShop(devstore.api, domain);
  store = new pg.Client(databaseUrl(devstore.database, 'owner'));
  store.on('error', () => undefined);
  await store.connect();
  people = (await ask<{ id: string }>('select id::text from devstore.customer where domain = $1 order by id')).map(({ id }) => BigInt(id));
  await applyCustomers(
    shopId,
    people.map((id) => customerSnapshot(id, { occurredAt: at(-9), versionAt: at(-9) })),
  );
  const document: ProgrammeInput = { earn: { pendingDays: 0, counts: ['paidWithPoints'] }, tiers: { levels: [{ id: 'gold', entry: '100000' }] }, rewards };
  await publish(shopId, { document, effectiveAt: null, by: 'test' }, at(-8));
  await applyProgrammes(shopId, at(-8));
  for (const customerId of people) await adjust(shopId, { customerId, points: 1000n, note: 'test', by: '1', requestKey: `give-${customerId}` }, at(-7));
});

afterAll(() => store.end());

const ask = async <Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> => (await store.query<Row>(sql, [domain, ...values])).rows;
const member = (n: number): bigint => people[n] ?? 0n;
const redeem = (n: number, reward: string, more: { points?: bigint; requestKey?: string } = {}) =>
  redeemReward(shopId, { customerId: member(n), reward, requestKey: `test-${(asked += 1)}`, by: null, ...more }, now());
async function redeemed(...given: Parameters<typeof redeem>) {
  const answer = await redeem(...given);
  if (answer.outcome !== 'redeemed') throw new Error(`refused: ${answer.why}`);
  return answer.redemption;
}
const availableOf = async (n: number) =>
  (await ownerPool.query<{ available: bigint }>('select available::int from loyalty_member where shop_id = $1 and customer_id = $2', [shopId, member(n)]))
    .rows[0]?.available;
/** As if the time that a try waits had passed. */
const hurry = () =>
  ownerPool.query(
    "update loyalty_saga set next_at = now() - interval '1 second', leased_until = null, unknown_at = unknown_at - interval '5 minutes', sent_at = sent_at - interval '5 minutes' where next_at < 'infinity'",
  );
async function untilDone(): Promise<void> {
  for (let n = 0; n < 20; n += 1) {
    await hurry();
    if ((await runSagas(shopId, now())) === 0) return;
  }
}
const codes = (code: string | null) =>
  ask<{ doc: { usageLimit: number; customerIds: string[]; minimumSubtotal: number; endsAt: string; value: number } }>(
    'select doc from devstore.discount where domain = $1 and code = lower($2)',
    [code],
  );

test('a reward is a code for one use by its customer, and its points are spent', async () => {
  const redemption = await redeemed(0, 'ten');
  expect(redemption).toMatchObject({ status: 'committed', points: 100n, pending: null });
  expect(redemption.code).toMatch(/^REG-[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{2}$/);
  const [made] = await codes(redemption.code);
  expect(made?.doc).toMatchObject({
    usageLimit: 1,
    customerIds: [String(member(0))],
    minimumSubtotal: 2000,
    value: 1000,
    endsAt: redemption.endsAt?.toISOString(),
  });
  expect(await availableOf(0)).toBe(900);
  // The same request again, and two at the same moment for what is left.
  const again = await redeemed(1, 'slide', { points: 500n, requestKey: 'once' });
  expect((await redeemed(1, 'slide', { points: 500n, requestKey: 'once' })).id).toBe(again.id);
  expect(again.promise?.amount).toBe(1000n);
  const both = await Promise.all([redeem(1, 'slide', { points: 500n }), redeem(1, 'slide', { points: 500n })]);
  expect(both.map(({ outcome }) => outcome).sort()).toEqual(['redeemed', 'refused']);
  expect(await availableOf(1)).toBe(0);
});

test('who may not have it is told why', async () => {
  const why = async (...given: Parameters<typeof redeem>) => {
    const answer = await redeem(...given);
    return answer.outcome === 'refused' ? answer.why : answer.outcome;
  };
  expect(await why(2, 'vip')).toBe('not_for_tier');
  expect(await why(2, 'over')).toBe('not_now');
  expect(await why(2, 'nothing')).toBe('no_such_reward');
  expect(await why(2, 'slide', { points: 75n })).toBe('wrong_points');
  expect(await why(2, 'slide', { points: 550n })).toBe('wrong_points');
  expect(await why(1, 'ship')).toBe('too_few_points');
  // Of the last ones each goes to one, whoever asks at the same moment.
  const rush = await Promise.all([3, 4, 5, 6].map((n) => why(n, 'tour')));
  expect(rush.sort()).toEqual(['redeemed', 'redeemed', 'sold_out', 'sold_out']);
});

test('an answer that was lost makes no second reward, of whatever kind', async () => {
  for (const [n, reward, operation] of [
    [7, 'ten', 'CreateDiscountCode'],
    [8, 'ship', 'CreateShippingCode'],
    [9, 'card', 'CreateGiftCard'],
    [10, 'credit', 'CreditAccount'],
  ] as const) {
    const lost = new Set<string>([operation]);
    lose = (name) => lost.delete(name);
    const redemption = await redeemed(n, reward);
    expect(redemption).toMatchObject({ status: 'reserved', pending: { task: 'make', attempts: 1 } });
    await untilDone();
    const after = await redemptionState(shopId, redemption.id);
    expect(after, reward).toMatchObject({ status: 'committed', pending: null });
    if (redemption.code && reward !== 'card') expect(await codes(redemption.code)).toHaveLength(1);
  }
  expect(await ask("select from devstore.gift_card where domain = $1 and doc->>'customerId' = $2", [String(member(9))])).toHaveLength(1);
  expect(await ask('select from devstore.credit_movement where domain = $1 and customer_id = $2', [String(member(10))])).toHaveLength(1);
});

test('a credit that was never carried out is sent again, and one that nobody can tell is left to staff', async () => {
  let cut = true;
  before = (operation) => {
    if (operation !== 'CreditAccount' || !cut) return Promise.resolve();
    cut = false;
    return Promise.reject(new TypeError('fetch failed'));
  };
  const redemption = await redeemed(11, 'credit');
  expect(redemption.status).toBe('reserved');
  await untilDone();
  expect(await redemptionState(shopId, redemption.id)).toMatchObject({ status: 'committed' });
  expect(await ask('select from devstore.credit_movement where domain = $1 and customer_id = $2', [String(member(11))])).toHaveLength(1);

  // Staff gave the same amount by hand while the answer was lost.
  const lost = new Set(['CreditAccount']);
  lose = (name) => lost.delete(name);
  const unclear = await redeemed(12, 'credit');
  await devstore.api.post(`/${domain}/operations/adjustStoreCredit`, [String(member(12)), 500]);
  await untilDone();
  expect(await redemptionState(shopId, unclear.id)).toMatchObject({ status: 'reserved', pending: { error: 'uncertain', nextAt: null } });
  expect(await settleUncertain(shopId, unclear.id, true, '7', now())).toMatchObject({
    status: 'committed',
    pending: null,
    steps: [{ what: 'there', by: '7' }],
  });
  expect(await ask('select from devstore.credit_movement where domain = $1 and customer_id = $2', [String(member(12))])).toHaveLength(2);
});

test('what the store refuses gives the points back', async () => {
  const redemption = await redeemReward(shopId, { customerId: member(13), reward: 'card', requestKey: 'refused', by: null }, now());
  expect(redemption.outcome).toBe('redeemed');
  const stranger = 999_999_999n;
  await applyCustomers(shopId, [customerSnapshot(stranger, { occurredAt: at(-9), versionAt: at(-9) })]);
  await adjust(shopId, { customerId: stranger, points: 500n, note: 'test', by: '1', requestKey: 'give-stranger' }, at(-7));
  const refused = await redeemReward(shopId, { customerId: stranger, reward: 'card', requestKey: 'stranger', by: null }, now());
  expect(refused).toMatchObject({ outcome: 'redeemed', redemption: { status: 'released', returned: 200n, pending: null, note: 'Customer does not exist.' } });
});

test('a worker that dies anywhere leaves its redemption to the next one', async () => {
  const redemption = await redeemed(14, 'slide', { points: 100n });
  // As it lies when the store has made it and its maker dies before they can say so.
  await ownerPool.query("update loyalty_redemption set status = 'reserved', store_id = null where id = $1", [redemption.id]);
  await ownerPool.query(
    "insert into loyalty_saga (shop_id, redemption_id, task, due_at, attempts, leased_until) values ($1, $2, 'make', now(), 1, now() - interval '1 second')",
    [shopId, redemption.id],
  );
  expect(await workOnRewards()).toBeGreaterThan(0);
  expect(await redemptionState(shopId, redemption.id)).toMatchObject({ status: 'committed', code: redemption.code });
  expect(await codes(redemption.code)).toHaveLength(1);
});

test('a reward that is cancelled is gone from the store before its points are back', async () => {
  const code = await redeemed(15, 'ten');
  expect(await cancelReward(shopId, code.id, '7', now())).toMatchObject({ status: 'cancelled', returned: 100n, pending: null });
  expect(await codes(code.code)).toHaveLength(0);
  const card = await redeemed(15, 'card');
  // Its code is shown, is the store's, and stands nowhere in clear.
  expect(await ask('select from devstore.gift_card where domain = $1 and code = lower($2)', [card.code])).toHaveLength(1);
  const { rows } = await ownerPool.query<{ row: string }>('select to_jsonb(r)::text as row from loyalty_redemption r where id = $1', [card.id]);
  expect(rows[0]?.row).not.toContain(card.code);
  expect(await cancelReward(shopId, card.id, '7', now())).toMatchObject({ status: 'cancelled', returned: 200n, steps: [{ what: 'cancel', by: '7' }] });
  expect(await availableOf(15)).toBe(1000);
  const credit = await redeemed(15, 'credit');
  await expect(cancelReward(shopId, credit.id, '7', now())).rejects.toMatchObject({ code: 'conflict' });
});

/** The shopper's order, as its webhook tells it. */
async function buys(n: number, orderId: bigint, more: Partial<Parameters<typeof orderSnapshot>[1]>): Promise<void> {
  const lines = [orderLine(1n, { quantity: 2, currentQuantity: 2, unitPrice: 3000n, discountTotal: 1000n })];
  await applyOrders(shopId, [
    orderSnapshot(orderId, { customerId: member(n), occurredAt: at(0.5), versionAt: at(0.5), financialStatus: 'paid', lines, ...more }),
  ]);
  expect((await settleChangedOrders(shopId, now())).failed).toEqual([]);
}

test('an order uses its code, earns by what points paid where that counts, and gives points back when it is cancelled', async () => {
  const used = await redeemed(16, 'ten');
  await buys(16, 7001n, { discountCodes: [used.code?.toLowerCase() ?? ''] });
  expect(await redemptionState(shopId, used.id)).toMatchObject({ status: 'used', orderId: 7001n, returned: 0n });
  // 60.00 less 10.00 that points have paid, which count.
  expect(await availableOf(16)).toBe(960);
  await buys(16, 7001n, { discountCodes: [used.code ?? ''], versionAt: at(0.6), cancelledAt: at(0.6), financialStatus: 'voided' });
  expect(await redemptionState(shopId, used.id)).toMatchObject({ status: 'used', returned: 100n });
  expect(await availableOf(16)).toBe(1000);
  // One that waits for its payment gives nothing back.
  const waiting = await redeemed(17, 'ten');
  await buys(17, 7002n, { discountCodes: [waiting.code ?? ''], financialStatus: 'pending' });
  expect(await redemptionState(shopId, waiting.id)).toMatchObject({ status: 'used', returned: 0n });
  // An order that is heard of after its reward was taken back has used it all the same.
  const late = await redeemed(20, 'ten');
  await cancelReward(shopId, late.id, '7', now());
  expect(await availableOf(20)).toBe(1000);
  await buys(20, 7003n, { discountCodes: [late.code ?? ''], financialStatus: 'pending' });
  expect(await redemptionState(shopId, late.id)).toMatchObject({ status: 'used', orderId: 7003n });
  expect(await availableOf(20)).toBe(900);
  // And when its goods come back, so do the points.
  await buys(20, 7003n, { discountCodes: [late.code ?? ''], versionAt: at(0.6), cancelledAt: at(0.6), financialStatus: 'voided' });
  expect(await redemptionState(shopId, late.id)).toMatchObject({ status: 'used', returned: 100n });
  expect(await availableOf(20)).toBe(1000);
});

test('a crowd that asks at once, and dies in the middle of it while answers are lost, has each reward once', async () => {
  const crowd = people.slice(21);
  await devstore.api.post('/faults', { lostAnswers: 0.2 });
  const made = () =>
    ask<{ customer: string; code: string }>(
      "select jsonb_array_elements_text(doc->'customerIds') as customer, code from devstore.discount where domain = $1 and doc->'customerIds' ?| $2",
      [crowd.map(String)],
    );
  const child = spawn(process.execPath, ['--import', 'tsx', 'bench/redeem/shoppers.ts', domain, ...crowd.map((id) => `${id}:ten`)], { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
  while ((await made()).length < 4 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 10));
  child.kill('SIGKILL');
  expect(await ended).toBe('SIGKILL');
  await Promise.all(
    crowd.flatMap((customerId) =>
      ['click', 'tab'].map((key) => redeemReward(shopId, { customerId, reward: 'ten', requestKey: `bench-${customerId}-${key}`, by: null }, now())),
    ),
  );
  await untilDone();
  await devstore.api.post('/faults', { lostAnswers: 0 });
  const { rows } = await ownerPool.query<{ customer: string; code: string; status: string; available: number }>(
    `select r.customer_id::text as customer, lower(r.code) as code, r.status, m.available::int from loyalty_redemption r
     join loyalty_member m using (shop_id, customer_id) where r.shop_id = $1 and r.customer_id = any($2)`,
    [shopId, crowd],
  );
  expect(rows.map(({ status, available }) => `${status} ${available}`)).toEqual(crowd.flatMap(() => ['committed 800', 'committed 800']));
  const pairs = (list: { customer: string; code: string }[]) => list.map(({ customer, code }) => `${customer} ${code}`).sort();
  expect(pairs(await made())).toEqual(pairs(rows));
});

test('codes that end unused or are deleted in the store give their points back', async () => {
  const ends = await redeemed(18, 'ten');
  const deleted = await redeemed(19, 'ten');
  const [row] = await ask<{ id: string }>('select id::text from devstore.discount where domain = $1 and code = lower($2)', [deleted.code]);
  await devstore.api.post(`/${domain}/operations/deleteDiscount`, [row?.id]);
  await ownerPool.query(
    "insert into loyalty_saga (shop_id, redemption_id, task, due_at) values ($1, $2, 'look', '-infinity') on conflict (shop_id, redemption_id) do update set task = 'look', due_at = '-infinity'",
    [shopId, deleted.id],
  );
  await runSagas(shopId, now());
  expect(await redemptionState(shopId, deleted.id)).toMatchObject({ status: 'cancelled', returned: 100n, note: 'deleted_in_store' });
  expect(await redemptionState(shopId, ends.id)).toMatchObject({ status: 'committed' });
  await runSagas(shopId, new Date(Date.now() + 32 * 86_400_000));
  expect(await redemptionState(shopId, ends.id)).toMatchObject({ status: 'expired', returned: 100n });
  expect(await availableOf(18)).toBe(1000);
  expect((await verifyShop(shopId)).difference).toBeNull();
});
