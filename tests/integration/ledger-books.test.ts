import { beforeAll, describe, expect, it } from 'vitest';
import { explainLedger, rebuildLedger, verifyLedger, verifyShop } from '~/domain/loyalty/ledger/index.server';
import { registerShop } from '~/domain/shops/index.server';
import { useDatabase } from '../support/database';
import { day, MEMBER, posting, postIn, type Movement } from '../support/ledger';

const { ownerPool } = useDatabase();
const DOMAIN = 'books.myshopify.com';
const OTHER = 8_000_000_000_002n;
const ORDER = 5_000_000_000_001n;
let shopId: bigint;
let lot: bigint;

const make = (id: string, movement: Movement) => postIn(shopId, posting(id, movement));
const lines = async (command: (print: (line: string) => void) => Promise<unknown>): Promise<{ result: unknown; text: string }> => {
  const printed: string[] = [];
  const result = await command((line) => printed.push(line));
  return { result, text: printed.join('\n') };
};
const verify = () => lines((print) => verifyLedger(DOMAIN, print));

/** Everything that can be made again, as text: byte for byte. */
async function dump(): Promise<string> {
  const { rows } = await ownerPool.query<{ text: string }>(
    `select (select string_agg(m::text, e'\n' order by m.customer_id) from loyalty_member m) || (select string_agg(l::text, e'\n' order by l.customer_id, l.id) from ledger_lot l) as text`,
  );
  return rows[0]?.text ?? '';
}

/** As nobody but the owner of the tables could, with the triggers off. */
async function corrupt(statement: string): Promise<void> {
  const client = await ownerPool.connect();
  try {
    await client.query("set session_replication_role = 'replica'");
    const { rowCount } = await client.query(statement);
    expect(rowCount).toBe(1);
  } finally {
    await client.query("set session_replication_role = 'origin'");
    client.release();
  }
}

beforeAll(async () => {
  shopId = await registerShop(DOMAIN);
  const earned = await make('o1', { kind: 'accrue', points: 100n, maturesAt: day(15), expiresAt: null, orderId: ORDER, explanation: { base: '100' } });
  lot = earned.entryId ?? 0n;
  await make('o1-refund', { kind: 'take_back', points: 10n, orderId: ORDER });
  await make('o1-matures', { kind: 'mature', lotId: lot, expiresAt: day(60), occurredAt: day(15) });
  await make('a', { kind: 'accrue', points: 30n, maturesAt: null, expiresAt: day(20) });
  const spent = await make('s', { kind: 'spend', points: 50n, occurredAt: day(16), redemptionId: 4n });
  await make('back', { kind: 'give_back', points: 40n, entryId: spent.entryId ?? 0n, graceUntil: day(55), occurredAt: day(25) });
  await make('ends', { kind: 'expire', lotId: lot, occurredAt: day(60) });
  await make('late', { kind: 'take_back', points: 45n, orderId: ORDER, occurredAt: day(61) });
  await make('other', { kind: 'accrue', points: 7n, maturesAt: day(15), expiresAt: null, customerId: OTHER, fixedExpiry: true });
});

