import type { PoolClient } from 'pg';
import { asRecordWriter } from '~/db/record-lock.server';
import { recomputeSums } from '../customers/index.server';
import type { FinancialStatus, FulfillmentStatus, OrderLineSnapshot, OrderSnapshot } from './model';
import { withProductSales } from './product-sales.store.server';

/** Takes back orders that were born here; their customers' sums and timelines are as if they had never been. */
export async function removeOrders(client: PoolClient, shopId: bigint, ids: bigint[]): Promise<void> {
  if (ids.length === 0) return;
  if (ids.some((id) => id >= 0n)) throw new Error('An order of the store is not ours to remove.');
  await asRecordWriter(shopId, client, async () => {
    const { rows } = await client.query<{ customer_id: bigint | null; named_customer_id: bigint | null }>(
      'select customer_id, named_customer_id from sales_order where shop_id = $1 and id = any($2::bigint[])',
      [shopId, ids],
    );
    const customers = rows.flatMap((row) => [
      ...(row.customer_id === null ? [] : [row.customer_id]),
      ...(row.named_customer_id === null ? [] : [row.named_customer_id]),
    ]);
    await client.query('delete from customer_event where shop_id = $1 and customer_id = any($3::bigint[]) and order_id = any($2::bigint[])', [
      shopId,
      ids,
      customers,
    ]);
    await client.query('delete from order_claim where shop_id = $1 and order_id = any($2::bigint[])', [shopId, ids]);
    await withProductSales(client, shopId, ids, true, () =>
      client.query('delete from sales_order where shop_id = $1 and id = any($2::bigint[])', [shopId, ids]),
    );
    await recomputeSums(client, shopId, customers);
  });
}

interface OrderRow {
  id: bigint;
  customer_id: bigint | null;
  named_customer_id: bigint | null;
  claimed: boolean;
  name: string;
  number: bigint | null;
  source: string;
  currency: string;
  presentment_currency: string;
  lines_total: bigint;
  discount_total: bigint;
  shipping_total: bigint;
  tax_total: bigint;
  total: bigint;
  taxes_included: boolean;
  financial_status: FinancialStatus;
  fulfillment_status: FulfillmentStatus;
  tags: string[];
  closed_at: Date | null;
  occurred_at: Date;
  version_at: Date;
}
type LineRow = { order_id: bigint } & Record<'id' | 'unit_price' | 'discount_total' | 'tax_total', bigint> &
  Record<'product_id' | 'variant_id', bigint | null> &
  Record<'quantity' | 'current_quantity', number> &
  Record<'variant_title' | 'sku', string | null> & { title: string; is_gift_card: boolean };

/** Orders that were born here as they stand: nothing hangs on them but lines. */
export async function readLocalOrders(client: PoolClient, shopId: bigint, ids: bigint[]): Promise<Map<bigint, OrderSnapshot>> {
  const { rows } = await client.query<OrderRow>(
    `select o.*, exists (select from order_claim k where k.shop_id = $1 and k.order_id = o.id) as claimed
     from sales_order o where o.shop_id = $1 and o.id = any($2::bigint[]) and o.id < 0`,
    [shopId, ids],
  );
  const lines = await client.query<LineRow>('select * from order_line where shop_id = $1 and order_id = any($2::bigint[]) order by order_id, id desc', [
    shopId,
    ids,
  ]);
  const linesOf = new Map<bigint, OrderLineSnapshot[]>();
  for (const line of lines.rows) linesOf.set(line.order_id, [...(linesOf.get(line.order_id) ?? []), toLine(line)]);
  return new Map(rows.map((row) => [row.id, toSnapshot(row, linesOf.get(row.id) ?? [])]));
}

const toLine = (line: LineRow): OrderLineSnapshot => ({
  id: line.id,
  productId: line.product_id,
  variantId: line.variant_id,
  title: line.title,
  variantTitle: line.variant_title,
  sku: line.sku,
  quantity: line.quantity,
  currentQuantity: line.current_quantity,
  unitPrice: line.unit_price,
  discountTotal: line.discount_total,
  taxTotal: line.tax_total,
  isGiftCard: line.is_gift_card,
});

const toSnapshot = (row: OrderRow, lines: OrderLineSnapshot[]): OrderSnapshot => ({
  id: row.id,
  customerId: row.claimed ? null : (row.named_customer_id ?? row.customer_id),
  name: row.name,
  number: row.number,
  source: row.source,
  currency: row.currency,
  presentmentCurrency: row.presentment_currency,
  linesTotal: row.lines_total,
  discountTotal: row.discount_total,
  shippingTotal: row.shipping_total,
  taxTotal: row.tax_total,
  total: row.total,
  taxesIncluded: row.taxes_included,
  financialStatus: row.financial_status,
  fulfillmentStatus: row.fulfillment_status,
  test: false,
  tags: row.tags,
  discountCodes: [],
  email: null,
  cancelledAt: null,
  cancelReason: null,
  closedAt: row.closed_at,
  occurredAt: row.occurred_at,
  versionAt: row.version_at,
  lines,
  refunds: [],
  fulfillments: [],
  transactions: null,
});
