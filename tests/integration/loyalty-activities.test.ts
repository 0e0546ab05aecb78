import fc from 'fast-check';
import { expect, test } from 'vitest';
import { customerSnapshot, orderLine, orderSnapshot } from '../../prisma/seed/builders';
import { applyCustomers } from '~/domain/customers/index.server';
import { verifyShop } from '~/domain/loyalty/ledger/index.server';
import {
  advanceShop,
  keepCalendar,
  mergeMembers,
  reportActivity,
  setBirthday,
  settleActivities,
  settleChangedOrders,
  unmergeMembers,
} from '~/domain/loyalty/members/index.server';
import type { ProgrammeInput } from '~/domain/loyalty/programme/model';
import { publish } from '~/domain/loyalty/programme/index.server';
import { applyOrders } from '~/domain/orders/index.server';
import { registerShop } from '~/domain/shops/index.server';
import { useDatabase } from '../support/database';

const { ownerPool } = useDatabase();
const ANNA = 7_000_000_000_001n;
const BO = 7_000_000_000_002n;
const at = (day: string) => new Date(`${day}T12:00:00Z`);
let shops = 0;

async function openShop(document: ProgrammeInput, since = '2026-03-01', zone = 'UTC'): Promise<bigint> {
  const shopId = await registerShop(`does-${(shops += 1)}.myshopify.com`);
  await ownerPool.query('update shop set timezone = $2 where shop_id = $1', [shopId.toString(), zone]);
  await publish(shopId, { document: { earn: { pendingDays: 0, pointsPerUnit: '0' }, ...document }, effectiveAt: null, by: 'test' }, at(since));
  return shopId;
}

/** All that waits is done, and the books are right. @returns a member's points: available, pending and owed. */
async function settled(shopId: bigint, now: Date, customer = ANNA): Promise<string> {
  expect((await settleChangedOrders(shopId, now)).failed).toEqual([]);
  while ((await keepCalendar(shopId, now)) > 0);
  while ((await settleActivities(shopId, now)).worked > 0);
  expect((await ownerPool.query('select from loyalty_activity where settled_at is null')).rowCount).toBe(0);
  await advanceShop(shopId, now);
  expect((await verifyShop(shopId)).difference).toBeNull();
  return balance(shopId, customer);
}
async function balance(shopId: bigint, customer = ANNA): Promise<string> {
  const { rows } = await ownerPool.query<{ is: string }>(
    "select available || ' ' || pending || ' ' || owed as is from loyalty_member where shop_id = $1 and customer_id = $2",
    [shopId.toString(), customer.toString()],
  );
  return rows[0]?.is ?? 'no member';
}
const order = (id: bigint, day: string, change: Partial<Parameters<typeof orderSnapshot>[1]> = {}) =>
  orderSnapshot(id, { customerId: ANNA, occurredAt: at(day), versionAt: at(day), lines: [orderLine(id, { unitPrice: 5000n })], ...change });
const consent = (day: string, state: 'subscribed' | 'unsubscribed') => ({ state, optInLevel: 'single_opt_in' as const, updatedAt: at(day) });
const entries = async (shopId: bigint) =>
  (
    await ownerPool.query<{ line: string }>(
      "select reason || ' ' || points || ' ' || to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as line from ledger_entry where shop_id = $1 order by id",
      [shopId.toString()],
    )
  ).rows.map(({ line }) => line);

