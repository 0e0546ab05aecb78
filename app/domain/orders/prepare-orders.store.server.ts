import type { PoolClient } from 'pg';
import { mapInTurns } from '~/config/turns';
import { shopKeys } from '~/db/vault/shop-keys.store.server';
import { contactOfOrder, countryOfShop, type OrderContact } from '../customers/index.server';
import { newestById } from '../shared/newest';
import { orderFingerprint } from './fingerprint.server';
import type { OrderSnapshot } from './model';
import { childRows, orderRow, type ChildRows, type OrderRow } from './order-rows';

export interface PreparedOrder {
  order: OrderSnapshot;
  row: OrderRow;
  children: ChildRows;
  fingerprint: bigint;
  /** `null`: it bears no address. */
  contact: OrderContact | null;
}
export interface PreparedOrders {
  /** How many were told, the same order more than once included. */
  told: number;
  orders: PreparedOrder[];
}

/** Works out of orders what can be told without looking at what is stored: whoever stores many does this for the next while the last are being written. */
export async function prepareOrders(shopId: bigint, snapshots: readonly OrderSnapshot[], connection?: PoolClient): Promise<PreparedOrders> {
  // A webhook carries no payments and no edits: an older snapshot in the same batch may.
  const newest = newestById(snapshots, (older, newer) => ({
    ...newer,
    transactions: newer.transactions ?? older.transactions,
    editedAt: newer.editedAt ?? older.editedAt,
  }));
  const { index } = await shopKeys(shopId);
  const country = newest.some((order) => order.phone) ? await countryOfShop(shopId, connection) : null;
  const orders = await mapInTurns(newest, (order) => {
    const children = childRows(order);
    const row = orderRow(order);
    return { order, row, children, fingerprint: orderFingerprint(row, children), contact: contactOfOrder(index, country, order) };
  });
  return { told: snapshots.length, orders };
}