describe('ledger verify', () => {
  it('proves books that are right', async () => {
    const { result, text } = await verify();
    expect(result).toBe(true);
    expect(text).toBe(
      'books.myshopify.com: right. 10 entries, 2 members, 4 lots; the accounts add up to 0: member:available 0, member:owed -25, member:pending 7, shop:expired 90, shop:issued -82, shop:redeemed 10',
    );
  });

  const damages: [string, string, string, string, boolean?][] = [
    [
      'a balance',
      `update loyalty_member set available = available + 1 where customer_id = ${MEMBER}`,
      `WRONG (balance), member ${MEMBER}`,
      'available 0, pending 0',
    ],
    ['a count of entries', `update loyalty_member set entries = 1 where customer_id = ${MEMBER}`, 'WRONG (balance)', '1 entries; expected'],
    ['a debt', `update loyalty_member set owed = 0 where customer_id = ${MEMBER}`, 'WRONG (balance)', 'owed 25'],
    ['a member that is gone', `delete from loyalty_member where customer_id = ${OTHER}`, `WRONG (balance), member ${OTHER}`, 'pending 7'],
    ['what is left of a lot', `update ledger_lot set remaining = 3 where customer_id = ${MEMBER} and points = 30`, 'WRONG (lot)', 'expected 0 left, available'],
    ['the state of a lot', `update ledger_lot set state = 1 where customer_id = ${OTHER}`, 'WRONG (lot)', 'found 7 left, available; expected 7 left, pending'],
    ['the size of a lot', `update ledger_lot set points = 8 where customer_id = ${OTHER}`, 'WRONG (opening)', 'found 8 points; expected 7 points'],
    ['a lot that is gone', `delete from ledger_lot where customer_id = ${OTHER}`, 'WRONG (opening)', 'no lot'],
    [
      'a lot that nobody opened',
      `insert into ledger_lot (shop_id, customer_id, id, state, points, remaining) select shop_id, customer_id, 9, 1, 5, 0 from loyalty_member where customer_id = ${OTHER}`,
      'WRONG (opening)',
      'lot 9',
    ],
  ];
  it.each(damages)('names %s, and rebuild mends it, byte for byte', async (_what, statement, wrong, detail) => {
    const before = await dump();
    await corrupt(statement);
    const { result, text } = await verify();
    expect(result).toBe(false);
    expect(text).toContain(wrong);
    expect(text).toContain(detail);
    await rebuildLedger(DOMAIN, day(70), () => undefined);
    expect(await dump()).toBe(before);
    expect((await verify()).result).toBe(true);
  });

  it('names an entry that was changed or is gone, which nothing can mend', async () => {
    const { rows } = await ownerPool.query<{ copy: string }>("select to_json(e)::text as copy from ledger_entry e where key = 'test:s:r:spend'");
    for (const [statement, wrong] of [
      ["update ledger_entry set points = points + 1 where key = 'test:s:r:spend'", 'WRONG (entry)'],
      ["update ledger_entry set credit = 'shop:pocket' where key = 'test:s:r:spend'", 'WRONG (entry)'],
      ["update ledger_entry set lots = lots[1:1], lot_points = array[points] where key = 'test:s:r:spend'", 'WRONG (lot)'],
      ["delete from ledger_entry where key = 'test:s:r:spend'", 'WRONG (lot)'],
    ] as const) {
      await corrupt(statement);
      expect((await verify()).text).toContain(wrong);
      await ownerPool.query("begin; set local session_replication_role = 'replica'; delete from ledger_entry where key = 'test:s:r:spend'; commit");
      await corrupt(`insert into ledger_entry select * from json_populate_record(null::ledger_entry, '${rows[0]?.copy ?? ''}')`);
      expect((await verify()).result).toBe(true);
    }
  });

  it('makes everything again when all that can be derived is lost', async () => {
    const before = await dump();
    await ownerPool.query('delete from ledger_lot; update loyalty_member set available = 0, pending = 0, owed = 0, entries = 0');
    const { text } = await lines((print) => rebuildLedger(undefined, day(70), print));
    expect(text).toBe('books.myshopify.com: 2 members made again from the entries; 2 balances and 4 lots had to be written.');
    expect(await dump()).toBe(before);
    expect((await lines((print) => rebuildLedger(DOMAIN, day(70), print))).text).toContain('0 balances and 0 lots had to be written');
    expect((await verifyShop(shopId)).difference).toBeNull();
  });
});

describe('ledger explain', () => {
  it('tells an order from its rule to where its points went', async () => {
    await ownerPool.query(
      `insert into loyalty_order (shop_id, order_id, customer_id, programme_version, target, granted, placed_at, order_version_at, explanation) values ($1, $2, $3, 1, 45, 45, $4, $4, $5)`,
      [
        shopId,
        ORDER,
        MEMBER,
        day(1),
        {
          programmeVersion: 1,
          pointsPerUnit: '1',
          tier: 'gold',
          tierMultiplier: '1.5',
          lines: [{ id: '11', kept: 2, base: '6667', multipliers: [{ id: 'double', factor: '2' }] }],
          otherBase: '0',
          base: '6667',
          exact: '200010/2000',
          rounding: 'floor',
          cap: null,
          points: '100',
          nothing: null,
        },
      ],
    );
    const { text } = await lines((print) => explainLedger(`gid://shopify/Order/${ORDER}`, DOMAIN, print));
    for (const part of [
      'rule: programme version 1, 1 points per unit of money',
      'line 11: 2 kept, base 6667, × 2 (double)',
      'tier: gold, × 1.5',
      'points: 200010/2000, rounded (floor) to 100',
      'order_earned: 100 from shop:issued to member:pending',
      `Lot ${lot}: 0 of 100 left, available since 2026-01-15`,
      'redeemed: 20 from member:available to shop:redeemed redemption 4',
      'expired: 90 from member:available to shop:expired',
      'order_refunded: 25 from member:owed to shop:issued',
    ]) {
      expect(text).toContain(part);
    }
    expect((await lines((print) => explainLedger(ORDER.toString(), undefined, print))).text).toBe(text);
  });

  it('tells a member’s balances, entries and lots, and says when nobody knows what is asked for', async () => {
    const { text } = await lines((print) => explainLedger(MEMBER.toString(), DOMAIN, print));
    expect(text).toContain(`Member ${MEMBER}, since 2026-01-01 12:00 UTC\n  available 0, pending 0, owed 25`);
    expect(text.match(/^Lot /gm)).toHaveLength(3);
    await expect(explainLedger('#404', undefined, () => undefined)).rejects.toMatchObject({ code: 'not_found' });
    await expect(verifyLedger('nobody.myshopify.com', () => undefined)).rejects.toMatchObject({ code: 'not_found' });
  });
});
