import { beforeEach, describe, expect, it } from 'vitest';
import { withShopConnection } from '~/db/tenant.server';
import { lockMember, readLots, verifyShop } from '~/domain/loyalty/ledger/index.server';
import { registerShop } from '~/domain/shops/index.server';
import { useDatabase } from '../support/database';
import { day, MEMBER, posting, postIn, written, type Movement } from '../support/ledger';

const { ownerPool } = useDatabase();
let shopId: bigint;
let shops = 0;

beforeEach(async () => {
  shopId = await registerShop(`ledger-${(shops += 1)}.myshopify.com`);
});

const make = (id: string, movement: Movement) => postIn(shopId, posting(id, movement));
/** Points that are available at once, until that day of January. */
const earn = (id: string, points: bigint, until: number | null = null, more: { orderId?: bigint; occurredAt?: Date } = {}) =>
  make(id, { kind: 'accrue', points, maturesAt: null, expiresAt: until === null ? null : day(until), ...more });
const pend = (id: string, points: bigint, orderId: bigint) => make(id, { kind: 'accrue', points, maturesAt: day(15), expiresAt: null, orderId });
const seen = () => written(ownerPool, shopId);

describe('a posting', () => {
  it('opens a lot, at once or when it matures, and matures only once', async () => {
    expect(await earn('now', 100n, 31)).toMatchObject({ outcome: 'posted', available: 100n, pending: 0n, owed: 0n });
    const later = await pend('later', 50n, 1n);
    expect(later).toMatchObject({ available: 100n, pending: 50n });
    const mature = { kind: 'mature', lotId: later.entryId ?? 0n, expiresAt: day(90), occurredAt: day(15) } as const;
    expect(await make('matures', mature)).toMatchObject({ outcome: 'posted', available: 150n, pending: 0n });
    expect(await make('matures', mature)).toMatchObject({ outcome: 'repeated', available: 150n });
    expect(await make('again', mature)).toMatchObject({ outcome: 'empty', entryId: null, available: 150n });
    expect(await seen()).toEqual({
      entries: ['now.0 issued→available 100 [L1:100]', 'later.0 issued→pending 50 [L2:50]', 'matures.0 pending→available 50 [L2:50]'],
      lots: ['L1 available 100/100 until 01-31', 'L2 available 50/50 until 03-31'],
    });
    const lots = await withShopConnection(shopId, (connection) => readLots(connection, shopId, MEMBER));
    expect(lots).toMatchObject([
      { points: 100n, availableAt: day(1) },
      { orderId: 1n, state: 'available', maturesAt: day(15), availableAt: day(15), expiresAt: day(90) },
    ]);
  });

  it('spends what ends first, then the oldest, and refuses what is not there', async () => {
    await earn('never', 10n);
    await earn('young', 10n, 20, { occurredAt: day(2) });
    await earn('old', 10n, 20);
    await earn('soon', 10n, 10);
    await pend('pending', 500n, 1n);
    expect(await make('toomuch', { kind: 'spend', points: 41n })).toMatchObject({ outcome: 'refused', entryId: null, available: 40n });
    expect(await make('fits', { kind: 'spend', points: 33n })).toMatchObject({ outcome: 'posted', available: 7n, pending: 500n });
    expect((await seen()).entries.at(-1)).toBe('fits.0 available→redeemed 33 [L4:10 L3:10 L2:10 L1:3]');
    // What was refused has used up no key.
    expect(await make('toomuch', { kind: 'spend', points: 41n })).toMatchObject({ outcome: 'refused' });
  });

  it('takes back: the order’s own pending points, its own lot, others by their end, and the rest is owed until new points pay it', async () => {
    await pend('p1', 20n, 1n);
    await pend('p2', 20n, 1n);
    await pend('foreign', 5n, 2n);
    await earn('own', 30n, 28, { orderId: 1n });
    await earn('other-late', 10n, 27);
    await earn('other-soon', 10n, 26);
    expect(await make('some', { kind: 'take_back', points: 25n, orderId: 1n })).toMatchObject({ available: 50n, pending: 20n });
    expect(await make('most', { kind: 'take_back', points: 100n, orderId: 1n })).toMatchObject({ available: 0n, pending: 5n, owed: 35n });
    expect((await seen()).entries.slice(6)).toEqual([
      'some.0 pending→issued 25 [L2:20 L1:5]',
      'most.0 pending→issued 15 [L1:15]',
      'most.1 available→issued 50 [L4:30 L6:10 L5:10]',
      'most.2 owed→issued 35 []',
    ]);
    expect(await earn('pays', 30n)).toMatchObject({ available: 0n, owed: 5n });
    const foreign = (await withShopConnection(shopId, (connection) => readLots(connection, shopId, MEMBER)))[0];
    expect(await make('matures', { kind: 'mature', lotId: foreign?.id ?? 0n, expiresAt: null })).toMatchObject({ available: 0n, owed: 0n, pending: 0n });
    expect((await seen()).entries.slice(-4)).toEqual([
      'pays.0 issued→available 30 [L7:30]',
      'pays.1 available→owed 30 [L7:30]',
      'matures.0 pending→available 5 [L3:5]',
      'matures.1 available→owed 5 [L3:5]',
    ]);
    const { rows } = await ownerPool.query(
      `select entries, (select count(*)::int from ledger_entry e where e.shop_id = m.shop_id) as found from loyalty_member m where shop_id = $1`,
      [shopId],
    );
    expect(rows).toEqual([{ entries: 14, found: 14 }]);
  });

  it('gives back in steps, in the reverse of taking; what has ended meanwhile comes back for a while', async () => {
    await earn('a', 10n, 10);
    await earn('b', 20n, 20);
    await earn('c', 30n);
    const { entryId } = await make('spend', { kind: 'spend', points: 50n });
    const back = (id: string, points: bigint, on: number) =>
      make(id, { kind: 'give_back', points, entryId: entryId ?? 0n, graceUntil: day(on + 30), occurredAt: day(on) });
    expect(await back('one', 25n, 5)).toMatchObject({ outcome: 'posted', available: 35n });
    expect(await back('two', 20n, 15)).toMatchObject({ outcome: 'posted', available: 55n });
    expect(await back('one', 25n, 5)).toMatchObject({ outcome: 'repeated' });
    expect(await back('more', 6n, 16)).toMatchObject({ outcome: 'refused', available: 55n });
    expect(await back('three', 5n, 16)).toMatchObject({ available: 60n });
    await expect(make('none', { kind: 'give_back', points: 1n, entryId: 1n, graceUntil: null })).rejects.toMatchObject({ code: 'not_found' });
    expect((await seen()).entries.slice(4)).toEqual([
      'one.0 redeemed→available 25 [L3:20 L2:5]',
      'two.0 redeemed→available 20 [L2:15 L4:5]',
      'three.0 redeemed→available 5 [L5:5]',
    ]);
    expect((await seen()).lots).toEqual([
      'L1 available 0/10 until 01-10',
      'L2 available 20/20 until 01-20',
      'L3 available 30/30',
      'L4 available 5/5 until 02-14',
      'L5 available 5/5 until 02-15',
    ]);
  });

  it('gives somebody else’s lots back with their dates: who spent them was merged into this member', async () => {
    await earn('a', 10n, 10);
    await earn('b', 20n, 20);
    const { entryId } = await make('spend', { kind: 'spend', points: 30n });
    const into = 5n;
    const back = posting('back', { kind: 'give_back', points: 28n, entryId: entryId ?? 0n, graceUntil: day(40), occurredAt: day(12), customerId: into });
    expect(await postIn(shopId, back)).toMatchObject({ outcome: 'posted', available: 28n });
    expect(await postIn(shopId, back)).toMatchObject({ outcome: 'repeated' });
    expect(await written(ownerPool, shopId, into)).toEqual({
      entries: ['back.0 redeemed→available 8 [L1:8]', 'back.1 redeemed→available 20 [L2:20]'],
      lots: ['L1 available 8/8 until 02-09', 'L2 available 20/20 until 01-20'],
    });
    expect((await verifyShop(shopId)).difference).toBeNull();
  });

  it('expires what is left of a lot; what is given back to it then does not wake it up', async () => {
    const { entryId: lotId } = await earn('lot', 40n, 10);
    const { entryId } = await make('spend', { kind: 'spend', points: 15n });
    const expire = { kind: 'expire', lotId: lotId ?? 0n, occurredAt: day(10) } as const;
    expect(await make('ends', expire)).toMatchObject({ outcome: 'posted', available: 0n });
    expect(await make('ends again', expire)).toMatchObject({ outcome: 'empty' });
    // Even when the end was moved later by then.
    await ownerPool.query('update ledger_lot set expires_at = null where shop_id = $1', [shopId]);
    await make('back', { kind: 'give_back', points: 15n, entryId: entryId ?? 0n, graceUntil: null, occurredAt: day(11) });
    expect(await seen()).toEqual({
      entries: [
        'lot.0 issued→available 40 [L1:40]',
        'spend.0 available→redeemed 15 [L1:15]',
        'ends.0 available→expired 25 [L1:25]',
        'back.0 redeemed→available 15 [L2:15]',
      ],
      lots: ['L1 available 0/40', 'L2 available 15/15'],
    });
  });

  it('is told apart by its key: the same one changes nothing, other inputs are a conflict, and two at once are one', async () => {
    const first = await earn('key', 10n, 31);
    expect(await earn('key', 10n, null, { occurredAt: day(3) })).toEqual({ ...first, outcome: 'repeated' });
    await expect(earn('key', 11n)).rejects.toMatchObject({ name: 'KeyReusedError', code: 'conflict' });
    await expect(make('key', { kind: 'accrue', points: 10n, maturesAt: null, expiresAt: null, customerId: 9n })).rejects.toMatchObject({
      name: 'KeyReusedError',
    });
    const many = await Promise.all(Array.from({ length: 8 }, () => earn('at once', 5n)));
    expect(many.map((posted) => posted.outcome).sort()).toEqual(['posted', ...Array<string>(7).fill('repeated')]);
    const spends = await Promise.all(Array.from({ length: 8 }, (_, n) => make(`spend ${n}`, { kind: 'spend', points: 4n })));
    expect(spends.filter((posted) => posted.outcome === 'posted')).toHaveLength(3);
    const members = await Promise.allSettled(
      Array.from({ length: 4 }, (_, n) => make('whose', { kind: 'accrue', points: 1n, maturesAt: null, expiresAt: null, customerId: BigInt(100 + n) })),
    );
    expect(members.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect(members.find((one) => one.status === 'rejected')?.reason).toMatchObject({ name: 'KeyReusedError' });
    await expect(earn('nothing', 0n)).rejects.toThrow('A posting moves points');
  });
});

describe('the ledger', () => {
  it('only grows', async () => {
    await earn('a', 10n);
    for (const statement of ['update ledger_entry set points = 11', 'delete from ledger_entry', 'truncate ledger_entry']) {
      await expect(ownerPool.query(statement)).rejects.toThrow('The table ledger_entry only grows.');
    }
    await expect(withShopConnection(shopId, (connection) => connection.query('update ledger_entry set points = 11'))).rejects.toThrow('permission denied');
  });

  it('makes a member when it is locked, and shows a shop nothing of another', async () => {
    await earn('a', 10n);
    const other = await registerShop(`ledger-other-${shops}.myshopify.com`);
    const at = day(5);
    expect(await withShopConnection(other, (connection) => lockMember(connection, other, MEMBER, at))).toEqual({ available: 0n, pending: 0n, owed: 0n });
    expect(await withShopConnection(shopId, (connection) => lockMember(connection, shopId, MEMBER, at))).toMatchObject({ available: 10n });
    expect(await withShopConnection(other, (connection) => readLots(connection, shopId, MEMBER))).toEqual([]);
  });
});
