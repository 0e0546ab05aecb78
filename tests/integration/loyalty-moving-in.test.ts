import { beforeAll, describe, expect, it } from 'vitest';
import { customerSnapshot } from '../../prisma/seed/builders';
import { applyCustomers } from '~/domain/customers/index.server';
import { beginUndo, getFileImport, questionsOf } from '~/domain/file-imports/index.server';
import { verifyShop } from '~/domain/loyalty/ledger/index.server';
import { advanceShop, redeem } from '~/domain/loyalty/members/index.server';
import { publish } from '~/domain/loyalty/programme/index.server';
import { registerShop } from '~/domain/shops/index.server';
import { useDatabase } from '../support/database';
import { encoded, importFile, upload, work } from '../support/file-import';

const { ownerPool } = useDatabase();
const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY);
const iso = (at: Date) => at.toISOString().slice(0, 10);
const NEXT_YEAR = new Date().getUTCFullYear() + 1;
const [ANN, BEN, CLEO, DAN] = [7001n, 7002n, 7003n, 7004n];

let shops = 0;
async function newShop(): Promise<bigint> {
  const id = await registerShop(`moving-in-${(shops += 1)}.myshopify.com`);
  await ownerPool.query("update shop set currency = 'EUR', timezone = 'Europe/Berlin', country = 'DE', status = 'installed' where shop_id = $1", [id]);
  const contact = (email: string, phones: string[] = []) => ({ firstName: 'A', lastName: 'B', emails: [email], phones, addresses: [], note: null });
  const at = inDays(-400);
  await applyCustomers(id, [
    customerSnapshot(ANN, { occurredAt: at, versionAt: at, contact: contact('ann@example.org') }),
    customerSnapshot(BEN, { occurredAt: at, versionAt: at, contact: contact('ben@example.org', ['+4930123456']) }),
    customerSnapshot(CLEO, { occurredAt: at, versionAt: at, contact: contact('cleo@example.org') }),
    customerSnapshot(DAN, { occurredAt: at, versionAt: at, contact: contact('dan@example.org') }),
  ]);
  return id;
}
async function withProgramme(): Promise<bigint> {
  const id = await newShop();
  const levels = [
    { id: 'silver', name: { en: 'Silver' }, entry: '100.00' },
    { id: 'gold', name: { en: 'Gold' }, entry: '500.00', entryReward: { points: 500 } },
  ];
  await publish(
    id,
    { document: { earn: { pendingDays: 7 }, expiry: { model: 'lot', months: 12 }, tiers: { levels } }, effectiveAt: null, by: '1' },
    inDays(-100),
  );
  return id;
}
const members = async (shopId: bigint) =>
  (
    await ownerPool.query<Record<string, unknown>>(
      `select customer_id::text as id, available::int, pending::int, owed::int, tier, birthday, to_char(joined_at at time zone 'Europe/Berlin', 'YYYY-MM-DD') as joined from loyalty_member where shop_id = $1 order by 1`,
      [shopId],
    )
  ).rows;
const lots = async (shopId: bigint) =>
  (
    await ownerPool.query<{
      customer: string;
      state: number;
      remaining: string;
      available: Date | null;
      matures: Date | null;
      expires: Date | null;
      fixed: boolean;
    }>(
      `select customer_id::text as customer, state, remaining, available_at as available, matures_at as matures, expires_at as expires, fixed_expiry as fixed from ledger_lot where shop_id = $1 and remaining > 0 order by id`,
      [shopId],
    )
  ).rows;
const reasons = (errors: { line: number; reason: string }[]) => errors.map(({ line, reason }) => `${line} ${reason}`);

