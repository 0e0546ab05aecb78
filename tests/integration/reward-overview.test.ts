import { fc } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { jsonText } from '~/config/json-text';
import { REWARD_KINDS } from '~/domain/loyalty/programme/model';
import { takenOff } from '~/domain/loyalty/rewards/agree';
import { overviewOutline, rewardOverview } from '~/domain/loyalty/rewards/index.server';
import { redemptionFilter, REWARD_STATUSES, type RewardFigures, type RewardPromise } from '~/domain/loyalty/rewards/model';
import { registerShop } from '~/domain/shops/index.server';
import { useDatabase } from '../support/database';
import { rewardPromise } from '../support/promise';

const { ownerPool } = useDatabase();
const NOW = new Date('2026-06-01T12:00:00Z');
const RUNS = 100;

const minor = (max: bigint) => fc.bigInt({ min: 0n, max });
const rarely = fc.integer({ min: 0, max: 7 }).map((n) => n === 0);
/** Few orders, so that redemptions meet on them. */
const order = fc.record({
  lines: minor(20_000n),
  discount: minor(1500n),
  total: minor(20_000n),
  refunded: minor(5000n),
  test: rarely,
  cancelled: rarely,
  deleted: rarely,
  voided: rarely,
});
type Order = typeof order extends fc.Arbitrary<infer T> ? T : never;

const redemption = fc.record({
  reward: fc.constantFrom('a', 'b', 'c'),
  kind: fc.constantFrom(...REWARD_KINDS),
  amount: minor(3000n),
  percent: fc.constantFrom('10', '12.5', '33.333', '100'),
  /** Given before rewards were made in the store. */
  isBare: rarely,
  status: fc.constantFrom('used', ...REWARD_STATUSES),
  points: fc.bigInt({ min: 500n, max: 900n }),
  returned: minor(500n),
  /** 5 is an order that is not there. */
  order: fc.option(fc.integer({ min: 0, max: 5 })),
  daysAgo: fc.constantFrom(0, 10, 29, 30, 89, 100, 400),
});
type Redemption = typeof redemption extends fc.Arbitrary<infer T> ? T : never;

const WITHOUT_AMOUNT: ReadonlySet<string> = new Set(['percent_off', 'free_shipping', 'custom']);
const promiseOf = ({ kind, amount, percent }: Redemption): RewardPromise =>
  rewardPromise({ kind, amount: WITHOUT_AMOUNT.has(kind) ? null : amount, percent: kind === 'percent_off' ? percent : null });
const stands = (one: Order | undefined): one is Order => one !== undefined && !one.test && !one.cancelled && !one.deleted && !one.voided;

/** The figures of some redemptions, one by one and from their meaning. */
function byHand(given: Redemption[], orders: Order[]): RewardFigures {
  const isMoney = ({ kind, isBare }: Redemption) => !isBare && (kind === 'gift_card' || kind === 'store_credit');
  const isUsed = (one: Redemption) => one.status === 'used' || (one.status === 'committed' && isMoney(one));
  const kept = given.filter(({ status }) => status !== 'released');
  const worth = (one: Redemption): bigint => {
    if (one.isBare) return 0n;
    if (isMoney(one)) return one.amount;
    const promise = promiseOf(one);
    if (one.order === null) return promise.amount ?? 0n;
    const on = orders[one.order];
    return stands(on) ? takenOff(promise, { goods: on.lines, discounts: on.discount }) : 0n;
  };
  const on = [...new Set(given.flatMap((one) => (one.status === 'used' && one.order !== null ? [one.order] : [])))].map((n) => orders[n]).filter(stands);
  const sum = (values: bigint[]) => values.reduce((total, value) => total + value, 0n);
  const inState = (...states: string[]) => given.filter(({ status }) => states.includes(status));
  return {
    given: kept.length,
    used: given.filter(isUsed).length,
    expired: inState('expired').length,
    cancelled: inState('cancelled').length,
    outstanding: inState('reserved', 'committed').filter((one) => !isUsed(one)).length,
    refused: inState('released').length,
    points: sum(kept.map(({ points }) => points)),
    returned: sum(kept.map(({ returned }) => returned)),
    value: sum(given.filter(isUsed).map(worth)),
    orders: on.length,
    revenue: sum(on.map(({ total, refunded }) => total - refunded)),
  };
}

