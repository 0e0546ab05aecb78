import type { PoolClient } from 'pg';
import { appendEvents } from '~/db/outbox.server';
import { asRecordWriter } from '~/db/record-lock.server';
import { insertRows, overwrite } from '~/db/rows.server';
import { together } from '~/db/together';
import { shopKeys } from '~/db/vault/shop-keys.store.server';
import {
  contactsOfOrders,
  dropClaims,
  findClaims,
  noteClaims,
  noteStrangeContacts,
  recomputeSums,
  recordEvents,
  standingOf,
  stubCustomers,
  type OrderContact,
} from '../customers/index.server';
import { newestById, type ApplyCount, type ApplyOptions } from '../shared/newest';
import { orderFingerprint } from './fingerprint.server';
import type { OrderSnapshot } from './model';
import { replaceChildren, replaceTransactions } from './order-children.store.server';
import { orderRow, timelineRows, type Owner } from './order-rows';
import { withProductSales } from './product-sales.store.server';
import { SALES_ORDER } from './tables';

interface Incoming {
  order: OrderSnapshot;
  fingerprint: bigint;
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
    const contacts = await contactsOfOrders(client, shopId, index, newest);
    const [stored, { owners, stubs, redacted, claims }] = await together([readStored(client, shopId, newest), withCustomers(client, shopId, newest, contacts)]);
    const incoming = newest.map((order) => ({ order, fingerprint: orderFingerprint(order), owner: owners.get(order.id) ?? NOBODY }));
    const fresh = incoming.filter(({ order, fingerprint }) => isFresh(stored.get(order.id), order, fingerprint));
    const existed = (id: bigint) => stored.has(id);
    const freshOrders = fresh.map(({ order }) => order);
    const freshIds = freshOrders.map(({ id }) => id);
    await withProductSales(client, shopId, freshIds, freshIds.some(existed), () =>
      together([storeOrders(client, shopId, fresh, { existed, redacted, contacts }), replaceChildren(client, shopId, freshOrders, existed)]),
    );
    await together([
      replaceTransactions(
        client,
        shopId,
        newest.filter((order) => order.transactions !== null && order.versionAt >= (stored.get(order.id)?.version_at ?? order.versionAt)),
        existed,
      ),
      tellTimelines(client, shopId, fresh, stored),
      recomputeSums(
        client,
        shopId,
        fresh.flatMap(({ order, owner }) => [owner.survivorId, stored.get(order.id)?.customer_id ?? null].filter((id) => id !== null)),
      ),
      tellOwners(client, shopId, fresh, { stored, claims, contacts }),
      !options.authoritative && askAboutTies(client, shopId, fresh, stored),
    ]);
    return { applied: fresh.length, stale: snapshots.length - fresh.length, stubs };
  });
}

/** Newer; or of the same second and different, when only the order of arrival can tell (see {@link askAboutTies}). */
function isFresh(known: Stored | undefined, order: OrderSnapshot, fingerprint: bigint): boolean {
  if (!known || order.versionAt > known.version_at) return true;
  return order.versionAt.getTime() === known.version_at.getTime() && fingerprint !== known.fingerprint;
}

const NOBODY: Owner = { namedId: null, survivorId: null };

/** Whose each order is, and every customer named has a row. A guest's order is whose verified address it bears. */
async function withCustomers(client: PoolClient, shopId: bigint, orders: OrderSnapshot[], contacts: Map<bigint, OrderContact>) {
  const guests = orders.filter((order) => order.customerId === null).map((order) => order.id);
  const { known, found } = await findClaims(client, shopId, new Map(guests.map((id) => [id, contacts.get(id)])));
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
  { stored, claims, contacts }: { stored: Map<bigint, Stored>; claims: Awaited<ReturnType<typeof findClaims>>['found']; contacts: Map<bigint, OrderContact> },
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
      fresh.flatMap(({ order, owner }) => (contacts.has(order.id) ? [{ customerId: owner.survivorId, ...contacts.get(order.id) }] : [])),
    ),
  ]);
}

async function readStored(client: PoolClient, shopId: bigint, orders: OrderSnapshot[]): Promise<Map<bigint, Stored>> {
  const { rows } = await client.query<Stored>(
    'select id, customer_id, coalesce(named_customer_id, customer_id) as named_id, version_at, fingerprint, deleted_at from sales_order where shop_id = $1 and id = any($2::bigint[])',
    [shopId, orders.map((order) => order.id)],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

interface Standing {
  existed: (id: bigint) => boolean;
  redacted: Set<bigint>;
  contacts: Map<bigint, OrderContact>;
}

/** Of new ones, as nobody else may write them now, no conflict is looked for: that takes longer than inserting. */
async function storeOrders(client: PoolClient, shopId: bigint, fresh: Incoming[], { existed, redacted, contacts }: Standing) {
  const rows = fresh.map(({ order, owner, fingerprint }) => {
    const findable = !(owner.survivorId !== null && redacted.has(owner.survivorId));
    const contact = findable ? contacts.get(order.id) : undefined;
    return orderRow(order, owner, { email: contact?.email ?? null, phone: contact?.phone ?? null }, fingerprint);
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
  await together([
    moved.length > 0 && client.query('delete from customer_event where shop_id = $1 and order_id = any($2::bigint[])', [shopId, moved]),
    recordEvents(
      client,
      shopId,
      fresh.filter(({ order }) => !stored.get(order.id)?.deleted_at).flatMap(({ order, owner }) => timelineRows(order, owner.namedId)),
    ),
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
