import { fc } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { orderLine, orderSnapshot } from '../../prisma/seed/builders';
import { withShopConnection } from '~/db/tenant.server';
import { applyOrders, markOrderDeleted, rebuildProductSales, removeOrders } from '~/domain/orders/index.server';
import type { OrderSnapshot } from '~/domain/orders/model';
import { registerShop } from '~/domain/shops/index.server';
import { useDatabase } from '../support/database';

const { ownerPool } = useDatabase();

/** Written by hand and from the tables alone: each line of each order that counts, one by one. */
const BY_HAND = `select product_id, sum(units)::bigint as units, sum(revenue)::bigint as revenue, max(at) as last_at from (
    select l.product_id, l.current_quantity as units, o.occurred_at as at,
      l.unit_price * l.quantity - l.discount_total - (select coalesce(sum(r.subtotal), 0) from refund_line r where r.shop_id = l.shop_id and r.order_id = l.order_id and r.line_id = l.id) as revenue
    from order_line l, sales_order o
    where o.shop_id = l.shop_id and o.id = l.order_id and l.shop_id = $1 and l.product_id is not null and o.test = false and o.cancelled_at is null and o.deleted_at is null) line
  group by product_id order by product_id`;
// What has nothing left is a row of zeros here and no row there.
const KEPT =
  'select product_id, units, revenue, last_at from product_sales where shop_id = $1 and (units <> 0 or revenue <> 0 or last_at is not null) order by product_id';

const DAY_MS = 86_400_000;
const START = Date.parse('2026-01-01T00:00:00Z');
/** A small number of orders, products, days and versions: so that they meet. `born` here is what can be removed again. */
const step = fc.record({
  kind: fc.constantFrom('apply', 'apply', 'apply', 'apply', 'delete', 'remove'),
  order: fc.integer({ min: 1, max: 5 }),
  isBornHere: fc.boolean(),
  version: fc.integer({ min: 0, max: 9 }),
  day: fc.integer({ min: 0, max: 3 }),
  isTest: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  isCancelled: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
  lines: fc.array(fc.record({ product: fc.integer({ min: 0, max: 3 }), quantity: fc.integer({ min: 1, max: 4 }), refunded: fc.integer({ min: 0, max: 2 }) }), {
    maxLength: 3,
  }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function snapshotOf({ order, isBornHere, version, day, isTest, isCancelled, lines }: Step): OrderSnapshot {
  const id = BigInt(isBornHere ? -order : order);
  const taken = lines.flatMap(({ quantity, refunded }, index) =>
    refunded ? [{ lineId: BigInt(index + 1), quantity: Math.min(quantity, refunded), subtotal: 300n, tax: 0n }] : [],
  );
  return orderSnapshot(id, {
    occurredAt: new Date(START + day * DAY_MS),
    versionAt: new Date(START + version * 1000),
    test: isTest,
    cancelledAt: isCancelled ? new Date(START) : null,
    lines: lines.map(({ product, quantity, refunded }, index) =>
      orderLine(BigInt(index + 1), {
        productId: product ? BigInt(product) : null,
        quantity,
        currentQuantity: Math.max(0, quantity - refunded),
        discountTotal: 50n,
      }),
    ),
    refunds: taken.length ? [{ id: id * 10n, amount: 300n, shipping: 0n, tax: 0n, occurredAt: new Date(START), lines: taken }] : [],
  });
}

async function carryOut(shopId: bigint, steps: Step[]): Promise<void> {
  const [first] = steps;
  if (!first) return;
  const id = BigInt(first.order);
  if (first.kind === 'delete') return markOrderDeleted(shopId, [id], new Date(START));
  if (first.kind === 'remove') return withShopConnection(shopId, (client) => removeOrders(client, shopId, [-id]));
  await applyOrders(shopId, steps.filter((one) => one.kind === 'apply').map(snapshotOf));
}

const rowsOf = async (sql: string, shopId: bigint) => (await ownerPool.query<Record<string, unknown>>(sql, [shopId])).rows;

test('what products have sold is what their orders say, whatever happens to these and in whatever order', async () => {
  let shops = 0;
  const batches = fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(batches, async (all) => {
      const shopId = await registerShop(`sales-${(shops += 1)}.myshopify.com`);
      for (const steps of all) {
        await carryOut(shopId, steps);
        expect(await rowsOf(KEPT, shopId)).toEqual(await rowsOf(BY_HAND, shopId));
      }
      await rebuildProductSales(shopId);
      expect(await rowsOf(KEPT, shopId)).toEqual(await rowsOf(BY_HAND, shopId));
    }),
    // Enough for each kind of step to meet each other; a wrong sign or a forgotten case is found within the first few.
    { numRuns: 15 },
  );
});
