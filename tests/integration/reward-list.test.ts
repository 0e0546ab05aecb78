import { beforeAll, expect, it, test } from 'vitest';
import { applyCustomers } from '~/domain/customers/index.server';
import { publish } from '~/domain/loyalty/programme/index.server';
import {
  countRedemptionsOf,
  eachRedemption,
  hasRedemptions,
  listRedemptions,
  readReach,
  rewardOverview,
  troubledRedemptions,
} from '~/domain/loyalty/rewards/index.server';
import { promiseJson, redemptionFilter, REWARD_STATUSES, type RedemptionRow, type RewardPromise } from '~/domain/loyalty/rewards/model';
import { applyOrders } from '~/domain/orders/index.server';
import { registerShop } from '~/domain/shops/index.server';
import { customerSnapshot, orderLine, orderSnapshot } from '../../prisma/seed/builders';
import { useDatabase } from '../support/database';
import { rewardPromise } from '../support/promise';

const { ownerPool } = useDatabase();
const NOW = new Date('2026-06-01T12:00:00Z');
const days = (n: number) => new Date(NOW.getTime() + n * 86_400_000);
const REDEMPTIONS = 90;
let shopId: bigint;

const promise = (more: Partial<RewardPromise>): string => promiseJson(rewardPromise(more));

const insert = (row: {
  id: number;
  customer?: number;
  reward: string;
  status: string;
  at: Date;
  promise?: string;
  order?: bigint;
  returned?: number;
  code?: string;
}) =>
  ownerPool.query(
    `insert into loyalty_redemption (shop_id, id, customer_id, reward, request_key, points, status, entry_id, created_at, promise, order_id, returned, code)
     values ($1, $2, $3, $4, $5, 100, $6, 1, $7, $8, $9, $10, $11)`,
    [
      shopId,
      row.id,
      row.customer ?? 1,
      row.reward,
      `k${row.id}`,
      row.status,
      row.at,
      row.promise ?? promise({}),
      row.order ?? null,
      row.returned ?? 0,
      row.code ?? null,
    ],
  );

beforeAll(async () => {
  shopId = await registerShop('reward-list.myshopify.com');
  await ownerPool.query("update shop set currency = 'USD', timezone = 'America/New_York' where shop_id = $1", [shopId]);
  await publish(shopId, { document: {}, effectiveAt: null, by: '1' }, days(-500));
  const person = (n: number) =>
    customerSnapshot(BigInt(n), {
      contact: { firstName: n === 2 ? 'Wilhelmina' : `Person${n}`, lastName: 'Test', emails: [], phones: [], addresses: [], note: null },
    });
  await applyCustomers(shopId, [1, 2, 3].map(person));
  expect(await hasRedemptions(shopId)).toBe(false);
  // Where moments are equal, the number decides.
  for (let n = 1; n <= REDEMPTIONS; n += 1)
    await insert({ id: n, customer: 1 + (n % 3), reward: n % 2 ? 'ten' : 'ship', status: REWARD_STATUSES[n % 6] ?? '', at: days(-Math.floor(n / 4)) });
}, 30_000);

const wanted = (filter: object) => ({ filter: redemptionFilter.parse(filter), zone: 'America/New_York', now: NOW });
async function all(filter: object): Promise<RedemptionRow[]> {
  const rows: RedemptionRow[] = [];
  for await (const page of eachRedemption(shopId, wanted(filter))) rows.push(...page);
  return rows;
}

test.each([
  ['everything', { period: 'all' }, 'true'],
  ['of a period of the shop’s calendar', { period: 'days30' }, "created_at >= '2026-05-03 04:00Z'"],
  ['of a reward', { period: 'all', reward: 'ship' }, "reward = 'ship'"],
  ['in a state', { period: 'all', state: 'used' }, "status = 'used'"],
  ['of somebody', { period: 'all', query: 'wilhelmina' }, 'customer_id = 2'],
  ['of nobody', { period: 'all', query: 'nobody' }, 'false'],
  ['several at once', { period: 'all', reward: 'ten', state: 'committed', query: 'wilhel' }, "reward = 'ten' and status = 'committed' and customer_id = 2"],
])('the list %s is what the table says, page by page and backwards', async (_name, filter, condition) => {
  const { rows } = await ownerPool.query<{ id: string }>(
    `select id::text from loyalty_redemption where shop_id = $1 and ${condition} order by created_at desc, loyalty_redemption.id`,
    [shopId],
  );
  const expected = rows.map(({ id }) => id);
  expect((await all(filter)).map(({ id }) => id.toString())).toEqual(expected);
  expect(await countRedemptionsOf(shopId, wanted(filter))).toEqual({ value: expected.length, more: false });
  const first = await listRedemptions(shopId, wanted(filter), null, 7);
  if (!first.next) return;
  const second = await listRedemptions(shopId, wanted(filter), first.next, 7);
  expect(second.rows.map(({ id }) => id.toString())).toEqual(expected.slice(7, 14));
  expect((await listRedemptions(shopId, wanted(filter), second.previous, 7)).rows).toEqual(first.rows);
});

