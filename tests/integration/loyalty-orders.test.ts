import { beforeAll, expect, test } from 'vitest';
import { customerSnapshot, orderLine, orderSnapshot } from '../../prisma/seed/builders';
import { applyCustomers } from '~/domain/customers/index.server';
import { verifyShop } from '~/domain/loyalty/ledger/index.server';
import { advanceShop, applyProgrammes, settleChangedOrders } from '~/domain/loyalty/members/index.server';
import { publish } from '~/domain/loyalty/programme/index.server';
import { applyOrders } from '~/domain/orders/index.server';
import { registerShop } from '~/domain/shops/index.server';
import { useDatabase } from '../support/database';

const { ownerPool } = useDatabase();

const CUSTOMER = 7_000_000_000_001n;
const at = (day: number) => new Date(Date.UTC(2026, 5, day, 12));
let shopId: bigint;

beforeAll(async () => {
  shopId = await registerShop('points.myshopify.com');
  await applyCustomers(shopId, [customerSnapshot(CUSTOMER, { occurredAt: at(1), versionAt: at(1) })]);
});

/** What is in the queue is settled, and what falls due by then happens. */
async function settled(now: Date) {
  const { failed } = await settleChangedOrders(shopId, now);
  expect(failed).toEqual([]);
  await advanceShop(shopId, now);
  expect((await verifyShop(shopId)).difference).toBeNull();
  const { rows } = await ownerPool.query<{ available: string; pending: string; owed: string; tier: string | null; entries: number }>(
    'select available, pending, owed, tier, entries from loyalty_member where shop_id = $1 and customer_id = $2',
    [shopId, CUSTOMER],
  );
  return rows[0];
}

const order = (id: bigint, day: number, change: Partial<Parameters<typeof orderSnapshot>[1]> = {}) =>
  orderSnapshot(id, {
    customerId: CUSTOMER,
    occurredAt: at(day),
    versionAt: at(day),
    financialStatus: 'paid',
    lines: [orderLine(1n, { quantity: 2, currentQuantity: 2, unitPrice: 5000n, discountTotal: 0n })],
    ...change,
  });

test("points follow an order from the store's tables: bought before the programme, paid, refunded, cancelled", async () => {
  await applyOrders(shopId, [order(1n, 2)]);
  // Without a programme nothing waits.
  expect((await ownerPool.query('select from loyalty_queue')).rowCount).toBe(0);

  const document = { earn: { pendingDays: 7 }, tiers: { levels: [{ id: 'silver', entry: '100.00', multiplier: '2' }] } };
  await publish(shopId, { document, effectiveAt: null, by: 'test' }, at(3));
  await applyProgrammes(shopId, at(3));
  // What was bought before counts for the tier, and earns nothing.
  expect(await settled(at(3))).toMatchObject({ available: '0', pending: '0', tier: 'silver', entries: 0 });

  await applyOrders(shopId, [order(2n, 4)]);
  expect(await settled(at(4))).toMatchObject({ available: '0', pending: '200' });
  // The same again, and an older one, change nothing.
  await applyOrders(shopId, [order(2n, 4), order(2n, 4, { versionAt: at(3), financialStatus: 'pending' })]);
  expect(await settled(at(5))).toMatchObject({ pending: '200', entries: 1 });
  expect(await settled(at(12))).toMatchObject({ available: '200', pending: '0', entries: 2 });

  const refund = { id: 5n, amount: 5000n, shipping: 0n, tax: 0n, occurredAt: at(13), lines: [{ lineId: 1n, quantity: 1, subtotal: 5000n, tax: 0n }] };
  const line = orderLine(1n, { quantity: 2, currentQuantity: 1, unitPrice: 5000n, discountTotal: 0n });
  await applyOrders(shopId, [order(2n, 4, { versionAt: at(13), financialStatus: 'partially_refunded', lines: [line], refunds: [refund] })]);
  expect(await settled(at(13))).toMatchObject({ available: '100', owed: '0' });

  await applyOrders(shopId, [order(2n, 4, { versionAt: at(14), cancelledAt: at(14), lines: [line], refunds: [refund] })]);
  expect(await settled(at(14))).toMatchObject({ available: '0', owed: '0', tier: 'silver' });
  expect((await ownerPool.query('select from loyalty_queue')).rowCount).toBe(0);
});
