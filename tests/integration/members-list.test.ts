import { beforeAll, expect, it, test } from 'vitest';
import { applyCustomers } from '~/domain/customers/index.server';
import { rebuildShop, verifyShop } from '~/domain/loyalty/ledger/index.server';
import { countMembersOf, eachFeedRow, eachMember, listFeed, listMembers } from '~/domain/loyalty/members/index.server';
import { feedFilter, memberFilter, type FeedRow, type MemberFilter, type MemberRow, type MemberSort } from '~/domain/loyalty/members/model';
import { publish } from '~/domain/loyalty/programme/index.server';
import type { Page } from '~/domain/shared/keyset';
import { registerShop } from '~/domain/shops/index.server';
import { useDatabase } from '../support/database';
import { customerSnapshot } from '../../prisma/seed/builders';
import { posting, postIn } from '../support/ledger';

const { ownerPool } = useDatabase();
const NOW = new Date('2026-06-01T00:00:00Z');
const days = (n: number) => new Date(NOW.getTime() + n * 86_400_000);
const MEMBERS = 40;
const idOf = (n: number) => 1000n + BigInt(n);
let shopId: bigint;

/** Members in all states that the filters tell apart; where sort values are equal, the id decides. */
beforeAll(async () => {
  shopId = await registerShop('members.myshopify.com');
  const people = Array.from({ length: MEMBERS }, (_, n) =>
    customerSnapshot(idOf(n), {
      contact: { firstName: n === 7 ? 'Wilhelmina' : `Person${n}`, lastName: 'Test', emails: [`p${n}@example.org`], phones: [], addresses: [], note: null },
    }),
  );
  await applyCustomers(shopId, people);
  for (let n = 0; n < MEMBERS; n += 1) {
    const customerId = idOf(n);
    const occurredAt = days(-100 + (n % 5));
    const points = BigInt(10 * (1 + (n % 4)));
    const maturesAt = n % 3 === 0 ? days(5) : null;
    const one = { customerId, occurredAt };
    await postIn(
      shopId,
      posting(`earn-${n}`, {
        ...one,
        kind: 'accrue',
        points,
        maturesAt,
        expiresAt: n % 2 === 0 ? days(20 * (n % 6)) : null,
        ...(n % 7 === 0 && { reason: 'adjusted' as const }),
      }),
    );
    if (n % 5 === 0) await postIn(shopId, posting(`take-${n}`, { ...one, kind: 'take_back', points: 25n }));
    if (n % 4 === 1) await postIn(shopId, posting(`spend-${n}`, { ...one, kind: 'spend', points: 5n, occurredAt: days(-10) }));
  }
  await ownerPool.query(
    `update loyalty_member set tier = (array['silver', 'gold', null])[1 + customer_id % 3], tier_pinned_until = case when customer_id % 8 = 0 then $1::timestamptz end,
       merged_into = case when customer_id = 1039 then 1000 end, joined_at = $2::timestamptz - (customer_id % 6) * interval '1 day'`,
    [days(3), NOW],
  );
}, 30_000);

const SORT_SQL: Record<MemberSort, string> = { available: 'available', earned: 'earned', active: 'last_active_at', joined: 'joined_at' };
/** The filters once more, by hand. */
const BY_HAND: [string, Partial<MemberFilter>, string][] = [
  ['everybody', {}, 'true'],
  ['of a tier', { tier: 'gold' }, "tier = 'gold'"],
  ['of none', { tier: '-' }, 'tier is null'],
  ['with points', { has: 'available' }, 'available > 0'],
  ['with pending points', { has: 'pending' }, 'pending > 0'],
  ['owing', { has: 'owed' }, 'owed > 0'],
  [
    'whose points end',
    { ending: '60d' },
    "exists (select from ledger_lot l where l.customer_id = m.customer_id and state = 1 and remaining > 0 and expires_at > '2026-06-01' and expires_at <= '2026-07-31')",
  ],
  ['pinned', { pinned: 'yes' }, "tier_pinned_until > '2026-06-01'"],
  [
    'several at once',
    { tier: 'silver', has: 'available', ending: '90d' },
    "tier = 'silver' and available > 0 and customer_id % 2 = 0 and exists (select from ledger_lot l where l.customer_id = m.customer_id and state = 1 and remaining > 0 and expires_at > '2026-06-01' and expires_at <= '2026-08-30')",
  ],
];

