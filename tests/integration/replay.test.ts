import { beforeAll, describe, expect, it } from 'vitest';
import { customerSnapshot, orderLine, orderSnapshot } from '../../prisma/seed/builders';
import { applyCustomers } from '~/domain/customers/index.server';
import { publish, saveDraft } from '~/domain/loyalty/programme/index.server';
import { advanceReplay, getReplay, latestReplay, requestReplay } from '~/domain/loyalty/replay/index.server';
import { applyOrders } from '~/domain/orders/index.server';
import { registerShop } from '~/domain/shops/index.server';
import { useDatabase } from '../support/database';

const { ownerPool } = useDatabase();
const by = 'shop/1';
const at = (text: string) => new Date(text);
const NOW = at('2026-06-15T12:00:00Z');
/** More than one batch. */
const REGULARS = 120;
let shopId: bigint;

beforeAll(async () => {
  shopId = await registerShop('replay.myshopify.com');
  const people = Array.from({ length: REGULARS }, (_, index) => BigInt(index + 1));
  await applyCustomers(
    shopId,
    people.map((id) => customerSnapshot(id)),
  );
  const order = (id: bigint, given: Parameters<typeof orderSnapshot>[1]) => orderSnapshot(id, { occurredAt: at('2026-03-10T12:00:00Z'), ...given });
  await applyOrders(shopId, [
    ...people.map((id) => order(1000n + id, { customerId: id })),
    // 100.00 with tax on top, one of two given back a month later, with its tax.
    order(2000n, {
      customerId: 1n,
      lines: [orderLine(1n, { quantity: 2, currentQuantity: 1, unitPrice: 5000n, taxTotal: 800n })],
      taxTotal: 1300n,
      shippingTotal: 500n,
      financialStatus: 'partially_refunded',
      refunds: [
        {
          id: 1n,
          amount: 5400n,
          shipping: 0n,
          tax: 400n,
          occurredAt: at('2026-04-20T12:00:00Z'),
          lines: [{ lineId: 1n, quantity: 1, subtotal: 5000n, tax: 400n }],
        },
      ],
    }),
    // 30.00 back without naming anything.
    order(2001n, {
      customerId: 2n,
      lines: [orderLine(1n, { unitPrice: 9000n })],
      financialStatus: 'partially_refunded',
      refunds: [{ id: 1n, amount: 3000n, shipping: 0n, tax: 0n, occurredAt: at('2026-05-02T12:00:00Z'), lines: [] }],
    }),
    order(2002n, { customerId: 3n, cancelledAt: at('2026-03-11T12:00:00Z'), lines: [orderLine(1n, { unitPrice: 70000n })] }),
    order(2003n, { customerId: 4n, financialStatus: 'pending', lines: [orderLine(1n, { unitPrice: 70000n })] }),
    order(2004n, { customerId: null, lines: [orderLine(1n, { unitPrice: 70000n })] }),
    // Paid a month after it was placed, half of it with a gift card.
    order(2005n, {
      customerId: 5n,
      lines: [orderLine(1n, { unitPrice: 20000n })],
      transactions: [
        { id: 1n, kind: 'sale', status: 'success', gateway: 'gift_card', amount: 10000n, occurredAt: at('2026-04-10T12:00:00Z') },
        { id: 2n, kind: 'sale', status: 'failure', gateway: 'card', amount: 10000n, occurredAt: at('2026-03-10T12:00:00Z') },
      ],
    }),
  ]);
});

/** A clock on which each look takes longer than a stretch: the replay stops after each batch. */
function hurriedClock() {
  let ms = NOW.getTime();
  return () => new Date((ms += 60_000));
}
const steady = () => NOW;

