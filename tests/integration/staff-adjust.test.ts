import { beforeEach, expect, it, test } from 'vitest';
import { customerSnapshot } from '../../prisma/seed/builders';
import { applyCustomers } from '~/domain/customers/index.server';
import { verifyShop } from '~/domain/loyalty/ledger/index.server';
import { adjustByStaff, changeTier, undoAdjustment, unpinTier } from '~/domain/loyalty/members/index.server';
import { PINNED_FOR_GOOD } from '~/domain/loyalty/members/model';
import { publish } from '~/domain/loyalty/programme/index.server';
import { getShop, registerShop } from '~/domain/shops/index.server';
import { makeManager, noteStaff, readStaff, setLimits, setRole, showStaff } from '~/domain/staff/index.server';
import { useDatabase } from '../support/database';

const { ownerPool } = useDatabase();
const [ANNA, BO] = [7_000_000_000_001n, 7_000_000_000_002n];
const [MANAGER, CLERK] = ['501', '502'];
const NOW = new Date('2026-06-10T12:00:00Z');
const later = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);
let shopId: bigint;
let shops = 0;

beforeEach(async () => {
  shopId = await registerShop(`staff-${(shops += 1)}.myshopify.com`);
  await applyCustomers(shopId, [customerSnapshot(ANNA), customerSnapshot(BO)]);
  const document = {
    tiers: {
      window: { kind: 'rolling', months: 12 },
      levels: [
        { id: 'silver', entry: '100' },
        { id: 'gold', entry: '500', entryReward: { points: 50 } },
      ],
    },
  };
  await publish(shopId, { document, effectiveAt: null, by: 'test' }, new Date('2026-01-01T00:00:00Z'));
  await noteStaff(shopId, MANAGER, NOW);
  await noteStaff(shopId, CLERK, NOW);
});

const give = (points: bigint, requestKey: string, by = CLERK, customerId = ANNA, now = NOW) =>
  adjustByStaff(shopId, { customerId, points, note: 'The parcel was late', by, requestKey }, now);
async function member(customerId = ANNA) {
  expect((await verifyShop(shopId)).difference).toBeNull();
  const { rows } = await ownerPool.query<Record<string, unknown>>(
    'select available::int, owed::int, entries, tier, tier_pinned_until as pinned from loyalty_member where shop_id = $1 and customer_id = $2',
    [shopId, customerId],
  );
  return rows[0];
}