test.each(BY_HAND)('the list of members %s is what the tables say, in every order, page by page and backwards', async (_name, filter, condition) => {
  for (const sort of ['available', 'earned', 'active', 'joined'] as const) {
    for (const direction of ['asc', 'desc'] as const) {
      const { rows } = await ownerPool.query<{ id: string }>(
        `select customer_id as id from loyalty_member m where merged_into is null and ${condition}
         order by ${SORT_SQL[sort]} ${direction} nulls last, customer_id ${direction === 'desc' ? 'asc' : 'desc'}`,
      );
      const expected = rows.map(({ id }) => BigInt(id));
      const request = { filter: memberFilter.parse(filter), sort, direction, size: 15 };
      const pages: MemberRow[][] = [];
      let page = await listMembers(shopId, { ...request, cursor: null }, NOW);
      for (pages.push(page.rows); page.next; pages.push(page.rows)) page = await listMembers(shopId, { ...request, cursor: page.next }, NOW);
      expect(pages.flat().map(({ id }) => id)).toEqual(expected);
      if (page.previous) expect((await listMembers(shopId, { ...request, cursor: page.previous }, NOW)).rows).toEqual(pages[pages.length - 2]);
    }
  }
  const { rows } = await ownerPool.query<{ n: number }>(`select count(*)::int as n from loyalty_member m where merged_into is null and ${condition}`);
  expect(await countMembersOf(shopId, memberFilter.parse(filter), NOW)).toEqual({ value: rows[0]?.n, more: false });
  expect(rows[0]?.n).toBeGreaterThan(0);
});

it('finds by name, says when points end, and is another shop’s for nobody', async () => {
  const found = await listMembers(shopId, { filter: memberFilter.parse({ query: 'wilhel' }), sort: 'joined', direction: 'desc', cursor: null }, NOW);
  expect(found.rows).toMatchObject([{ id: idOf(7), contact: { name: 'Wilhelmina Test' }, available: 40n, earned: 40n, lastActiveAt: null }]);
  const exported: MemberRow[] = [];
  for await (const rows of eachMember(shopId, memberFilter.parse({}), NOW)) exported.push(...rows);
  expect(exported).toHaveLength(MEMBERS - 1);
  expect(exported.find(({ id }) => id === idOf(4))).toMatchObject({ endsAt: days(80), endsPoints: 10n });
  const elsewhere = await registerShop('other-members.myshopify.com');
  expect((await listMembers(elsewhere, { filter: memberFilter.parse({}), sort: 'joined', direction: 'desc', cursor: null }, NOW)).rows).toEqual([]);
});

it('what it is sorted by can be made again from the entries', async () => {
  await ownerPool.query('update loyalty_member set earned = earned + 1, last_active_at = null');
  expect((await verifyShop(shopId)).difference).toMatchObject({ what: 'balance' });
  expect((await rebuildShop(shopId, (lot) => lot.expires_at)).balances).toBe(MEMBERS);
  expect((await verifyShop(shopId)).difference).toBeNull();
  const { rows } = await ownerPool.query<{ n: number }>('select count(*)::int as n from loyalty_member where last_active_at is not null');
  expect(rows[0]?.n).toBeGreaterThan(MEMBERS / 2);
});

