import type { PoolClient } from 'pg';
import { appendEvents } from '~/db/outbox.server';
import { asRecordWriter } from '~/db/record-lock.server';
import { prepared } from '~/db/prepared';
import { insertRows, overwrite } from '~/db/rows.server';
import { together } from '~/db/together';
import { dropClaims, findClaims, noteClaims, noteStrangeContacts, recomputeSums, recordEvents, standingOf, stubCustomers } from '../customers/index.server';
import type { ApplyCount, ApplyOptions } from '../shared/newest';
import type { OrderSnapshot } from './model';
import { replaceChildren, replaceTransactions } from './order-children.store.server';
import { timelineRows, type Owner } from './order-rows';
import { prepareOrders, type PreparedOrder, type PreparedOrders } from './prepare-orders.store.server';
import { withProductSales } from './product-sales.store.server';
import { SALES_ORDER } from './tables';

interface Incoming extends PreparedOrder {
  owner: Owner;
}
interface Stored {
  id: bigint;
  customer_id: bigint | null;
  named_id: bigint | null;
  version_at: Date;
  fingerprint: bigint | null;
  deleted_at: Date | null;
}

export interface OrderOptions extends ApplyOptions {
  /** Whoever stores many adds up the sales of products once, at the end ({@link rebuildProductSales}). */
  salesLater?: boolean;
}

/**
 * Stores orders with all that hangs on them; per order the newest version wins, the same one twice changes nothing. In
 * the caller's transaction, or in one of its own. `stubs` are customers that were not known before.
 */
export async function applyOrders(
  shopId: bigint,
  snapshots: readonly OrderSnapshot[],
  connection?: PoolClient,
  options: OrderOptions = {},
): Promise<ApplyCount & { stubs: bigint[] }> {
  if (snapshots.length === 0) return { applied: 0, stale: 0, stubs: [] };
  return storeOrders(shopId, await prepareOrders(shopId, snapshots, connection), connection, options);
}

/** {@link applyOrders} of what has been prepared before. */
export async function storeOrders(
  shopId: bigint,
  { told, orders: newest }: PreparedOrders,
  connection?: PoolClient,
  options: OrderOptions = {},
): Promise<ApplyCount & { stubs: bigint[] }> {
  if (newest.length === 0) return { applied: 0, stale: 0, stubs: [] };
  return asRecordWriter(shopId, connection, async (client) => {
    const [stored, { owners, stubs, redacted, claims }] = await together([readStored(client, shopId, newest), withCustomers(client, shopId, newest)]);
    const incoming = newest.map((prepared) => ({ ...prepared, owner: owners.get(prepared.order.id) ?? NOBODY }));
    const fresh = incoming.filter(({ order, fingerprint }) => isFresh(stored.get(order.id), order, fingerprint));
    const existed = (id: bigint) => stored.has(id);
    const store = () => together([insertOrders(client, shopId, fresh, { existed, redacted }), replaceChildren(client, shopId, fresh, existed)]);
    const freshIds = fresh.map(({ order }) => order.id);
    const tell = () =>
      together([
        replaceTransactions(
          client,
          shopId,
          newest.filter(({ order }) => order.transactions !== null && order.versionAt >= (stored.get(order.id)?.version_at ?? order.versionAt)),
          existed,
        ),
        tellTimelines(client, shopId, fresh, stored),
        recomputeSums(
          client,
          shopId,
          fresh.flatMap(({ order, owner }) => [owner.survivorId, stored.get(order.id)?.customer_id ?? null].filter((id) => id !== null)),
        ),
        tellOwners(client, shopId, fresh, { stored, claims }),
        !options.authoritative && askAboutTies(client, shopId, fresh, stored),
      ]);
    if (options.salesLater) await together([store(), tell()]);
    else {
      await withProductSales(client, shopId, freshIds, freshIds.some(existed), store);
      await tell();
    }
    return { applied: fresh.length, stale: told - fresh.length, stubs };
  });
}

/** Newer; or of the same second and different, when only the order of arrival can tell (see {@link askAboutTies}). */
function isFresh(known: Stored | undefined, order: OrderSnapshot, fingerprint: bigint): boolean {
  if (!known || order.versionAt > known.version_at) return true;
  return order.versionAt.getTime() === known.version_at.getTime() && fingerprint !== known.fingerprint;
}

const NOBODY: Owner = { namedId: null, survivorId: null };

