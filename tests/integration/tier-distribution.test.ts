import { beforeAll, expect, it } from 'vitest';
import { customerSnapshot, orderLine, orderSnapshot } from '../../prisma/seed/builders';
import { applyCustomers } from '~/domain/customers/index.server';
import { distributionOf } from '~/domain/loyalty/tiers/index.server';
import { applyOrders } from '~/domain/orders/index.server';
import { registerShop } from '~/domain/shops/index.server';
import { useDatabase } from '../support/database';

useDatabase();
const ZONE = 'Asia/Shanghai';
const NOW = new Date('2026-11-21T02:00:00Z');
let shopId: bigint;

/** An order of goods worth `price`, by default paid and kept, without tax and shipping. */
function bought(id: bigint, customerId: bigint | null, placed: string, price: bigint, more: Partial<Parameters<typeof orderSnapshot>[1]> = {}) {
  return orderSnapshot(id, { customerId, occurredAt: new Date(placed), lines: [orderLine(id, { unitPrice: price, quantity: 1, discountTotal: 0n })], ...more });
}

beforeAll(async () => {
  shopId = await registerShop('tiers.myshopify.com');
  await applyCustomers(
    shopId,
    [1n, 2n, 3n, 4n].map((id) => customerSnapshot(id)),
  );
  await applyOrders(shopId, [
    bought(10n, 1n, '2026-11-01T00:00:00Z', 12_345n),
    bought(11n, 1n, '2025-06-01T00:00:00Z', 20_000n),
    // 2026 has begun in Shanghai, not in UTC.
    bought(12n, 2n, '2025-12-31T17:00:00Z', 999n),
    bought(13n, 2n, '2024-06-01T00:00:00Z', 50_000n),
    bought(20n, 3n, '2026-10-01T00:00:00Z', 30_000n, { financialStatus: 'pending' }),
    bought(21n, 3n, '2026-10-01T00:00:00Z', 30_000n, { cancelledAt: NOW }),
    bought(22n, 3n, '2026-10-01T00:00:00Z', 30_000n, { test: true }),
    bought(23n, null, '2026-10-01T00:00:00Z', 30_000n),
    // Shipping and tax come back as well, but have never counted.
    bought(24n, 4n, '2026-10-01T00:00:00Z', 10_000n, {
      financialStatus: 'partially_refunded',
      taxTotal: 800n,
      shippingTotal: 500n,
      refunds: [{ id: 1n, amount: 4700n, shipping: 500n, tax: 200n, occurredAt: NOW, lines: [] }],
    }),
  ]);
});

const steps = async (basis: 'spend' | 'points' | 'orders', window: Parameters<typeof distributionOf>[1]['window']) =>
  (await distributionOf(shopId, { basis, window }, ZONE, NOW)).steps.map(({ floor, members }) => `${floor}×${members}`);

it('adds up what customers keep, to three digits', async () => {
  expect(await steps('spend', { kind: 'lifetime' })).toEqual(['6000×1', '32300×1', '50900×1']);
});

it('looks at the window by the shop’s calendar; of two calendar years at the better one', async () => {
  expect(await steps('spend', { kind: 'rolling', months: 12 })).toEqual(['999×1', '6000×1', '12300×1']);
  expect(await steps('spend', { kind: 'calendarYear' })).toEqual(['999×1', '6000×1', '20000×1']);
});

it('counts orders, and tells points as the money they are given for', async () => {
  expect(await steps('orders', { kind: 'lifetime' })).toEqual(['1×1', '2×2']);
  expect(await steps('points', { kind: 'lifetime' })).toEqual(await steps('spend', { kind: 'lifetime' }));
});
