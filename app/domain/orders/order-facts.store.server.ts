import type { PoolClient } from 'pg';
import { asRecordWriter } from '~/db/record-lock.server';
import { insertRows, overwrite } from '~/db/rows.server';
import { recomputeSums, stubCustomers, survivorsOf } from '../customers/index.server';
import type { CheckoutSnapshot, TransactionSnapshot } from './model';
import { withProductSales } from './product-sales.store.server';
import { CHECKOUT, ORDER_TRANSACTION } from './tables';

/** The store has deleted the order. One that was never seen leaves a mark, so that a late webhook does not bring it back. */
export async function markOrderDeleted(shopId: bigint, ids: readonly bigint[], at: Date, connection?: PoolClient): Promise<void> {
  if (ids.length === 0) return;
  await asRecordWriter(shopId, connection, async (client) => {
    await withProductSales(client, shopId, [...ids], true, () =>
      client.query(
        `insert into sales_order (shop_id, id, name, currency, presentment_currency, lines_total, discount_total, shipping_total, tax_total, total, financial_status, fulfillment_status, occurred_at, version_at, deleted_at)
       select $1, d.id, '', s.currency, s.currency, 0, 0, 0, 0, 0, 'voided', 'unfulfilled', $3, '1970-01-01T00:00:00Z', $3 from unnest($2::bigint[]) as d (id), shop s where s.shop_id = $1
       on conflict (shop_id, id) do update set deleted_at = coalesce(sales_order.deleted_at, excluded.deleted_at)`,
        [shopId, ids, at],
      ),
    );
    const { rows } = await client.query<{ customer_id: bigint }>(
      'select customer_id from sales_order where shop_id = $1 and id = any($2::bigint[]) and customer_id is not null',
      [shopId, ids],
    );
    await client.query('delete from customer_event where shop_id = $1 and order_id = any($2::bigint[])', [shopId, ids]);
    await recomputeSums(
      client,
      shopId,
      rows.map((row) => row.customer_id),
    );
  });
}

export interface OrderTransactionFact {
  orderId: bigint;
  transaction: TransactionSnapshot;
}

/** Steps of payments, each with its order; a settled one does not become pending again. @returns orders that are not known yet. */
export async function applyTransactions(shopId: bigint, facts: readonly OrderTransactionFact[], connection?: PoolClient): Promise<bigint[]> {
  if (facts.length === 0) return [];
  return asRecordWriter(shopId, connection, async (client) => {
    const ids = [...new Set(facts.map((fact) => fact.orderId))];
    const { rows } = await client.query<{ id: bigint }>('select id from sales_order where shop_id = $1 and id = any($2::bigint[])', [shopId, ids]);
    const known = new Set(rows.map((row) => row.id));
    const byKey = new Map(
      facts.filter((fact) => known.has(fact.orderId)).map(({ orderId, transaction }) => [`${orderId} ${transaction.id}`, { orderId, transaction }]),
    );
    const written = [...byKey.values()].map(({ orderId, transaction: one }) => ({
      order_id: orderId,
      id: one.id,
      kind: one.kind,
      status: one.status,
      gateway: one.gateway,
      amount: one.amount,
      occurred_at: one.occurredAt,
    }));
    await insertRows(
      client,
      shopId,
      ORDER_TRANSACTION,
      written,
      overwrite(ORDER_TRANSACTION, ['order_id', 'id'], "and t.status in ('pending', 'awaiting_response', 'unknown')"),
    );
    return ids.filter((id) => !known.has(id));
  });
}

export interface OrderChild {
  orderId: bigint;
  id: bigint;
}

/** Of these, the orders that do not hold the child yet (or not in that state): what is stored is older than what was told. */
export async function ordersLacking(
  client: PoolClient,
  shopId: bigint,
  table: 'refund' | 'fulfillment',
  children: readonly (OrderChild & { status: string | null })[],
): Promise<bigint[]> {
  if (children.length === 0) return [];
  const held = table === 'refund' ? '' : 'and (k.status is null or t.status = k.status)';
  const { rows } = await client.query<{ order_id: bigint }>(
    `select distinct k.order_id from unnest($2::bigint[], $3::bigint[], $4::text[]) as k (order_id, id, status)
     where not exists (select from ${table} t where t.shop_id = $1 and t.order_id = k.order_id and t.id = k.id ${held})`,
    [shopId, children.map((child) => child.orderId), children.map((child) => child.id), children.map((child) => child.status)],
  );
  return rows.map((row) => row.order_id);
}

/** Checkouts; the newest version wins. */
export async function applyCheckouts(shopId: bigint, checkouts: readonly CheckoutSnapshot[], connection?: PoolClient): Promise<void> {
  if (checkouts.length === 0) return;
  await asRecordWriter(shopId, connection, async (client) => {
    const named = checkouts.flatMap((checkout) => checkout.customerId ?? []);
    const survivors = await survivorsOf(client, shopId, named);
    await stubCustomers(client, shopId, new Map(named.filter((id) => !survivors.has(id)).map((id) => [id, checkouts[0]?.occurredAt ?? new Date(0)])));
    const newest = new Map<string, CheckoutSnapshot>();
    for (const checkout of checkouts)
      if (checkout.versionAt >= (newest.get(checkout.token)?.versionAt ?? checkout.versionAt)) newest.set(checkout.token, checkout);
    const rows = [...newest.values()].map((one) => ({
      token: one.token,
      customer_id: one.customerId === null ? null : (survivors.get(one.customerId) ?? one.customerId),
      named_customer_id: one.customerId !== null && survivors.has(one.customerId) ? one.customerId : null,
      currency: one.currency,
      total: one.total,
      completed_at: one.completedAt,
      occurred_at: one.occurredAt,
      version_at: one.versionAt,
    }));
    await insertRows(client, shopId, CHECKOUT, rows, overwrite(CHECKOUT, ['token'], 'and excluded.version_at >= t.version_at'));
  });
}
