import type { PoolClient } from 'pg';
import { appendEvents } from '~/db/outbox.server';
import { asRecordWriter } from '~/db/record-lock.server';
import { insertRows, overwrite } from '~/db/rows.server';
import { newestById, type ApplyCount, type ApplyOptions } from '../shared/newest';
import type { CollectionSnapshot, DiscountSnapshot, ProductSnapshot } from './model';
import { COLLECTION, DISCOUNT, PRODUCT, PRODUCT_VARIANT } from './tables';

interface Stored {
  id: bigint;
  version_at: Date;
  is_gift_card?: boolean;
}
async function readStored(client: PoolClient, shopId: bigint, columns: string, table: string, ids: bigint[]): Promise<Map<bigint, Stored>> {
  const { rows } = await client.query<Stored>(`select ${columns} from ${table} where shop_id = $1 and id = any($2::bigint[])`, [shopId, ids]);
  return new Map(rows.map((row) => [row.id, row]));
}
const isOld = (snapshot: { id: bigint; versionAt: Date }, stored: Map<bigint, Stored>): boolean =>
  snapshot.versionAt < (stored.get(snapshot.id)?.version_at ?? snapshot.versionAt);

/** Products, each with all its variants; the newest version wins. */
export async function applyProducts(
  shopId: bigint,
  snapshots: readonly ProductSnapshot[],
  connection?: PoolClient,
  options: ApplyOptions = {},
): Promise<ApplyCount> {
  if (snapshots.length === 0) return { applied: 0, stale: 0 };
  return asRecordWriter(shopId, connection, async (client) => {
    const newest = newestById(snapshots);
    const stored = await readStored(
      client,
      shopId,
      'id, version_at, is_gift_card',
      'product',
      newest.map((product) => product.id),
    );
    const fresh = newest.filter((product) => !isOld(product, stored));
    const rows = fresh.map((one) => ({
      id: one.id,
      title: one.title,
      handle: one.handle,
      vendor: one.vendor,
      product_type: one.productType,
      status: one.status,
      is_gift_card: one.isGiftCard ?? stored.get(one.id)?.is_gift_card ?? false,
      tags: one.tags,
      store_inventory: one.totalInventory ?? one.variants.reduce((sum, { inventory }) => sum + (inventory ?? 0), 0),
      occurred_at: one.occurredAt,
      version_at: one.versionAt,
    }));
    await insertRows(client, shopId, PRODUCT, rows, overwrite(PRODUCT, ['id']));
    const variants = fresh.flatMap((product) =>
      product.variants.map((one) => ({
        id: one.id,
        product_id: product.id,
        title: one.title,
        sku: one.sku,
        price: one.price,
        compare_at: one.compareAt,
        position: one.position,
        inventory: one.inventory,
      })),
    );
    await client.query('delete from product_variant where shop_id = $1 and product_id = any($2::bigint[]) and not id = any($3::bigint[])', [
      shopId,
      fresh.map((product) => product.id),
      variants.map((variant) => variant.id),
    ]);
    const changed = await insertRows(client, shopId, PRODUCT_VARIANT, variants, overwrite(PRODUCT_VARIANT, ['id']));
    // Whole seconds again: of two states within one, the store says which is the last.
    const ties =
      changed > 0 && !options.authoritative ? fresh.filter((product) => stored.get(product.id)?.version_at.getTime() === product.versionAt.getTime()) : [];
    if (ties[0])
      await appendEvents(
        client,
        shopId,
        ties.map((product) => ({ type: 'product.reread_requested', payload: { productId: product.id.toString() } })),
        ties[0].versionAt,
      );
    return { applied: fresh.length, stale: snapshots.length - fresh.length };
  });
}

