import type { PoolClient } from 'pg';
import { mapInTurns } from '~/config/turns';
import { shopKeys } from '~/db/vault/shop-keys.store.server';
import { countryOfShop, orderContacts, type OrderContact } from '../customers/index.server';
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

/** Works out of orders what can be told without looking at what is stored. */
export const prepareOrders = (shopId: bigint, snapshots: readonly OrderSnapshot[], connection?: PoolClient): Promise<PreparedOrders> =>
  orderPreparer(shopId, connection)(snapshots);

/** Makes what does {@link prepareOrders} again and again: whoever stores many does this for the next while the last are being written. */
export function orderPreparer(shopId: bigint, connection?: PoolClient): (snapshots: readonly OrderSnapshot[]) => Promise<PreparedOrders> {
  let asked: Promise<string | null> | null = null;
  let known: ReturnType<typeof orderContacts> | null = null;
  return async (snapshots) => {
    // A webhook carries no payments and no edits: an older snapshot in the same batch may.
    const newest = newestById(snapshots, (older, newer) => ({
      ...newer,
      transactions: newer.transactions ?? older.transactions,
      editedAt: newer.editedAt ?? older.editedAt,
    }));
    const country = newest.some((order) => order.phone) ? await (asked ??= countryOfShop(shopId, connection)) : null;
    const contactOf = (known ??= orderContacts((await shopKeys(shopId)).index));
    const orders = await mapInTurns(newest, (order) => {
      const children = childRows(order);
      const row = orderRow(order);
      return { order, row, children, fingerprint: orderFingerprint(row, children), contact: contactOf(order, country) };
    });
    return { told: snapshots.length, orders };
  };
}