test('an account and a consent bring points once, and nothing to those who were there before', async () => {
  const shopId = await registerShop('joining.myshopify.com');
  await applyCustomers(shopId, [customerSnapshot(ANNA, { occurredAt: at('2026-01-05'), emailConsent: consent('2026-01-05', 'subscribed') })]);
  const document = {
    activities: [
      { id: 'join', kind: 'account' as const, points: 50 },
      { id: 'news', kind: 'newsletter' as const, points: 20, perMember: 5 },
    ],
  };
  await publish(shopId, { document, effectiveAt: null, by: 'test' }, at('2026-03-01'));
  const bo = { occurredAt: at('2026-03-05'), emailConsent: consent('2026-03-06', 'subscribed') };
  await applyCustomers(shopId, [
    customerSnapshot(ANNA, { occurredAt: at('2026-01-05'), versionAt: at('2026-03-02'), emailConsent: consent('2026-03-02', 'unsubscribed') }),
  ]);
  await applyCustomers(shopId, [
    customerSnapshot(ANNA, { occurredAt: at('2026-01-05'), versionAt: at('2026-03-03'), emailConsent: consent('2026-03-03', 'subscribed') }),
  ]);
  for (const version of ['2026-03-06', '2026-03-06', '2026-03-05']) await applyCustomers(shopId, [customerSnapshot(BO, { ...bo, versionAt: at(version) })]);
  expect(await settled(shopId, at('2026-03-07'), BO)).toBe('70 0 0');
  // Somebody who leaves and comes back, an account that is enabled later.
  await applyCustomers(shopId, [
    customerSnapshot(BO, { ...bo, versionAt: at('2026-03-08'), state: 'enabled', emailConsent: consent('2026-03-08', 'unsubscribed') }),
  ]);
  await applyCustomers(shopId, [
    customerSnapshot(BO, { ...bo, versionAt: at('2026-03-09'), state: 'enabled', emailConsent: consent('2026-03-09', 'subscribed') }),
  ]);
  expect(await settled(shopId, at('2026-03-10'), BO)).toBe('70 0 0');
  expect(await balance(shopId)).toMatch(/^(no member|0 0 0)$/);
  // Who was there, and makes an account only now, gets the points of making one.
  await applyCustomers(shopId, [customerSnapshot(ANNA, { occurredAt: at('2026-01-05'), versionAt: at('2026-03-11'), state: 'enabled' })]);
  expect(await settled(shopId, at('2026-03-12'))).toBe('50 0 0');
});

test('the first and the nth order bring points as part of the order, and lose them with it', async () => {
  const document: ProgrammeInput = {
    earn: { pendingDays: 5, pointsPerUnit: '0' },
    activities: [
      { id: 'first', kind: 'first_order', points: 100 },
      { id: 'third', kind: 'nth_order', n: 3, points: 30, perMember: 2 },
    ],
  };
  const shopId = await openShop(document);
  await applyOrders(shopId, [order(1n, '2026-03-02')]);
  expect(await settled(shopId, at('2026-03-03'))).toBe('0 100 0');
  await applyOrders(shopId, [order(2n, '2026-03-04'), order(3n, '2026-03-05'), order(4n, '2026-03-06', { test: true })]);
  expect(await settled(shopId, at('2026-03-08'))).toBe('100 30 0');
  // The first is cancelled: the second is the first now, and the third the second.
  await applyOrders(shopId, [order(1n, '2026-03-02', { versionAt: at('2026-03-09'), cancelledAt: at('2026-03-09') })]);
  expect(await settled(shopId, at('2026-03-09'))).toBe('100 0 0');
  for (const id of [5n, 6n, 7n, 8n, 9n, 10n, 11n]) await applyOrders(shopId, [order(id, '2026-03-10')]);
  // Of nine orders the third and the sixth: twice in all.
  expect(await settled(shopId, at('2026-03-20'))).toBe('160 0 0');
  await applyOrders(shopId, [order(2n, '2026-03-04', { versionAt: at('2026-03-21'), financialStatus: 'voided' })]);
  expect(await settled(shopId, at('2026-03-21'))).toBe('160 0 0');
  const { rows } = await ownerPool.query('select distinct programme_version from ledger_entry where shop_id = $1', [shopId.toString()]);
  expect(rows).toEqual([{ programme_version: 1 }]);
});

