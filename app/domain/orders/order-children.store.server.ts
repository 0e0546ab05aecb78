import type { PoolClient } from 'pg';
import { insertRows, overwrite } from '~/db/rows.server';
import type { OrderSnapshot } from './model';
import { fulfillmentRows, lineRows, refundLineRows, refundRows, transactionRows } from './order-rows';
import { FULFILLMENT, ORDER_LINE, ORDER_TRANSACTION, REFUND, REFUND_LINE } from './tables';

/** Lines, refunds and fulfilments have no version of their own: they are replaced as a whole with their order's. */
export async function replaceChildren(client: PoolClient, shopId: bigint, orders: OrderSnapshot[], existed: (id: bigint) => boolean): Promise<void> {
  const replaced = orders.filter((order) => existed(order.id)).map((order) => order.id);
  if (replaced.length > 0) {
    // The lines of a refund go with it.
    for (const { name } of [ORDER_LINE, REFUND, FULFILLMENT])
      await client.query(`delete from ${name} where shop_id = $1 and order_id = any($2::bigint[])`, [shopId, replaced]);
  }
  await insertRows(client, shopId, ORDER_LINE, orders.flatMap(lineRows));
  await insertRows(client, shopId, REFUND, orders.flatMap(refundRows));
  await insertRows(client, shopId, REFUND_LINE, orders.flatMap(refundLineRows));
  await insertRows(client, shopId, FULFILLMENT, orders.flatMap(fulfillmentRows));
}

/** Payments of orders whose snapshot carries them all. */
export async function replaceTransactions(client: PoolClient, shopId: bigint, orders: OrderSnapshot[], existed: (id: bigint) => boolean): Promise<void> {
  const rows = orders.flatMap(transactionRows);
  const replaced = orders.filter((order) => existed(order.id)).map((order) => order.id);
  if (replaced.length > 0)
    await client.query('delete from order_transaction where shop_id = $1 and order_id = any($2::bigint[]) and not id = any($3::bigint[])', [
      shopId,
      replaced,
      rows.map((row) => row.id),
    ]);
  await insertRows(client, shopId, ORDER_TRANSACTION, rows, overwrite(ORDER_TRANSACTION, ['order_id', 'id']));
}