/** Collections and, where the source says it, what is in them. Products that are not known yet are left out; they come with a later version. */
export async function applyCollections(shopId: bigint, snapshots: readonly CollectionSnapshot[], connection?: PoolClient): Promise<ApplyCount> {
  if (snapshots.length === 0) return { applied: 0, stale: 0 };
  return asRecordWriter(shopId, connection, async (client) => {
    const newest = newestById(snapshots, (older, newer) => ({ ...newer, productIds: newer.productIds ?? older.productIds }));
    const stored = await readStored(
      client,
      shopId,
      'id, version_at',
      'collection',
      newest.map((one) => one.id),
    );
    const fresh = newest.filter((one) => !isOld(one, stored));
    await insertRows(
      client,
      shopId,
      COLLECTION,
      fresh.map((one) => ({ id: one.id, title: one.title, handle: one.handle, version_at: one.versionAt })),
      overwrite(COLLECTION, ['id']),
    );
    const whole = fresh.filter((one) => one.productIds !== null);
    const pairs = whole.flatMap((one) => (one.productIds ?? []).map((productId) => [one.id, productId] as const));
    const values = [shopId, whole.map((one) => one.id), pairs.map(([id]) => id), pairs.map(([, productId]) => productId)];
    await client.query(
      `delete from collection_product c where c.shop_id = $1 and c.collection_id = any($2::bigint[])
         and not exists (select from unnest($3::bigint[], $4::bigint[]) as n (collection_id, product_id) where n.collection_id = c.collection_id and n.product_id = c.product_id)`,
      values,
    );
    await client.query(
      `insert into collection_product (shop_id, collection_id, product_id)
       select $1, n.collection_id, n.product_id from unnest($2::bigint[], $3::bigint[]) as n (collection_id, product_id) join product p on p.shop_id = $1 and p.id = n.product_id on conflict do nothing`,
      [values[0], values[2], values[3]],
    );
    return { applied: fresh.length, stale: snapshots.length - fresh.length };
  });
}

/** Discounts; the newest version wins, and what a source does not carry stays. */
export async function applyDiscounts(shopId: bigint, snapshots: readonly DiscountSnapshot[], connection?: PoolClient): Promise<ApplyCount> {
  if (snapshots.length === 0) return { applied: 0, stale: 0 };
  return asRecordWriter(shopId, connection, async (client) => {
    const newest = newestById(snapshots, (older, newer) => ({
      ...older,
      ...newer,
      code: newer.code === undefined ? older.code : newer.code,
      kind: newer.kind ?? older.kind,
      startsAt: newer.startsAt === undefined ? older.startsAt : newer.startsAt,
      endsAt: newer.endsAt === undefined ? older.endsAt : newer.endsAt,
      used: newer.used ?? older.used,
    }));
    const { rows: known } = await client.query<Stored & { code: string | null; kind: string; starts_at: Date | null; ends_at: Date | null; used: number }>(
      'select id, version_at, code, kind, starts_at, ends_at, used from discount where shop_id = $1 and id = any($2::bigint[])',
      [shopId, newest.map((one) => one.id)],
    );
    const stored = new Map(known.map((row) => [row.id, row]));
    const fresh = newest.filter((one) => !isOld(one, stored));
    const rows = fresh.map((one) => {
      const before = stored.get(one.id);
      return {
        id: one.id,
        title: one.title,
        method: one.method,
        status: one.status,
        version_at: one.versionAt,
        code: one.code === undefined ? (before?.code ?? (one.method === 'code' ? one.title : null)) : one.code,
        kind: one.kind ?? before?.kind ?? 'unknown',
        starts_at: one.startsAt === undefined ? (before?.starts_at ?? null) : one.startsAt,
        ends_at: one.endsAt === undefined ? (before?.ends_at ?? null) : one.endsAt,
        used: one.used ?? before?.used ?? 0,
      };
    });
    await insertRows(client, shopId, DISCOUNT, rows, overwrite(DISCOUNT, ['id']));
    return { applied: fresh.length, stale: snapshots.length - fresh.length };
  });
}