test('birthdays and anniversaries are kept on the local day, by tier, once a year, and caught up', async () => {
  const levels = [{ id: 'silver', entry: '10.00', birthdayReward: { points: 70 } }];
  const activities = [
    { id: 'bday', kind: 'birthday' as const, points: 40, birthdayCutoffDays: 10 },
    { id: 'year', kind: 'anniversary' as const, points: 5 },
  ];
  const shopId = await openShop({ activities, tiers: { levels } }, '2026-03-01', 'Pacific/Auckland');
  await applyOrders(shopId, [order(1n, '2026-03-02')]);
  expect(await settled(shopId, at('2026-03-02'))).toBe('0 0 0');
  await setBirthday(shopId, ANNA, '02-29', at('2026-03-02'));
  await setBirthday(shopId, BO, '03-10', at('2026-03-05'));
  // Told five days before it: too fresh. In between the worker is away for a year, and all is done at its own time.
  expect(await settled(shopId, at('2027-03-08'), BO)).toBe('5 0 0');
  expect(await balance(shopId)).toBe('115 0 0');
  expect(await entries(shopId)).toEqual(
    expect.arrayContaining(['birthday 40 2027-02-27 11:00', 'birthday 70 2027-02-27 11:00', 'activity 5 2027-03-02 11:00']),
  );
  // Changed to a day that is to come: not again in this year, but in the next, on the 29th where there is one.
  expect(await setBirthday(shopId, ANNA, '12-24', at('2027-03-10'))).toBe(true);
  expect(await settled(shopId, at('2027-12-30'))).toBe('115 0 0');
  await setBirthday(shopId, ANNA, '02-29', at('2028-01-02'));
  expect(await settled(shopId, at('2028-02-27'))).toBe('115 0 0');
  expect(await settled(shopId, at('2028-02-28'))).toBe('225 0 0');
  expect(await settled(shopId, at('2028-02-28'), BO)).toBe('45 0 0');
  await expect(setBirthday(shopId, ANNA, '02-30', at('2028-03-01'))).rejects.toMatchObject({ code: 'invalid_input' });
});

const report = (kind: 'review' | 'social' | 'custom', key: string, day: string, customerId = ANNA, event?: string) => ({
  customerId,
  activity: kind === 'custom' ? { kind, event: event ?? 'visit' } : { kind, ...(event && { activity: event }) },
  occurredAt: at(day),
  source: 'api' as const,
  key,
});

test('what is reported counts once a key and as often as the programme says, also over a merge that is undone', async () => {
  const activities = [
    { id: 'rev', kind: 'review' as const, points: 10, perMember: 2 },
    { id: 'insta', kind: 'social' as const, points: 7 },
    { id: 'share', kind: 'social' as const, points: 3 },
    { id: 'first', kind: 'first_order' as const, points: 100 },
  ];
  const shopId = await openShop({ activities });
  const now = at('2026-03-05');
  expect(await reportActivity(shopId, report('review', 'r1', '2026-03-02'), now)).toMatchObject({ points: 10n, rules: ['rev'], repeated: false });
  expect(await reportActivity(shopId, report('review', 'r1', '2026-03-03'), now)).toMatchObject({ points: 10n, repeated: true });
  await expect(reportActivity(shopId, report('social', 'r1', '2026-03-02'), now)).rejects.toMatchObject({ code: 'conflict' });
  expect(await reportActivity(shopId, report('social', 's1', '2026-03-02', ANNA, 'insta'), now)).toMatchObject({ points: 7n });
  expect(await reportActivity(shopId, report('social', 's2', '2026-03-02', ANNA, 'insta'), now)).toMatchObject({ points: 0n, nothing: 'limit' });
  expect(await reportActivity(shopId, report('custom', 'c1', '2026-03-02'), now)).toMatchObject({ points: 0n, nothing: 'no_way' });
  expect(await reportActivity(shopId, report('review', 'old', '2026-02-02'), now)).toMatchObject({ points: 0n, nothing: 'no_programme' });
  await applyOrders(shopId, [order(1n, '2026-03-02'), order(2n, '2026-03-03', { customerId: BO })]);
  await reportActivity(shopId, report('review', 'b1', '2026-03-02', BO), now);
  expect([await settled(shopId, now), await settled(shopId, now, BO)]).toEqual(['117 0 0', '110 0 0']);

  await mergeMembers(shopId, ANNA, BO, at('2026-03-06'));
  expect(await settled(shopId, at('2026-03-06'), BO)).toBe('227 0 0');
  const after = at('2026-03-07');
  expect(await reportActivity(shopId, report('review', 'a3', '2026-03-07'), after)).toMatchObject({ points: 0n, nothing: 'limit' });
  expect(await reportActivity(shopId, report('social', 'a4', '2026-03-07', BO, 'insta'), after)).toMatchObject({ points: 0n, nothing: 'limit' });
  expect(await reportActivity(shopId, report('social', 'a5', '2026-03-07', ANNA, 'share'), after)).toMatchObject({ points: 3n });
  // One of the two first orders is gone: its points go, the other's stay.
  await applyOrders(shopId, [order(1n, '2026-03-02', { versionAt: after, cancelledAt: after })]);
  await applyOrders(shopId, [order(3n, '2026-03-07', { customerId: BO })]);
  expect(await settled(shopId, after, BO)).toBe('130 0 0');

  await unmergeMembers(shopId, ANNA, BO, at('2026-03-08'));
  const then = at('2026-03-09');
  expect(await reportActivity(shopId, report('social', 'a6', '2026-03-09', ANNA, 'share'), then)).toMatchObject({ points: 0n, nothing: 'limit' });
  expect(await reportActivity(shopId, report('social', 'a7', '2026-03-09', ANNA, 'insta'), then)).toMatchObject({ points: 0n, nothing: 'limit' });
  expect(await reportActivity(shopId, report('social', 'b7', '2026-03-09', BO, 'insta'), then)).toMatchObject({ points: 7n });
  expect([await settled(shopId, then), await settled(shopId, then, BO)]).toEqual(['17 0 0', '120 0 0']);
});