/** Changes of tier at the moments of points and between them, by one programme and by the next. */
async function changeTiers(): Promise<void> {
  const levels = (ids: string[]) => ({ tiers: { levels: ids.map((id, n) => ({ id, entry: String(100 * (n + 1)) })) } });
  await publish(shopId, { document: levels(['silver', 'gold']), effectiveAt: null, by: 'test' }, days(-200));
  await publish(shopId, { document: levels(['gold', 'platinum']), effectiveAt: null, by: 'test' }, days(-150));
  const change = (n: number, from: string | null, to: string | null, reason: string, at: Date, version: number, detail: object = {}) =>
    ownerPool.query(
      `insert into loyalty_tier_change (shop_id, customer_id, from_tier, to_tier, reason, occurred_at, programme_version, detail) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [shopId, idOf(n), from, to, reason, at, version, JSON.stringify(detail)],
    );
  await change(7, null, 'silver', 'reached', days(-98), 1);
  await change(7, 'silver', 'gold', 'reached', days(-98), 1);
  await change(8, 'silver', 'gold', 'programme_changed', days(-98), 2);
  await change(9, 'gold', null, 'period_ended', days(-10), 2);
  await change(7, 'gold', 'platinum', 'manual', days(-3), 2, { note: 'A friend', by: '5', pinnedUntil: '9999-12-31T00:00:00Z', amount: '1200' });
  await change(7, 'platinum', 'platinum', 'manual', days(-2), 2, { note: 'Enough', by: '5', released: true });
}

it('the activity feed tells of tiers and points in one order: up, down, pinned, by hand, by the programme of the moment', async () => {
  await changeTiers();
  const read = async (filter: object) => {
    const wanted = feedFilter.parse(filter);
    const shown: FeedRow[] = [];
    for (let cursor: string | null = null, more = true; more; more = cursor !== null) {
      const page: Page<FeedRow> = await listFeed(shopId, wanted, cursor, NOW, 7);
      // A page back from the second is the first.
      if (page.previous) expect((await listFeed(shopId, wanted, page.previous, NOW, 7)).rows).toEqual(shown.slice(-7));
      shown.push(...page.rows);
      cursor = page.next;
    }
    const filed: FeedRow[] = [];
    for await (const some of eachFeedRow(shopId, wanted, NOW)) filed.push(...some);
    expect(filed).toEqual(shown);
    return shown;
  };
  const told = (rows: FeedRow[]) => rows.flatMap((row) => (row.kind === 'tier' ? `${row.customerId} ${row.from}→${row.to} ${row.direction}` : []));
  const all = await read({});
  expect(all.map(({ occurredAt }) => occurredAt.getTime())).toEqual(all.map(({ occurredAt }) => occurredAt.getTime()).sort((a, b) => b - a));
  const { rows } = await ownerPool.query<{ n: number }>('select ((select count(*) from ledger_entry) + (select count(*) from loyalty_tier_change))::int as n');
  expect(new Set(all.map(({ kind, id }) => `${kind} ${id}`)).size).toBe(rows[0]?.n);
  expect(told(all)).toEqual(told(await read({ reason: 'tier_any' })));
  expect(told(await read({ reason: 'tier_up' }))).toEqual(['1007 gold→platinum 1', '1007 silver→gold 1', '1007 null→silver 1']);
  // Where silver is no tier any more it stands as it last did, which is where gold stands now.
  expect(told(await read({ reason: 'tier_down' }))).toEqual(['1009 gold→null -1']);
  expect(told(await read({ reason: 'tier_any', within: '30d', query: 'Wilhelmina' }))).toEqual(['1007 platinum→platinum 0', '1007 gold→platinum 1']);
  const [released, pinned] = await read({ reason: 'tier_pinned' });
  expect(released).toMatchObject({ released: true, by: '5', note: 'Enough' });
  expect(pinned).toMatchObject({
    reason: 'manual',
    by: '5',
    note: 'A friend',
    pinnedUntil: new Date('9999-12-31T00:00:00Z'),
    amount: 1200n,
    contact: { name: 'Wilhelmina Test' },
  });
  expect(await read({ reason: 'tier_manual' })).toHaveLength(2);
});

const idsOf = (rows: FeedRow[]) => rows.flatMap(({ kind, id }) => (kind === 'points' ? id : []));

test.each([
  ['all', {}, 'true'],
  ['taken back', { reason: 'order_refunded' }, "reason = 'order_refunded'"],
  ['of late', { within: '30d' }, "occurred_at > timestamptz '2026-06-01Z' - interval '30 days'"],
  ['of somebody', { query: 'Wilhelmina' }, 'customer_id = 1007'],
  ['of nobody', { query: 'Nobody' }, 'false'],
])('the activity feed shows movements %s, newest first, page by page and in its file', async (_name, filter, condition) => {
  const { rows } = await ownerPool.query<{ id: string }>(`select id from ledger_entry where ${condition} order by occurred_at desc, id`);
  const expected = rows.map(({ id }) => BigInt(id));
  const wanted = feedFilter.parse(filter);
  const shown: bigint[] = [];
  let page = await listFeed(shopId, wanted, null, NOW, 7);
  for (shown.push(...idsOf(page.rows)); page.next; shown.push(...idsOf(page.rows))) page = await listFeed(shopId, wanted, page.next, NOW, 7);
  expect(shown).toEqual(expected);
  const filed: bigint[] = [];
  for await (const some of eachFeedRow(shopId, wanted, NOW)) filed.push(...idsOf(some));
  expect(filed).toEqual(expected);
});
