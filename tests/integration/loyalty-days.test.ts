import { beforeAll, expect, test } from 'vitest';
import { withShopConnection } from '~/db/tenant.server';
import { advanceRollup, allDays, breakageOf, journal, loyaltyFigures, monthOfBooks } from '~/domain/loyalty/accounting/index.server';
import { post, rebuildShop } from '~/domain/loyalty/ledger/index.server';
import { mergeMembers, unmergeMembers } from '~/domain/loyalty/members/index.server';
import { publish } from '~/domain/loyalty/programme/index.server';
import { registerShop } from '~/domain/shops/index.server';
import { useDatabase } from '../support/database';
import { posting, postIn, type Movement } from '../support/ledger';

const { ownerPool } = useDatabase();
/** Behind UTC and with a summer time: days and months begin at other moments than UTC's. */
const ZONE = 'America/St_Johns';
const SHOP = { zone: ZONE, currency: 'USD' };
const NOW = new Date('2026-11-21T12:00:00Z');
const PEOPLE = [1n, 2n, 3n, 4n, 5n, 6n].map((n) => 7_000_000_000_000n + n);
let shopId: bigint;
let seed = 7;
const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
const make = (id: string, movement: Movement) => postIn(shopId, posting(id, movement));

beforeAll(async () => {
  shopId = await registerShop('days.myshopify.com');
  await publish(shopId, { document: { costPerPoint: '0.013' }, effectiveAt: null, by: 'test' }, new Date('2025-01-01T00:00:00Z'));
});

async function allOf<T>(pages: AsyncIterable<T[]>): Promise<T[]> {
  const rows: T[] = [];
  for await (const page of pages) rows.push(...page);
  return rows;
}

/** The books by day and by month add up, and end with what the figures say. */
async function expectBooks(): Promise<void> {
  const days = await allOf(allDays(shopId, ZONE, NOW));
  const march = await monthOfBooks(shopId, '2026-03-01', SHOP, NOW);
  expect(march.days).toEqual(days.filter(({ day }) => day.startsWith('2026-03')));
  expect(march.days.at(-1)?.closing).toBe((await byHand(null, '2026-04-01')).outstanding);
  expect(days.at(-1)?.closing).toBe((await byHand(null, '2026-11-22')).outstanding);
  expect(days.find(({ day }) => day === '2026-07-14')?.totals).toEqual((await byHand('2026-07-14', '2026-07-15')).totals);
  const { outstanding } = await byHand(null, '2026-11-01');
  const lines = await allOf(journal(shopId, SHOP, NOW));
  const deferred = lines.reduce((sum, { account, debit, credit }) => sum + (account === 'deferred' ? credit - debit : 0n), 0n);
  // 1.3 cents a point, rounded half up.
  expect(deferred).toBe((outstanding * 13n + 5n) / 10n);
}

/** By the month of issue, wherever points have gone since: issued as the ledger says, and all that is outstanding. */
async function expectCohorts(): Promise<void> {
  const { cohorts } = await breakageOf(shopId, SHOP, NOW);
  const { rows } = await ownerPool.query<{ month: string; issued: string }>(
    `select to_char(date_trunc('month', least(e.occurred_at, case when reason = 'imported' then e.available_at end) at time zone '${ZONE}'), 'YYYY-MM-DD') as month,
       sum(points)::text as issued from ledger_entry e where shop_id = $1 and debit = 'shop:issued' group by 1 order by 1 desc`,
    [shopId],
  );
  expect(cohorts.map(({ month, issued }) => ({ month, issued: String(issued) }))).toEqual(rows);
  const { outstanding, totals } = await byHand(null, '2027-01-01');
  const sum = (of: (cohort: (typeof cohorts)[number]) => bigint) => cohorts.reduce((total, cohort) => total + of(cohort), 0n);
  expect(sum((cohort) => cohort.outstanding)).toBe(outstanding);
  expect(sum((cohort) => cohort.expired)).toBe(totals['expired']);
  expect(sum((cohort) => cohort.redeemed)).toBe((totals['redeemed'] ?? 0n) - (totals['returned'] ?? 0n));
}