test('the same events in any order, twice, at once and with cut connections leave the same books', async () => {
  const activities = [
    { id: 'join', kind: 'account' as const, points: 50 },
    { id: 'rev', kind: 'review' as const, points: 10, perMember: 3 },
    { id: 'visit', kind: 'custom' as const, event: 'visit', points: 1, perMember: 2 },
    { id: 'first', kind: 'first_order' as const, points: 100 },
    { id: 'second', kind: 'nth_order' as const, n: 2, points: 30, perMember: 9 },
  ];
  const now = at('2026-03-20');
  const events: ((shopId: bigint) => Promise<unknown>)[] = [
    (shopId) => applyCustomers(shopId, [customerSnapshot(ANNA, { occurredAt: at('2026-03-01') })]),
    ...['r1', 'r2', 'r3', 'r4'].map((key) => (shopId: bigint) => reportActivity(shopId, report('review', key, '2026-03-02'), now)),
    ...['v1', 'v2', 'v3'].map((key) => (shopId: bigint) => reportActivity(shopId, report('custom', key, '2026-03-02'), now)),
    ...[1n, 2n, 3n, 4n, 5n].map((id) => (shopId: bigint) => applyOrders(shopId, [order(id, `2026-03-0${id}`)])),
    (shopId) => applyOrders(shopId, [order(2n, '2026-03-02', { versionAt: at('2026-03-10'), cancelledAt: at('2026-03-10') })]),
    (shopId) => settleChangedOrders(shopId, now),
    (shopId) => settleActivities(shopId, now),
  ];
  const cut = () =>
    ownerPool.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state = 'idle in transaction'");
  const many = fc.shuffledSubarray([...events.keys(), ...events.keys()], { minLength: events.length * 2 });
  await fc.assert(
    fc.asyncProperty(many, fc.integer({ min: 1, max: 6 }), fc.nat(5), async (sequence, atOnce, cuts) => {
      const shopId = await openShop({ activities }, '2026-02-20');
      for (let from = 0; from < sequence.length; from += atOnce) {
        const batch = sequence.slice(from, from + atOnce).flatMap((index) => events[index]?.(shopId) ?? []);
        await Promise.allSettled(from / atOnce < cuts ? [...batch, cut()] : batch);
      }
      // Who is told nothing tells it again, as stores and callers do.
      for (const event of events) await event(shopId);
      await ownerPool.query('update loyalty_activity set next_at = now() where shop_id = $1', [shopId.toString()]);
      await ownerPool.query('update loyalty_queue set next_at = now() where shop_id = $1', [shopId.toString()]);
      // 50 + 3 × 10 + 2 × 1 + 100 + 2 × 30
      expect(await settled(shopId, now)).toBe('242 0 0');
    }),
    { numRuns: 5 },
  );
}, 60_000);