/** Whose each order is, and every customer named has a row. A guest's order is whose verified address it bears. */
async function withCustomers(client: PoolClient, shopId: bigint, prepared: PreparedOrder[]) {
  const orders = prepared.map(({ order }) => order);
  const guests = prepared.flatMap(({ order, contact }) => (order.customerId === null ? [[order.id, contact] as const] : []));
  const { known, found } = await findClaims(client, shopId, new Map(guests));
  const namedOf = (order: OrderSnapshot) => order.customerId ?? known.get(order.id) ?? found.get(order.id)?.customerId ?? null;
  const named = new Map(
    orders.flatMap((order) => {
      const id = namedOf(order);
      return id === null ? [] : [[id, order.occurredAt] as const];
    }),
  );
  const { survivors, missing, redacted } = await standingOf(client, shopId, [...named.keys()]);
  const stubs = await stubCustomers(client, shopId, new Map(missing.map((id) => [id, named.get(id) ?? new Date(0)])));
  const owners = new Map(
    orders.map((order) => {
      const namedId = namedOf(order);
      return [order.id, { namedId, survivorId: namedId === null ? null : (survivors.get(namedId) ?? namedId) }] as const;
    }),
  );
  return { owners, stubs, redacted, claims: found };
}

/** Remembers whose guests' orders have turned out to be, and of whom it may be asked who they are. */
async function tellOwners(
  client: PoolClient,
  shopId: bigint,
  fresh: Incoming[],
  { stored, claims }: { stored: Map<bigint, Stored>; claims: Awaited<ReturnType<typeof findClaims>>['found'] },
) {
  await together([
    noteClaims(
      client,
      shopId,
      fresh.flatMap(({ order }) => {
        const claim = claims.get(order.id);
        return claim ? [{ ...claim, at: order.versionAt }] : [];
      }),
    ),
    dropClaims(
      client,
      shopId,
      fresh.filter(({ order }) => order.customerId !== null && stored.has(order.id)).map(({ order }) => order.id),
    ),
    noteStrangeContacts(
      client,
      shopId,
      fresh.flatMap(({ owner, contact }) => (contact ? [{ customerId: owner.survivorId, ...contact }] : [])),
    ),
  ]);
}

async function readStored(client: PoolClient, shopId: bigint, orders: PreparedOrder[]): Promise<Map<bigint, Stored>> {
  const { rows } = await client.query<Stored>(
    prepared(
      'select id, customer_id, coalesce(named_customer_id, customer_id) as named_id, version_at, fingerprint, deleted_at from sales_order where shop_id = $1 and id = any($2::bigint[])',
      [shopId, orders.map(({ order }) => order.id)],
    ),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

interface Standing {
  existed: (id: bigint) => boolean;
  redacted: Set<bigint>;
}

/** Of new ones, as nobody else may write them now, no conflict is looked for: that takes longer than inserting. */
async function insertOrders(client: PoolClient, shopId: bigint, fresh: Incoming[], { existed, redacted }: Standing) {
  const rows = fresh.map(({ row, owner: { namedId, survivorId }, fingerprint, contact }) => {
    const found = survivorId !== null && redacted.has(survivorId) ? null : contact;
    return {
      ...row,
      customer_id: survivorId,
      named_customer_id: namedId === survivorId ? null : namedId,
      email_token: found?.email ?? null,
      phone_token: found?.phone ?? null,
      fingerprint,
    };
  });
  await together([
    insertRows(
      client,
      shopId,
      SALES_ORDER,
      rows.filter((row) => !existed(row.id)),
    ),
    insertRows(
      client,
      shopId,
      SALES_ORDER,
      rows.filter((row) => existed(row.id)),
      overwrite(SALES_ORDER, ['id']),
    ),
  ]);
}

async function tellTimelines(client: PoolClient, shopId: bigint, fresh: Incoming[], stored: Map<bigint, Stored>) {
  const moved = fresh.flatMap(({ order, owner }) => {
    const before = stored.get(order.id)?.named_id ?? null;
    return before !== null && before !== owner.namedId ? [order.id] : [];
  });
  const rowsOf = (orders: Incoming[]) => orders.flatMap(({ order, owner }) => timelineRows(order, owner.namedId));
  await together([
    moved.length > 0 && client.query('delete from customer_event where shop_id = $1 and order_id = any($2::bigint[])', [shopId, moved]),
    recordEvents(client, shopId, rowsOf(fresh.filter(({ order }) => !stored.has(order.id))), true),
    recordEvents(client, shopId, rowsOf(fresh.filter(({ order }) => stored.get(order.id)?.deleted_at === null))),
  ]);
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