it('whoever comes first manages, and only a manager changes roles and limits; one is always left', async () => {
  const fresh = await registerShop('first.myshopify.com');
  await Promise.all(['1', '2', '3', '4'].map((user) => noteStaff(fresh, user, NOW)));
  const { people } = await readStaff(fresh, '1', NOW);
  expect(people.filter(({ role }) => role === 'manager')).toHaveLength(1);

  const limits = { pointsAtOnce: 10n, pointsADay: null, changesTiers: true };
  await expect(setRole(shopId, { userId: CLERK, role: 'manager', by: CLERK })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(setLimits(shopId, { role: 'clerk', limits, by: CLERK }, NOW)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(setRole(shopId, { userId: MANAGER, role: 'clerk', by: MANAGER })).rejects.toMatchObject({ code: 'conflict' });
  await expect(setRole(shopId, { userId: '999', role: 'clerk', by: MANAGER })).rejects.toMatchObject({ code: 'not_found' });
  await setRole(shopId, { userId: CLERK, role: 'manager', by: MANAGER });
  const dismissals = [MANAGER, CLERK].map((by) => setRole(shopId, { userId: by === MANAGER ? CLERK : MANAGER, role: 'clerk', by }));
  expect((await Promise.allSettled(dismissals)).map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

it('whoever runs the app makes somebody a manager, known or not', async () => {
  await noteStaff(shopId, MANAGER, NOW);
  await noteStaff(shopId, CLERK, NOW);
  const { domain } = await getShop(shopId);
  const told: string[] = [];
  const print = (line: string) => void told.push(line);
  await makeManager(CLERK, domain, NOW, print);
  await makeManager('31415', domain, NOW, print);
  expect((await readStaff(shopId, CLERK, NOW)).people.map(({ role }) => role)).toEqual(['manager', 'manager', 'manager']);
  told.length = 0;
  await showStaff(domain, print);
  expect(told).toHaveLength(3);
  expect(told.find((line) => line.startsWith('31415'))).toMatch(/^31415 {2}manager {2}since \d{4}-/);
  await expect(makeManager('somebody@example.org', domain, NOW, print)).rejects.toMatchObject({ code: 'invalid_input' });
  await expect(makeManager(CLERK, 'elsewhere.myshopify.com', NOW, print)).rejects.toMatchObject({ code: 'not_found' });
});

it('adjusts within the limits of the role, each request once, and undoes by a counter entry', async () => {
  expect(await give(501n, 'a')).toEqual({ outcome: 'refused', limit: 'atOnce', max: 500n, left: 500n });
  expect(await give(-501n, 'a')).toMatchObject({ outcome: 'refused', limit: 'atOnce' });
  const both = await Promise.all([give(400n, 'b'), give(400n, 'b')]);
  expect(both.map(({ outcome }) => outcome).sort()).toEqual(['done', 'repeated']);
  expect(await member()).toMatchObject({ available: 400, entries: 1 });
  await expect(give(401n, 'b')).rejects.toMatchObject({ code: 'conflict' });

  // Six at once, for two people: the day's 2000 are not exceeded, whoever comes first.
  const many = await Promise.all(['c', 'd', 'e', 'f', 'g', 'h'].map((key, n) => give(n % 2 ? -500n : 500n, key, CLERK, n % 3 ? BO : ANNA)));
  expect(many.filter(({ outcome }) => outcome === 'done')).toHaveLength(3);
  expect(many.find(({ outcome }) => outcome === 'refused')).toEqual({ outcome: 'refused', limit: 'aDay', max: 2000n, left: 100n });
  // The day is the shop's (UTC here), a manager has no limit, and a request that was done is done whatever is left.
  expect(await give(400n, 'b')).toMatchObject({ outcome: 'repeated' });
  expect(await give(90_000n, 'i', MANAGER)).toMatchObject({ outcome: 'done' });
  expect(await give(500n, 'j', CLERK, BO, later(11))).toMatchObject({ outcome: 'refused', left: 100n });
  expect(await give(500n, 'j', CLERK, BO, later(12))).toMatchObject({ outcome: 'done' });
  await member();
});

it('undoes an adjustment once; what is undone frees the day, and others than who made it may not', async () => {
  const taken = await give(-500n, 'a');
  expect(await member()).toMatchObject({ available: 0, owed: 500 });
  const given = await give(300n, 'b');
  if (taken.outcome === 'refused' || given.outcome === 'refused' || !taken.entryId || !given.entryId) throw new Error('refused');
  const undo = { entryId: taken.entryId, by: CLERK };
  await Promise.all([undoAdjustment(shopId, undo, NOW), undoAdjustment(shopId, undo, NOW)]);
  expect(await member()).toMatchObject({ available: 300, owed: 0 });
  // A grant is undone from its own points first: those that end sooner stay.
  const older = await give(40n, 'older', MANAGER);
  await ownerPool.query("update ledger_lot set expires_at = '2026-07-01' where shop_id = $1 and id = $2", [
    shopId,
    older.outcome === 'refused' ? null : older.entryId,
  ]);
  const newer = await give(60n, 'newer', MANAGER);
  if (newer.outcome === 'refused' || !newer.entryId) throw new Error('refused');
  for (let twice = 0; twice < 2; twice += 1) await undoAdjustment(shopId, { entryId: newer.entryId, by: MANAGER }, NOW);
  const { rows: left } = await ownerPool.query('select remaining::int from ledger_lot where shop_id = $1 and remaining > 0 order by id', [shopId]);
  expect(left).toEqual([{ remaining: 300 }, { remaining: 40 }]);
  for (const key of ['c', 'd', 'e']) expect(await give(500n, key, CLERK, BO)).toMatchObject({ outcome: 'done' });
  expect(await give(201n, 'f', CLERK, BO)).toMatchObject({ outcome: 'refused', left: 200n });
  await noteStaff(shopId, '503', NOW);
  await expect(undoAdjustment(shopId, { entryId: given.entryId, by: '503' }, NOW)).rejects.toMatchObject({ code: 'forbidden' });
  await undoAdjustment(shopId, { entryId: given.entryId, by: MANAGER }, NOW);
  expect(await member()).toMatchObject({ available: 40, owed: 0 });
  await expect(undoAdjustment(shopId, { entryId: 1n, by: MANAGER }, NOW)).rejects.toMatchObject({ code: 'not_found' });
  await expect(adjustByStaff(shopId, { customerId: 99n, points: 1n, note: 'x', by: MANAGER, requestKey: 'x' }, NOW)).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('a tier is given by hand, pinned and let go, with its reason in the history and no entry reward', async () => {
  const order = { customerId: ANNA, note: 'Friend of the house', by: MANAGER };
  await expect(changeTier(shopId, { ...order, by: CLERK, tier: 'gold', hold: 'no' as const, requestKey: 'a' }, NOW)).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(changeTier(shopId, { ...order, tier: 'iron', hold: 'no' as const, requestKey: 'a' }, NOW)).rejects.toMatchObject({ field: 'tier' });
  await expect(changeTier(shopId, { ...order, tier: 'gold', hold: { lastDay: '2026-06-09' }, requestKey: 'a' }, NOW)).rejects.toMatchObject({ field: 'until' });
  await expect(unpinTier(shopId, { ...order, requestKey: 'a' }, NOW)).rejects.toMatchObject({ code: 'conflict' });

  const gold = { ...order, tier: 'gold', hold: 'open' as const, requestKey: 'b' };
  await Promise.all([changeTier(shopId, gold, NOW), changeTier(shopId, gold, NOW)]);
  expect(await member()).toMatchObject({ tier: 'gold', pinned: PINNED_FOR_GOOD, entries: 0 });
  const history = async () =>
    (
      await ownerPool.query<{ line: string }>(
        `select concat_ws(' ', coalesce(from_tier, '-'), coalesce(to_tier, '-'), reason, detail ->> 'note') as line from loyalty_tier_change where shop_id = $1 order by id`,
        [shopId],
      )
    ).rows.map(({ line }) => line);
  expect(await history()).toEqual(['- gold manual Friend of the house']);

  // Two years on its period has long ended; the pin holds, and when it is let go the rules look at what there is.
  const in2028 = new Date('2028-06-10T12:00:00Z');
  await adjustByStaff(shopId, { customerId: ANNA, points: 5n, note: 'x', by: MANAGER, requestKey: 'p' }, in2028);
  expect(await member()).toMatchObject({ tier: 'gold' });
  await unpinTier(shopId, { ...order, note: 'Moved away', requestKey: 'c' }, in2028);
  expect(await member()).toMatchObject({ tier: null, pinned: null });
  expect(await history()).toEqual(['- gold manual Friend of the house', 'gold gold manual Moved away', 'gold - period_ended']);

  // Pinned until a day, it ends by itself.
  await changeTier(shopId, { ...order, tier: 'silver', hold: { lastDay: '2029-12-31' }, requestKey: 'd' }, in2028);
  await adjustByStaff(shopId, { customerId: ANNA, points: 5n, note: 'x', by: MANAGER, requestKey: 'q' }, new Date('2030-01-02T00:00:00Z'));
  expect(await member()).toMatchObject({ tier: null, pinned: null });
  expect((await history()).at(-1)).toBe('silver - period_ended');
});
