import type { PoolClient } from 'pg';
import { withShopConnection } from '~/db/tenant.server';
import { findDrift, markOf, type OurVersion } from './compare';
import type { DriftingRecord, ReconcileKind, StoreVersion } from './model';

interface Row {
  id: bigint;
  version_at: Date;
  state: OurVersion['state'];
  figures: (string | null)[];
  tags: string[] | null;
}

/**
 * What is compared beside the version (as `storeVersion` of platform/shopify/reconcile words it), and where records are. Those of Shopify's
 * have positive ids; what was born here is not looked for in the store. `since`: from when on a record was there, or changed where that is not known.
 */
const SQL: Record<ReconcileKind, { versions: string; table: string; here: string; since: string }> = {
  products: {
    versions:
      "select id, version_at, case when deleted_at is null then 'here' else 'gone' end as state, array[status, store_inventory::text, title] as figures, tags from product",
    table: 'product',
    here: 'deleted_at is null',
    since: 'occurred_at',
  },
  collections: {
    versions: `select id, version_at, 'here' as state, array[least(10000, (select count(*) from collection_product p
      where p.shop_id = collection.shop_id and p.collection_id = collection.id))::text, title] as figures, null::text[] as tags from collection`,
    table: 'collection',
    here: 'true',
    since: 'version_at',
  },
  discounts: {
    versions:
      "select id, version_at, case when deleted_at is null then 'here' else 'gone' end as state, array[title] as figures, null::text[] as tags from discount",
    table: 'discount',
    here: 'deleted_at is null',
    since: 'version_at',
  },
  customers: {
    // Whoever was merged here is still there in the store, and of a survivor its own is what the store knows.
    versions: `select id, version_at, case when status = 'active' or merged_by = 'admin' then 'here' when status = 'stub' then 'stub' else 'gone' end as state,
      coalesce(o.tags, array(select tag from customer_tag t where t.shop_id = customer.shop_id and t.customer_id = customer.id)) as tags,
      array[store_orders_count::text, store_spent::text,
        case when o.own_id is null then customer.email_consent || ' ' || coalesce(floor(extract(epoch from customer.email_consent_at))::bigint::text, '-')
          else o.email_consent || ' ' || coalesce(floor(extract(epoch from o.email_consent_at))::bigint::text, '-') end] as figures
      from customer left join (select shop_id as own_shop_id, customer_id as own_id, email_consent, email_consent_at, tags from customer_own) o
        on own_shop_id = customer.shop_id and own_id = customer.id`,
    table: 'customer',
    // Who is only named by an order may not be in the store any more.
    here: "(status = 'active' or merged_by = 'admin')",
    since: 'occurred_at',
  },
  orders: {
    versions: `select id, version_at, case when deleted_at is null then 'here' else 'gone' end as state,
      array[financial_status, fulfillment_status, (cancelled_at is not null)::text, (closed_at is not null)::text,
        (select count(*) from order_transaction t where t.shop_id = sales_order.shop_id and t.order_id = sales_order.id)::text] as figures, tags from sales_order`,
    table: 'sales_order',
    here: 'deleted_at is null',
    since: 'occurred_at',
  },
};

/** Compares a page of the store's records with ours. */
export async function compareVersions(connection: PoolClient, shopId: bigint, kind: ReconcileKind, store: readonly StoreVersion[]): Promise<DriftingRecord[]> {
  const { rows } = await connection.query<Row>(`${SQL[kind].versions} where shop_id = $1 and id = any($2::bigint[])`, [shopId, store.map((one) => one.id)]);
  const ours = new Map(rows.map((row) => [row.id, { id: row.id, versionAt: row.version_at, state: row.state, mark: markOf(row.figures, row.tags) }]));
  return findDrift(store, ours);
}

/** Whether the CRM lacks the store's newest record, or has it in an older state. */
export async function newestDiffers(shopId: bigint, kind: ReconcileKind, newest: StoreVersion): Promise<boolean> {
  return (await withShopConnection(shopId, (connection) => compareVersions(connection, shopId, kind, [newest]))).length > 0;
}

/** How many records of the store's the CRM has that were made until then. */
export async function countOurs(shopId: bigint, kind: ReconcileKind, until: Date): Promise<number> {
  const { table, here, since } = SQL[kind];
  const { rows } = await withShopConnection(shopId, (connection) =>
    connection.query<{ total: number }>(`select count(*)::float8 as total from ${table} where shop_id = $1 and id > 0 and ${since} <= $2 and ${here}`, [
      shopId,
      until,
    ]),
  );
  return rows[0]?.total ?? 0;
}

/** Notes as extra what a finished sweep has not seen in the store, and forgets what it has seen. */
export async function noteUnseen(connection: PoolClient, shopId: bigint, runId: bigint, kind: ReconcileKind, until: Date): Promise<void> {
  const { table, here, since } = SQL[kind];
  await connection.query(
    `insert into reconcile_item (shop_id, run_id, kind, record_id, drift)
     select $1, $2, $3, r.id, 'extra' from ${table} r where r.shop_id = $1 and r.id > 0 and r.${since} <= $4 and ${here}
       and not exists (select from reconcile_seen s where s.shop_id = $1 and s.run_id = $2 and s.kind = $3 and s.record_id = r.id)
     on conflict do nothing`,
    [shopId, runId, kind, until],
  );
  await connection.query('delete from reconcile_seen where shop_id = $1 and run_id = $2 and kind = $3', [shopId, runId, kind]);
}

/** Whether the shop lets us see all of its orders, not only the youngest. */
export async function seesAllOrders(shopId: bigint): Promise<boolean> {
  const { rows } = await withShopConnection(shopId, (connection) =>
    connection.query<{ scopes: string }>('select scopes from shop where shop_id = $1', [shopId]),
  );
  return rows[0]?.scopes.split(',').includes('read_all_orders') ?? false;
}