describe('members of a file', () => {
  const HEADER = 'customer_id,email,phone,points,lot_number,available_from,expires_at,tier,tier_until,birthday,member_since\n';
  const FILE = [
    `7001,,,"1,200",L1,2025-03-01,${NEXT_YEAR}-03-31,Gold,${NEXT_YEAR}-06-30,1992-02-29,2020-05-06`,
    `7001,,,300,L2,${iso(inDays(20))},,,,,`,
    `,BEN@example.org,,50,,,,silver,,12-24,`,
    `,,030 123456,7,L9,2020-01-01,,,,,`,
    `,nobody@example.org,,10,,,,,,,`,
    `7003,,,9223372036854775808,,,,,,,`,
    `7003,,,-5,,,,,,,`,
    `7003,,,10.5,,,,,,,`,
    `7003,,,10,,,2020-01-01,,,,`,
    `7003,,,10,,,,Platinum,,,`,
    `7003,,,10,,2025-02-30,,,,,`,
    `7001,,,1200,L1,,,,,,`,
    `,,,10,,,,,,,`,
    `7003,,,0,,,,,,,`,
  ].join('\n');
  let shopId: bigint;
  let importId: bigint;
  beforeAll(async () => {
    shopId = await withProgramme();
  });

  it('come with their lots, dates and tiers; the check says the same before, with each fault by its row and the totals side by side', async () => {
    const { id, file, checked, errors, checkErrors } = await importFile(shopId, encoded(HEADER + FILE));
    importId = id;
    expect(file.settings).toMatchObject({ kind: 'members', decimalMark: 'point' });
    expect(file.counts).toEqual(checked);
    expect(errors).toEqual(checkErrors);
    expect(reasons(errors).sort()).toEqual(
      [
        '10 lot_ended',
        '11 tier_unknown',
        '12 date_invalid',
        '13 lot_twice',
        '14 person_missing',
        '6 member_unknown',
        '7 amount_invalid',
        '8 points_negative',
        '9 points_fraction',
      ].sort(),
    );
    expect(file.counts).toMatchObject({ rows: 14, failed: 9, membersImported: 3, lotsImported: 4 });
    expect(file.counts.totals).toEqual({
      file: {
        members: 5,
        available: '2507',
        pending: '300',
        byMonth: { [`${NEXT_YEAR}-03`]: '1200', none: '1597', '2020-01': '10' },
        byTier: { gold: 1, silver: 1 },
      },
      posted: { members: 3, available: '1257', pending: '300', byMonth: { [`${NEXT_YEAR}-03`]: '1200', none: '357' }, byTier: { gold: 1, silver: 1 } },
    });
    expect(await members(shopId)).toEqual([
      { id: '7001', available: 1200, pending: 300, owed: 0, tier: 'gold', birthday: '02-29', joined: '2020-05-06' },
      { id: '7002', available: 57, pending: 0, owed: 0, tier: 'silver', birthday: '12-24', joined: expect.any(String) as string },
      { id: '7003', available: 0, pending: 0, owed: 0, tier: null, birthday: null, joined: expect.any(String) as string },
    ]);
    const [gold, waiting, balance, old] = await lots(shopId);
    // 31 March in Berlin is over when it is 22:00 in UTC.
    expect(gold).toMatchObject({ fixed: true, expires: new Date(`${NEXT_YEAR}-03-31T22:00:00Z`), available: new Date('2025-02-28T23:00:00Z') });
    expect(waiting).toMatchObject({ state: 0, expires: null });
    expect(balance).toMatchObject({ state: 1, fixed: false });
    // It would have ended long ago by the programme: nothing ends before anybody could be told.
    expect(old?.expires?.getTime()).toBeGreaterThan(inDays(29).getTime());
    const { rows } = await ownerPool.query("select from ledger_entry where shop_id = $1 and reason <> 'imported'", [shopId]);
    expect(rows).toHaveLength(0);
    expect((await verifyShop(shopId)).difference).toBeNull();
  });

  it('change nothing when the file comes again; the same points with another amount are refused', async () => {
    const before = [await members(shopId), await lots(shopId)];
    const { file } = await importFile(shopId, encoded(HEADER + FILE));
    expect(file.counts).toMatchObject({ membersImported: 0, lotsImported: 0, failed: 9, totals: { posted: { members: 3, available: '1257' } } });
    const { errors } = await importFile(shopId, encoded(`${HEADER},ben@example.org,,51,,,,,,,\n`));
    expect(reasons(errors)).toEqual(['2 imported_before']);
    expect([await members(shopId), await lots(shopId)]).toEqual(before);
  });

  it('go out again when the import is undone: what was spent is told and stays, nothing falls below zero, and the file may come again', async () => {
    await redeem(shopId, { customerId: BEN, points: 20n, reward: 'r', requestKey: 'k' }, new Date());
    await beginUndo(shopId, importId, new Date());
    await work(shopId, importId);
    const { file } = await getFileImport(shopId, importId);
    expect(file).toMatchObject({ status: 'undone', undo: { kept: { spent: 2 }, points: { back: '1537', spent: '20' } } });
    expect(await members(shopId)).toMatchObject([
      { available: 0, pending: 0, owed: 0, tier: null, birthday: null },
      { available: 0, owed: 0, tier: null, birthday: null },
      { available: 0 },
    ]);
    expect((await verifyShop(shopId)).difference).toBeNull();
    await importFile(shopId, encoded(HEADER + FILE));
    expect((await members(shopId))[0]).toMatchObject({ available: 1200, pending: 300, tier: 'gold', birthday: '02-29' });
    expect((await verifyShop(shopId)).difference).toBeNull();
    // What was pending becomes available on its day, and the tier is held until the day that was told.
    await advanceShop(shopId, inDays(25));
    expect((await members(shopId))[0]).toMatchObject({ available: 1500, pending: 0, tier: 'gold' });
  });
});