it('tells what became of each reward, counts an order once, and nothing of one that was cancelled', async () => {
  await ownerPool.query('delete from loyalty_redemption where shop_id = $1', [shopId]);
  const line = orderLine(1n, { quantity: 2, currentQuantity: 2, unitPrice: 3000n, discountTotal: 1200n });
  const order = (id: bigint, more: Partial<Parameters<typeof orderSnapshot>[1]> = {}) =>
    orderSnapshot(id, { customerId: 1n, occurredAt: days(-3), versionAt: days(-3), financialStatus: 'paid', lines: [line], ...more });
  await applyOrders(shopId, [order(1n), order(2n, { cancelledAt: days(-2) }), order(3n)]);
  const { rows } = await ownerPool.query<{ total: bigint; lines: bigint; discounts: bigint }>(
    'select total::int, lines_total::int as lines, discount_total::int as discounts from sales_order where shop_id = $1 and id = 1',
    [shopId],
  );
  const [one] = rows;
  if (!one) throw new Error('There is no order.');
  const percent = promise({ kind: 'percent_off', amount: null, percent: '12.5' });
  await insert({ id: 1, reward: 'ten', status: 'used', at: days(-5), order: 1n });
  await insert({ id: 2, reward: 'share', status: 'used', at: days(-5), order: 1n, promise: percent, returned: 40 });
  await insert({ id: 3, reward: 'ten', status: 'used', at: days(-4), order: 2n, returned: 100 });
  await insert({ id: 4, reward: 'ten', status: 'released', at: days(-4), returned: 100 });
  await insert({ id: 5, reward: 'ten', status: 'committed', at: days(-4) });
  await insert({ id: 6, reward: 'card', status: 'committed', at: days(-4), promise: promise({ kind: 'gift_card', amount: 2500n }) });
  await insert({ id: 7, reward: 'ten', status: 'expired', at: days(-40), returned: 100 });
  await insert({ id: 8, reward: 'ten', status: 'used', at: days(-4), order: 3n });
  const { rewards, total } = await rewardOverview(shopId, wanted({ period: 'days30' }));
  const share = { value: BigInt(Math.round(Number(one.lines) * 0.125)) };
  expect(Object.fromEntries(rewards.map(({ reward, figures }) => [reward, figures]))).toEqual({
    ten: {
      given: 4,
      used: 3,
      expired: 0,
      cancelled: 0,
      outstanding: 1,
      refused: 1,
      points: 400n,
      returned: 100n,
      value: 1000n,
      orders: 2,
      revenue: 2n * BigInt(one.total),
    },
    share: {
      given: 1,
      used: 1,
      expired: 0,
      cancelled: 0,
      outstanding: 0,
      refused: 0,
      points: 100n,
      returned: 40n,
      ...share,
      orders: 1,
      revenue: BigInt(one.total),
    },
    card: { given: 1, used: 1, expired: 0, cancelled: 0, outstanding: 0, refused: 0, points: 100n, returned: 0n, value: 2500n, orders: 0, revenue: 0n },
  });
  expect(total).toMatchObject({ given: 6, used: 5, orders: 2, revenue: 2n * BigInt(one.total), value: 3500n + share.value });
  expect((await rewardOverview(shopId, wanted({ period: 'all' }))).total).toMatchObject({ given: 7, expired: 1 });
});

it('shows what is stuck: what failed, what waits for a decision, what nobody works on; not what goes on as it should', async () => {
  await ownerPool.query('delete from loyalty_redemption where shop_id = $1', [shopId]);
  const saga = async (id: number, values: string) => {
    await insert({ id, reward: 'ten', status: 'reserved', at: days(-400 + id) });
    await ownerPool.query(`insert into loyalty_saga (shop_id, redemption_id, task, due_at, next_at, attempts, error) values ($1, $2, ${values})`, [shopId, id]);
  };
  await saga(1, "'make', '2026-01-01', now() + interval '1 minute', 3, 'network'");
  await saga(2, "'make', '2026-01-01', 'infinity', 2, 'uncertain'");
  await saga(3, "'make', '2026-01-01', now() - interval '6 minutes', 0, null");
  await saga(4, "'make', '2026-01-01', now() - interval '1 second', 0, null");
  await saga(5, "'end', '2026-07-01', now() - interval '1 day', 0, null");
  await saga(6, "'end', '2026-05-01', now() + interval '1 minute', 4, 'http'");
  const { rows, count } = await troubledRedemptions(shopId, 'America/New_York', NOW);
  expect(rows.map(({ id, pending }) => [Number(id), pending?.task, pending?.attempts, pending?.error, pending?.nextAt instanceof Date])).toEqual([
    [1, 'make', 3, 'network', true],
    [2, 'make', 2, 'uncertain', false],
    [3, 'make', 0, null, true],
    [6, 'end', 4, 'http', true],
  ]);
  expect(count.value).toBe(4);
  expect((await all({ trouble: 'yes' })).map(({ id }) => Number(id))).toEqual([6, 3, 2, 1]);
});

it('counts who could have a reward today, and says what a free product sells for', async () => {
  await ownerPool.query(
    `insert into loyalty_member (shop_id, customer_id, available, tier, merged_into, joined_at) select $1, n, n * 100, case when n % 2 = 0 then 'gold' end, case when n = 9 then 1 end, $2 from generate_series(1, 9) n`,
    [shopId, NOW],
  );
  await ownerPool.query(
    "insert into product (shop_id, id, title, handle, status, occurred_at, version_at) values ($1, 1, 'Cup', 'cup', 'active', $2, $2), ($1, 2, 'Pot', 'pot', 'draft', $2, $2)",
    [shopId, NOW],
  );
  await ownerPool.query(
    "insert into product_variant (shop_id, id, product_id, title, price) values ($1, 1, 1, 'Small', 900), ($1, 2, 1, 'Large', 1250), ($1, 3, 2, 'One', 5000)",
    [shopId],
  );
  const rewards = [
    { points: 500, tiers: [], product: '1' },
    { points: 500, tiers: ['gold'], product: '2' },
    { points: 100_000, tiers: [], product: null },
  ];
  expect(await readReach(shopId, rewards, ['1', '2'])).toEqual({ members: 8, able: [4, 2, 0], prices: { 1: 1250n } });
});