/** A random movement on a random day of the last 14 months. */
async function move(n: number): Promise<void> {
  const customerId = PEOPLE[random(PEOPLE.length)] ?? 0n;
  const occurredAt = new Date(NOW.getTime() - random(425 * 86_400) * 1000);
  const points = BigInt(1 + random(90));
  const common = { customerId, occurredAt };
  const id = `m${n}`;
  switch (random(8)) {
    case 0:
    case 1: {
      const lot = await make(id, { ...common, kind: 'accrue', points, maturesAt: new Date(occurredAt.getTime() + 86_400_000), expiresAt: null });
      if (random(2) && lot.entryId) await make(`${id}-m`, { ...common, kind: 'mature', lotId: lot.entryId, expiresAt: null });
      return;
    }
    case 2: {
      const reason = (['activity', 'imported', 'adjusted'] as const)[random(3)] ?? 'activity';
      // What was imported is older than its import.
      const availableAt = new Date(occurredAt.getTime() - 400 * 86_400_000);
      const lot = await make(id, {
        ...common,
        kind: 'accrue',
        points,
        maturesAt: null,
        expiresAt: null,
        reason,
        ...(reason === 'imported' ? { availableAt } : {}),
      });
      if (!random(3) && lot.entryId) await make(`${id}-x`, { ...common, kind: random(2) ? 'expire' : 'revoke', lotId: lot.entryId });
      return;
    }
    case 3:
      await make(id, { ...common, kind: 'take_back', points, ...(random(2) ? { reason: 'adjusted' } : {}) });
      return;
    default: {
      const spent = await make(id, { ...common, kind: 'spend', points: points / 2n + 1n });
      if (spent.entryId && !random(2)) await make(`${id}-b`, { ...common, kind: 'give_back', points: 1n, entryId: spent.entryId, graceUntil: null });
    }
  }
}

/** Every figure of a stretch of local days, as somebody would ask the ledger for it who knows nothing of how it is kept. */
async function byHand(from: string | null, to: string) {
  const { rows } = await ownerPool.query<Record<string, string>>(
    `with e as (select *, occurred_at at time zone '${ZONE}' as local from ledger_entry where shop_id = $1),
       p as (select * from e where local >= coalesce($2::date, '-infinity') and local < $3::date)
     select
       (select coalesce(sum(points), 0) from p where debit = 'shop:issued' and reason not in ('adjusted', 'imported'))::text as issued,
       (select coalesce(sum(points), 0) from p where debit = 'shop:issued' and reason = 'imported')::text as imported,
       (select coalesce(sum(case when debit = 'shop:issued' then points when debit in ('member:available', 'member:pending') then -points end), 0) from p where reason = 'adjusted')::text as adjusted,
       (select coalesce(sum(points), 0) from p where credit = 'shop:redeemed')::text as redeemed,
       (select coalesce(sum(points), 0) from p where debit = 'shop:redeemed')::text as returned,
       (select coalesce(sum(points), 0) from p where credit = 'shop:expired')::text as expired,
       (select coalesce(sum(points), 0) from p where reason <> 'adjusted' and debit in ('member:available', 'member:pending') and credit in ('shop:issued', 'member:owed'))::text as "takenBack",
       (select coalesce(sum(points), 0) from p where reason = 'matured')::text as matured,
       (select coalesce(sum(points), 0) from p where credit = 'member:available' and debit in ('member:pending', 'shop:issued'))::text as "becameAvailable",
       (select coalesce(sum(points), 0) from e where local < $3::date and credit in ('member:available', 'member:pending') and debit not in ('member:available', 'member:pending'))
         - (select coalesce(sum(points), 0) from e where local < $3::date and debit in ('member:available', 'member:pending') and credit not in ('member:available', 'member:pending')) as outstanding`,
    [shopId, from, to],
  );
  const { outstanding = '', ...totals } = rows[0] ?? {};
  return { totals: Object.fromEntries(Object.entries(totals).map(([name, points]) => [name, BigInt(points)])), outstanding: BigInt(outstanding) };
}

async function expectFigures(): Promise<void> {
  const [year, days, all] = await Promise.all((['months12', 'days30', 'all'] as const).map((period) => loyaltyFigures(shopId, period, SHOP, NOW)));
  expect({ totals: year?.totals, outstanding: year?.outstanding }).toEqual(await byHand('2025-12-01', '2026-11-22'));
  expect(year?.before).toEqual((await byHand('2024-12-01', '2025-12-01')).totals);
  expect({ totals: days?.totals, outstanding: days?.outstanding }).toEqual(await byHand('2026-10-23', '2026-11-22'));
  expect(days?.before).toEqual((await byHand('2026-09-23', '2026-10-23')).totals);
  expect({ totals: all?.totals, outstanding: all?.outstanding }).toEqual(await byHand(null, '2026-11-22'));
  const march = year?.stretches.find(({ from }) => from === '2026-03-01');
  expect({ totals: march?.totals, outstanding: march?.outstanding }).toEqual(await byHand('2026-03-01', '2026-04-01'));
  const balances = await ownerPool.query<Record<string, string>>(
    'select sum(available)::text as available, sum(pending)::text as pending, sum(owed)::text as owed from loyalty_member where shop_id = $1',
    [shopId],
  );
  const { available, pending, owed } = balances.rows[0] ?? {};
  await expectCohorts();
  expect(all?.holdings).toEqual({ available: BigInt(available ?? -1), pending: BigInt(pending ?? -1), owed: BigInt(owed ?? -1) });
}