describe('files of other apps', () => {
  it.each([
    [
      'Rivo',
      'Email,Points Balance,Birthdate,VIP Tier,Activation Date,Credits Balance\nann@example.org,"1,234",1990-05-06,Gold,2024-01-02,0\n',
      { available: 1234, tier: 'gold', birthday: '05-06', joined: '2024-01-02' },
    ],
    [
      'Yotpo',
      'Full Name,Email,Points Balance,Points Spent,Birthday (MM/DD) or (MM/DD/YYYY)\nAnn,ann@example.org,80,400,05/06/1990\n',
      { available: 80, birthday: '05-06' },
    ],
    [
      'LoyaltyLion',
      'merchant_id;email;points_approved;points_pending;loyalty_tier_name;enrolled_at\n7001;ann@example.org;1.234;10;SILVER;2024-01-02T10:00:00Z\n',
      { available: 1234, pending: 10, tier: 'silver', joined: '2024-01-02' },
    ],
    [
      'Smile.io',
      'First name,Last name,Email,Date of birth,Points balance,Referral URL,VIP tier\nAnn,B,ann@example.org,1004-05-27,300,http://x,Silver\n',
      { available: 300, tier: 'silver', birthday: '05-27' },
    ],
  ])('%s: the columns are known by their headings', async (name, text, expected) => {
    const shopId = await withProgramme();
    const id = await upload(shopId, encoded(text, name === 'LoyaltyLion' ? 'utf-16le' : 'utf-8'));
    const { look } = await getFileImport(shopId, id);
    expect(look?.app).toBe(name.toLowerCase().replace('.io', ''));
    const { errors } = await importFile(shopId, encoded(text, name === 'LoyaltyLion' ? 'utf-16le' : 'utf-8'));
    expect(reasons(errors)).toEqual([]);
    expect(await members(shopId)).toMatchObject([expected]);
  });

  it('wait for a programme, and for the order of day and month where nobody could tell', async () => {
    const bare = await newShop();
    const id = await upload(bare, encoded('email,points,expires at\nann@example.org,5,03/04/2099\n'));
    const { file } = await getFileImport(bare, id);
    expect(file.settings && (await questionsOf(bare, file.settings, new Date()))).toEqual(['programme', 'dateOrder']);
    await expect(importFile(bare, encoded('email,points\nann@example.org,5\n'))).rejects.toThrow(/programme/);
  });
});
