import { withShopConnection } from '~/db/tenant.server';
import { destroyShopKey } from '~/db/vault/shop-keys.store.server';
import { finishRequest, type OpenRequest } from './requests.store.server';

const ROWS_AT_ONCE = 20_000;
/** The mark that the shop was here and is gone, and the demand that made it so. */
const KEPT = ['shop', 'compliance_request', '_prisma_migrations'];

/** Tables of the product, those that name others first, so that nothing is named when it goes. */
async function tablesToEmpty(shopId: bigint): Promise<string[]> {
  const { rows } = await withShopConnection(shopId, (connection) =>
    connection.query<{ name: string }>(
      `with recursive depth as (
         select c.oid, 0 as level from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r'
         union all
         select f.conrelid, depth.level + 1 from depth join pg_constraint f on f.confrelid = depth.oid and f.contype = 'f' and f.conrelid <> f.confrelid where depth.level < 20
       ) select c.relname::text as name from depth join pg_class c on c.oid = depth.oid group by c.relname order by max(level) desc, c.relname`,
    ),
  );
  return rows.map((row) => row.name).filter((name) => !KEPT.includes(name));
}

/**
 * Deletes everything of a shop, a stretch of rows at a time (killed, it goes on where it was), and destroys its key. Of a
 * shop that has come back meanwhile nothing is touched.
 */
export async function redactShop(shopId: bigint, request: OpenRequest, now: Date): Promise<void> {
  const returned = await withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query("select from shop where shop_id = $1 and status = 'installed'", [shopId]);
    if (rows.length > 0) await finishRequest(connection, shopId, request.id, { skipped: 'reinstalled' }, now);
    return rows.length > 0;
  });
  if (returned) return;
  await destroyShopKey(shopId);
  for (const table of await tablesToEmpty(shopId)) await empty(shopId, table);
  await withShopConnection(shopId, async (connection) => {
    await connection.query('delete from compliance_request where shop_id = $1 and id <> $2', [shopId, request.id]);
    await connection.query(
      "update shop set status = 'redacted', redacted_at = $2, name = '', scopes = '', settings = '{}', country = null, plan = null, shopify_id = null where shop_id = $1",
      [shopId, now],
    );
    await finishRequest(connection, shopId, request.id, {}, now);
  });
}

async function empty(shopId: bigint, table: string) {
  const sql = `delete from "${table}" where shop_id = $1 and ctid = any(array(select ctid from "${table}" where shop_id = $1 limit ${ROWS_AT_ONCE}))`;
  let deleted = ROWS_AT_ONCE;
  while (deleted === ROWS_AT_ONCE) deleted = await withShopConnection(shopId, async (connection) => (await connection.query(sql, [shopId])).rowCount ?? 0);
}