describe('a replay before publishing', () => {
  let first: bigint;
  it('asks for a job, once for a draft', async () => {
    await publish(shopId, { document: { earn: { pendingDays: 0 } }, effectiveAt: null, by }, at('2026-06-01T00:00:00Z'));
    expect(await latestReplay(shopId)).toBeNull();
    const document = { earn: { pointsPerUnit: '2', pendingDays: 0, counts: ['giftCards' as const] }, tiers: { levels: [{ id: 'gold', entry: '50' }] } };
    const revision = await saveDraft(shopId, { document, revision: 0, by }, NOW);
    first = await requestReplay(shopId, by, NOW);
    expect(await requestReplay(shopId, by, NOW)).toBe(first);
    const { rows } = await ownerPool.query("select payload from domain_event where type = 'replay.requested'");
    expect(rows).toEqual([{ payload: { replayId: first.toString() } }]);
    expect(await getReplay(shopId, first)).toMatchObject({ status: 'queued', draftRevision: revision, todayVersion: 1, result: null });
    await expect(getReplay(shopId, first + 99n)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('goes on where it was left, and says what each programme would have done', async () => {
    expect(await advanceReplay(shopId, first, hurriedClock())).toEqual({ againInMs: 0 });
    expect(await latestReplay(shopId)).toMatchObject({ status: 'running', done: 100, total: REGULARS });
    expect(await advanceReplay(shopId, first, steady)).toBeUndefined();
    expect(await advanceReplay(shopId, first, steady)).toBeUndefined();
    const { result, ...replay } = await getReplay(shopId, first);
    expect(replay).toMatchObject({ status: 'done', done: REGULARS, total: REGULARS, finishedAt: NOW });
    // Today: 120 × 10 points, 100, 90, 200, and 700 that were cancelled; the draft: twice that, but not for what the gift card paid.
    expect(result).toMatchObject({
      currency: 'USD',
      members: REGULARS,
      orders: REGULARS + 5,
      sums: {
        today: { issued: '2290', takenBack: '780', outstanding: '1510', expired: '0', redeemed: '0', cost: '1510' },
        draft: { issued: '4380', takenBack: '1560', outstanding: '2820', cost: '2820', membersWithPoints: REGULARS },
      },
      tiers: [
        { tier: 'gold', draft: 3, today: null },
        { tier: null, draft: REGULARS - 3, today: REGULARS },
      ],
      up: { count: 3, members: [{ customerId: '1' }, { customerId: '2' }, { customerId: '5' }] },
      down: { count: 0 },
    });
    expect(result?.months.map(({ month, today }) => [month, today.issued, today.takenBack, today.outstanding])).toEqual([
      ['2026-03', '2090', '700', '1390'],
      ['2026-04', '200', '50', '1540'],
      ['2026-05', '0', '30', '1510'],
      ['2026-06', '0', '0', '1510'],
    ]);
    expect(result?.changed.slice(0, 2)).toMatchObject([
      { orderId: '2001', draft: { points: '120' }, today: { points: '60', explanation: { programmeVersion: 1, base: '6000' } } },
      { orderId: '2000', draft: { points: '100' }, today: { points: '50' } },
    ]);
  });

  it('is another one for another draft, and refuses one that does not hold', async () => {
    await saveDraft(shopId, { document: { expiry: { model: 'lot', months: 1 } }, revision: 1, by }, NOW);
    const second = await requestReplay(shopId, by, NOW);
    expect(second).not.toBe(first);
    expect(await advanceReplay(shopId, second, steady)).toBeUndefined();
    expect((await latestReplay(shopId))?.result).toMatchObject({ sums: { draft: { issued: '2290', expired: '1540', outstanding: '0', owed: '30' } } });
    await saveDraft(shopId, { document: { tiers: { levels: [{ id: 'none', entry: '1' }] } }, revision: 2, by }, NOW);
    await expect(requestReplay(shopId, by, NOW)).rejects.toMatchObject({ code: 'invalid_input', field: 'tiers.levels.0.id' });
  });

  it('is given up after failing again and again, and keeps its room', async () => {
    await saveDraft(shopId, { document: {}, revision: 3, by }, NOW);
    const doomed = await requestReplay(shopId, by, NOW);
    await ownerPool.query(`update loyalty_replay set state = '"broken"' where id = $1`, [doomed]);
    for (let failure = 1; failure < 5; failure += 1) await expect(advanceReplay(shopId, doomed, steady)).rejects.toThrow();
    expect(await advanceReplay(shopId, doomed, steady)).toBeUndefined();
    expect(await latestReplay(shopId)).toMatchObject({ id: doomed, status: 'failed', result: null });
    for (let count = 0; count < 20; count += 1) {
      await saveDraft(shopId, { document: {}, revision: 4 + count, by }, NOW);
      await requestReplay(shopId, by, NOW);
    }
    const { rows } = await ownerPool.query<{ count: number }>('select count(*)::int as count from loyalty_replay');
    expect(rows[0]?.count).toBe(20);
    await expect(getReplay(shopId, first)).rejects.toMatchObject({ code: 'not_found' });
  });
});
