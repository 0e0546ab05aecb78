import type { PoolClient } from 'pg';
import { insertRows, overwrite } from '~/db/rows.server';
import { together } from '~/db/together';
import type { PreparedOrder } from './prepare-orders.store.server';
import { FULFILLMENT, ORDER_LINE, ORDER_TRANSACTION, REFUND, REFUND_LINE } from './tables';

/** Lines, refunds and fulfilments have no version of their own: they are replaced as a whole with their order's. */
export async function replaceChildren(client: PoolClient, shopId: bigint, orders: PreparedOrder[], existed: (id: bigint) => boolean): Promise<void> {
  const replaced = orders.filter(({ order }) => existed(order.id)).map(({ order }) => order.id);
  // The lines of a refund go with it.
  const outdated = replaced.length > 0 ? [ORDER_LINE, REFUND, FULFILLMENT] : [];
  await together([
    ...outdated.map(({ name }) => client.query(`delete from ${name} where shop_id = $1 and order_id = any($2::bigint[])`, [shopId, replaced])),
    insertRows(
      client,
      shopId,
      ORDER_LINE,
      orders.flatMap(({ children }) => children.lines),
    ),
    insertRows(
      client,
      shopId,
      REFUND,
      orders.flatMap(({ children }) => children.refunds),
    ),
    insertRows(
      client,
      shopId,
      REFUND_LINE,
      orders.flatMap(({ children }) => children.refundLines),
    ),
    insertRows(
      client,
      shopId,
      FULFILLMENT,
      orders.flatMap(({ children }) => children.fulfillments),
    ),
  ]);
}

/** Payments of orders whose snapshot carries them all. */
export async function replaceTransactions(client: PoolClient, shopId: bigint, orders: PreparedOrder[], existed: (id: bigint) => boolean): Promise<void> {
  const known = orders.filter(({ order }) => existed(order.id));
  const rows = known.flatMap(({ children }) => children.transactions);
  await together([
    known.length > 0 &&
      client.query('delete from order_transaction where shop_id = $1 and order_id = any($2::bigint[]) and not id = any($3::bigint[])', [
        shopId,
        known.map(({ order }) => order.id),
        rows.map((row) => row.id),
      ]),
    insertRows(client, shopId, ORDER_TRANSACTION, rows, overwrite(ORDER_TRANSACTION, ['order_id', 'id'])),
    insertRows(
      client,
      shopId,
      ORDER_TRANSACTION,
      orders.filter(({ order }) => !existed(order.id)).flatMap(({ children }) => children.transactions),
    ),
  ]);
}
