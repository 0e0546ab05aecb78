import { beforeAll, expect, it, test } from 'vitest';
import { applyCustomers } from '~/domain/customers/index.server';
import { rebuildShop, verifyShop } from '~/domain/loyalty/ledger/index.server';
import { countMembersOf, eachMember, eachMovement, listFeed, listMembers } from '~/domain/loyalty/members/index.server';
import { feedFilter, memberFilter, type MemberFilter, type MemberRow, type MemberSort } from '~/domain/loyalty/members/model';
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
  for (shown.push(...page.rows.map(({ id }) => id)); page.next; shown.push(...page.rows.map(({ id }) => id)))
    page = await listFeed(shopId, wanted, page.next, NOW, 7);
  expect(shown).toEqual(expected);
  const filed: bigint[] = [];
  for await (const some of eachMovement(shopId, wanted, NOW)) filed.push(...some.map(({ id }) => id));
  expect(filed).toEqual(expected);
});