test('figures are what the ledger says, however much of it has been added up: posted concurrently, merged, rebuilt, cut in another zone', async () => {
  for (let n = 0; n < 60; n += 1) await move(n);
  await expectFigures();

  // Somebody has drawn a number and takes long to commit; others overtake, and the days are added up meanwhile.
  let drawn = (): void => undefined;
  let release = (): void => undefined;
  const isDrawn = new Promise<void>((resolve) => (drawn = resolve));
  const mayCommit = new Promise<void>((resolve) => (release = resolve));
  const slow = withShopConnection(shopId, async (connection) => {
    await post(connection, shopId, posting('slow', { customerId: 9n, kind: 'accrue', points: 1000n, maturesAt: null, expiresAt: null, occurredAt: NOW }));
    drawn();
    await mayCommit;
  });
  await isDrawn;
  const posted = Promise.all(
    [0, 1, 2, 3].map(async (lane) => {
      for (let n = 0; n < 25; n += 1) await move(1000 + lane * 100 + n);
    }),
  );
  for (let n = 0; n < 5; n += 1) await advanceRollup(shopId, ZONE);
  await posted;
  await advanceRollup(shopId, ZONE);
  await expectFigures();
  release();
  await slow;
  await expectFigures();

  // Points of February 2024, given back in a lot of their own after theirs had ended, and merged; some that come back only then; points in no other month.
  const [owner, heir] = [7_000_000_000_011n, 7_000_000_000_012n];
  const at = (day: string) => ({ customerId: owner, occurredAt: new Date(`${day}T12:00:00Z`) });
  const old = await make('old', { ...at('2024-02-10'), kind: 'accrue', points: 100n, maturesAt: null, expiresAt: new Date('2025-02-11T00:00:00Z') });
  await make('open', { ...at('2024-02-11'), kind: 'accrue', points: 7n, maturesAt: null, expiresAt: null });
  const spent = await make('spent', { ...at('2024-03-10'), kind: 'spend', points: 65n });
  const later = await make('later', { ...at('2024-03-11'), kind: 'spend', points: 10n });
  await make('ended', { ...at('2025-02-11'), kind: 'expire', lotId: old.entryId ?? 0n });
  await make('back', { ...at('2025-03-10'), kind: 'give_back', points: 60n, entryId: spent.entryId ?? 0n, graceUntil: NOW });
  await mergeMembers(shopId, owner, heir, NOW);
  await make('back-too', { customerId: heir, occurredAt: NOW, kind: 'give_back', points: 4n, entryId: later.entryId ?? 0n, graceUntil: NOW });
  const february = (await breakageOf(shopId, SHOP, NOW)).cohorts.find(({ month }) => month === '2024-02-01');
  expect(february).toMatchObject({ issued: 107n, redeemed: 11n, expired: 25n, takenBack: 0n, outstanding: 71n });

  await mergeMembers(shopId, PEOPLE[0] ?? 0n, PEOPLE[1] ?? 0n, NOW);
  await mergeMembers(shopId, PEOPLE[2] ?? 0n, PEOPLE[1] ?? 0n, NOW);
  await unmergeMembers(shopId, PEOPLE[0] ?? 0n, PEOPLE[1] ?? 0n, NOW);
  await advanceRollup(shopId, ZONE);
  await rebuildShop(shopId, () => null);
  await expectFigures();

  // Until nothing is left over: then the days alone say it all, once each. Whoever writes anywhere on this server (other tests do) is waited for.
  const leftOver = async () => {
    await advanceRollup(shopId, ZONE);
    const { rows } = await ownerPool.query<{ missing: number }>(
      'select ((select count(*) from ledger_entry where shop_id = $1) - (select sum(entries) from loyalty_day where shop_id = $1))::int as missing',
      [shopId],
    );
    return rows[0]?.missing;
  };
  await expect.poll(leftOver, { timeout: 60_000 }).toBe(0);
  await expectFigures();

  await expectBooks();

  const { rows: before } = await ownerPool.query('select day::text, sum(points)::text from loyalty_day group by day order by day');
  while ((await advanceRollup(shopId, 'Pacific/Kiritimati')) > 0);
  for (let n = 0; n < 3; n += 1) await advanceRollup(shopId, 'Pacific/Kiritimati');
  const { rows: after } = await ownerPool.query('select day::text, sum(points)::text from loyalty_day group by day order by day');
  expect(after).not.toEqual(before);
  await expectFigures();
});
