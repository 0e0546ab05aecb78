import type { PoolClient } from 'pg';
import { appendEvents } from '~/db/outbox.server';
import { asRecordWriter } from '~/db/record-lock.server';
import { insertRows, overwrite } from '~/db/rows.server';
import { blindToken } from '~/db/vault/envelope';
import { shopKeys } from '~/db/vault/shop-keys.store.server';
import { recomputeSums, recordEvents, standingOf, stubCustomers } from '../customers/index.server';
import { emailToken } from '../customers/model';
import { newestById, type ApplyCount, type ApplyOptions } from '../shared/newest';
import { orderFingerprint } from './fingerprint.server';
import type { OrderSnapshot } from './model';
import { replaceChildren, replaceTransactions } from './order-children.store.server';
import { orderRow, timelineRows } from './order-rows';
import { withProductSales } from './product-sales.store.server';
import { SALES_ORDER } from './tables';

interface Incoming {
  order: OrderSnapshot;
  fingerprint: bigint;
}
interface Stored {
  id: bigint;
  customer_id: bigint | null;
  version_at: Date;
  fingerprint: bigint | null;
  deleted_at: Date | null;
}

/**
 * Stores orders with all that hangs on them; per order the newest version wins, the same one twice changes nothing. In
 * the caller's transaction, or in one of its own. `stubs` are customers that were not known before.
 */
export async function applyOrders(
  shopId: bigint,
  snapshots: readonly OrderSnapshot[],
  connection?: PoolClient,
  options: ApplyOptions = {},
): Promise<ApplyCount & { stubs: bigint[] }> {
  if (snapshots.length === 0) return { applied: 0, stale: 0, stubs: [] };
  const { index } = await shopKeys(shopId);
  // A webhook carries no payments and no edits: an older snapshot in the same batch may.
  const newest = newestById(snapshots, (older, newer) => ({
    ...newer,
    transactions: newer.transactions ?? older.transactions,
    editedAt: newer.editedAt ?? older.editedAt,
  }));
  return asRecordWriter(shopId, connection, async (client) => {
    const { orders, stubs, redacted } = await withCustomers(client, shopId, newest);
    const stored = await readStored(client, shopId, orders);
    const incoming = orders.map((order) => ({ order, fingerprint: orderFingerprint(order) }));
    const fresh = incoming.filter(({ order, fingerprint }) => isFresh(stored.get(order.id), order, fingerprint));
    const existed = (id: bigint) => stored.has(id);
    const freshOrders = fresh.map(({ order }) => order);
    const freshIds = freshOrders.map(({ id }) => id);
    await withProductSales(client, shopId, freshIds, freshIds.some(existed), async () => {
      await storeOrders(client, shopId, fresh, redacted, index);
      await replaceChildren(client, shopId, freshOrders, existed);
    });
    await replaceTransactions(
      client,
      shopId,
      orders.filter((order) => order.transactions !== null && order.versionAt >= (stored.get(order.id)?.version_at ?? order.versionAt)),
      existed,
    );
    await tellTimelines(client, shopId, fresh, stored);
    await recomputeSums(
      client,
      shopId,
      fresh.flatMap(({ order }) => [order.customerId, stored.get(order.id)?.customer_id ?? null].filter((id) => id !== null)),
    );
    if (!options.authoritative) await askAboutTies(client, shopId, fresh, stored);
    return { applied: fresh.length, stale: snapshots.length - fresh.length, stubs };
  });
}

/** Newer; or of the same second and different, when only the order of arrival can tell (see {@link askAboutTies}). */
function isFresh(known: Stored | undefined, order: OrderSnapshot, fingerprint: bigint): boolean {
  if (!known || order.versionAt > known.version_at) return true;
  return order.versionAt.getTime() === known.version_at.getTime() && fingerprint !== known.fingerprint;
}

/** Orders of merged customers belong to the survivor, and every customer named has a row. */
async function withCustomers(client: PoolClient, shopId: bigint, orders: OrderSnapshot[]) {
  const named = new Map(orders.flatMap((order) => (order.customerId === null ? [] : [[order.customerId, order.occurredAt] as const])));
  const { survivors, missing, redacted } = await standingOf(client, shopId, [...named.keys()]);
  const stubs = await stubCustomers(client, shopId, new Map(missing.map((id) => [id, named.get(id) ?? new Date(0)])));
  if (survivors.size === 0) return { orders, stubs, redacted };
  const moved = orders.map((order) => (order.customerId === null ? order : { ...order, customerId: survivors.get(order.customerId) ?? order.customerId }));
  return { orders: moved, stubs, redacted };
}

async function readStored(client: PoolClient, shopId: bigint, orders: OrderSnapshot[]): Promise<Map<bigint, Stored>> {
  const { rows } = await client.query<Stored>(
    'select id, customer_id, version_at, fingerprint, deleted_at from sales_order where shop_id = $1 and id = any($2::bigint[])',
    [shopId, orders.map((order) => order.id)],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

async function storeOrders(client: PoolClient, shopId: bigint, fresh: Incoming[], redacted: Set<bigint>, index: Buffer) {
  const rows = fresh.map(({ order, fingerprint }) => {
    const findable = order.email !== null && !(order.customerId !== null && redacted.has(order.customerId));
    return orderRow(order, findable && order.email !== null ? blindToken(index, emailToken(order.email)) : null, fingerprint);
  });
  await insertRows(client, shopId, SALES_ORDER, rows, overwrite(SALES_ORDER, ['id']));
}

async function tellTimelines(client: PoolClient, shopId: bigint, fresh: Incoming[], stored: Map<bigint, Stored>) {
  const moved = fresh.flatMap(({ order }) => {
    const before = stored.get(order.id)?.customer_id ?? null;
    return before !== null && before !== order.customerId ? [order.id] : [];
  });
  if (moved.length > 0) await client.query('delete from customer_event where shop_id = $1 and order_id = any($2::bigint[])', [shopId, moved]);
  await recordEvents(
    client,
    shopId,
    fresh.filter(({ order }) => !stored.get(order.id)?.deleted_at).flatMap(({ order }) => timelineRows(order)),
  );
}

/** Versions are whole seconds. Where two states share one, the store is asked which is the last. */
async function askAboutTies(client: PoolClient, shopId: bigint, fresh: Incoming[], stored: Map<bigint, Stored>) {
  const ties = fresh.filter(({ order }) => stored.get(order.id)?.version_at.getTime() === order.versionAt.getTime());
  if (ties[0])
    await appendEvents(
      client,
      shopId,
      ties.map(({ order }) => ({ type: 'order.reread_requested', payload: { orderId: order.id.toString() } })),
      ties[0].order.versionAt,
    );
}