async function write(shopId: bigint, orders: Order[], redemptions: Redemption[]): Promise<void> {
  await ownerPool.query('delete from loyalty_redemption where shop_id = $1', [shopId]);
  await ownerPool.query('delete from sales_order where shop_id = $1', [shopId]);
  await ownerPool.query(
    `insert into sales_order (shop_id, id, name, currency, presentment_currency, lines_total, discount_total, shipping_total, tax_total, total, refunded_total,
       financial_status, fulfillment_status, test, tags, discount_codes, cancelled_at, deleted_at, occurred_at, version_at)
     select $1, n - 1, n, 'USD', 'USD', (o ->> 'lines')::bigint, (o ->> 'discount')::bigint, 0, 0, (o ->> 'total')::bigint, (o ->> 'refunded')::bigint,
       case when (o ->> 'voided')::bool then 'voided' else 'paid' end, 'fulfilled', (o ->> 'test')::bool, '{}', '{}', case when (o ->> 'cancelled')::bool then now() end,
       case when (o ->> 'deleted')::bool then now() end, now(), now()
     from jsonb_array_elements($2::jsonb) with ordinality as one (o, n)`,
    [shopId, jsonText(orders)],
  );
  await ownerPool.query(
    `insert into loyalty_redemption (shop_id, id, customer_id, reward, request_key, points, returned, status, entry_id, order_id, created_at, promise)
     select $1, n, 1, r ->> 'reward', n, (r ->> 'points')::bigint, (r ->> 'returned')::bigint, r ->> 'status', 1, (r ->> 'order')::bigint,
       $3::timestamptz - (r ->> 'daysAgo')::int * interval '1 day', nullif(r -> 'promise', 'null')
     from jsonb_array_elements($2::jsonb) with ordinality as one (r, n)`,
    [shopId, jsonText(redemptions.map((one) => ({ ...one, promise: one.isBare ? null : promiseOf(one) }))), NOW],
  );
}

test('the overview of any redemptions is what they come to one by one, and its outline says beforehand of what it tells', async () => {
  const shopId = await registerShop('reward-overview.myshopify.com');
  await fc.assert(
    fc.asyncProperty(fc.array(order, { maxLength: 4 }), fc.array(redemption, { maxLength: 25 }), async (orders, redemptions) => {
      await write(shopId, orders, redemptions);
      for (const [period, days] of [
        ['days30', 30],
        ['all', Infinity],
      ] as const) {
        const wanted = { filter: redemptionFilter.parse({ period }), zone: 'UTC', now: NOW };
        const given = redemptions.filter(({ daysAgo }) => daysAgo < days);
        const names = [...new Set(given.map(({ reward }) => reward))].sort();
        const { rewards, total } = await rewardOverview(shopId, wanted);
        expect(total).toEqual(byHand(given, orders));
        const expected = names.map((name) => [
          name,
          byHand(
            given.filter(({ reward }) => reward === name),
            orders,
          ),
        ]);
        expect(Object.fromEntries(rewards.map(({ reward, figures }) => [reward, figures]))).toEqual(Object.fromEntries(expected));
        expect(rewards.map(({ figures }) => -figures.given)).toEqual(rewards.map(({ figures }) => -figures.given).sort((one, other) => one - other));
        expect(await overviewOutline(shopId, wanted)).toEqual({ rewards: names, refused: total.refused > 0 });
      }
    }),
    { numRuns: RUNS },
  );
});
