import { appendAudit } from '~/db/audit.server';
import { withShopConnection } from '~/db/tenant.server';
import { destroyShopKey, KEY_CACHE_MS } from '~/db/vault/shop-keys.store.server';
import { findShop } from '../shops/index.server';
import { finishRequest, type OpenRequest } from './requests.store.server';

const ROWS_AT_ONCE = 20_000;
/** The mark that the shop was here and is gone, the demand that made it so, and the trail of what was done. */
const KEPT = ['shop', 'compliance_request', 'privacy_audit', '_prisma_migrations'];
const MARGIN_MS = 5000;

export interface RedactShopOptions {
  /** Asks the store whether the app is still installed there: the webhook that says so may have been lost. */
  storeAnswers: (shopId: bigint) => Promise<boolean>;
  /** How long other processes may still hold the destroyed key and write with it. */
  graceMs?: number;
}

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
 * shop that has come back meanwhile nothing is touched; one that comes back while it is being erased is asked to wait
 * (see {@link isBeingErased}). @returns when to go on, while other processes may still hold the key.
 */
export async function redactShop(shopId: bigint, request: OpenRequest, now: Date, options: RedactShopOptions): Promise<{ againInMs: number } | void> {
  const shop = await findShop(shopId);
  if (shop?.status === 'installed' && (await options.storeAnswers(shopId)))
    return withShopConnection(shopId, (connection) => finishRequest(connection, shopId, request, { step: 'shop_is_back' }, now));
  if (!(await markErased(shopId, request, shop?.installedAt ?? null, now))) return { againInMs: 1000 };
  await destroyShopKey(shopId);
  let rows = 0;
  for (const table of await tablesToEmpty(shopId)) rows += await empty(shopId, table);
  const waitMs = await remainingGrace(shopId, request, now, rows, options.graceMs ?? KEY_CACHE_MS + MARGIN_MS);
  if (waitMs > 0) return { againInMs: waitMs };
  await withShopConnection(shopId, async (connection) => {
    await connection.query('delete from compliance_request where shop_id = $1 and id <> $2', [shopId, request.id]);
    await finishRequest(connection, shopId, request, { step: 'done' }, now);
  });
}

/**
 * From here on the shop is gone: its webhooks are not applied, and whoever opens the app has to wait until all is erased.
 * @returns false when it was installed anew a moment ago.
 */
async function markErased(shopId: bigint, request: OpenRequest, installedAt: Date | null, now: Date): Promise<boolean> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<{ status: string; installed_at: Date | null }>(
      'select status, installed_at from shop where shop_id = $1 for update',
      [shopId],
    );
    const [shop] = rows;
    if (!shop || shop.status === 'redacted') return true;
    if (shop.status === 'installed' && shop.installed_at?.getTime() !== installedAt?.getTime()) return false;
    await connection.query(
      `update shop set status = 'redacted', redacted_at = $2, name = '', scopes = '', settings = '{}', country = null, plan = null, shopify_id = null where shop_id = $1`,
      [shopId, now],
    );
    await appendAudit(connection, shopId, { requestId: request.id, kind: 'shop_redact', step: 'key_destroyed', at: now });
    return true;
  });
}

/** How long other processes may still write with the key that is gone; what they write is deleted in the last round. */
async function remainingGrace(shopId: bigint, request: OpenRequest, now: Date, rows: number, graceMs: number): Promise<number> {
  return withShopConnection(shopId, async (connection) => {
    const { rows: found } = await connection.query<{ first: boolean; waited_ms: number }>(
      `update compliance_request set detail = jsonb_build_object('erasingSince', clock_timestamp()) || detail where shop_id = $1 and id = $2
       returning (extract(epoch from clock_timestamp() - (detail ->> 'erasingSince')::timestamptz) * 1000)::float8 as waited_ms`,
      [shopId, request.id],
    );
    if (rows > 0) await appendAudit(connection, shopId, { requestId: request.id, kind: 'shop_redact', step: 'rows_deleted', detail: { rows }, at: now });
    return graceMs - (found[0]?.waited_ms ?? 0);
  });
}

async function empty(shopId: bigint, table: string): Promise<number> {
  const sql = `delete from "${table}" where shop_id = $1 and ctid = any(array(select ctid from "${table}" where shop_id = $1 limit ${ROWS_AT_ONCE}))`;
  let deleted = ROWS_AT_ONCE;
  let total = 0;
  while (deleted === ROWS_AT_ONCE) {
    deleted = await withShopConnection(shopId, async (connection) => (await connection.query(sql, [shopId])).rowCount ?? 0);
    total += deleted;
  }
  return total;
}

/** The shop's data is being deleted at this moment: an installation has to wait until that has ended. */
export async function isBeingErased(shopId: bigint): Promise<boolean> {
  return withShopConnection(shopId, async (connection) => {
    const { rowCount } = await connection.query(
      "select from shop s join compliance_request r using (shop_id) where s.shop_id = $1 and s.status = 'redacted' and r.kind = 'shop_redact' and r.status = 'open'",
      [shopId],
    );
    return Boolean(rowCount);
  });
}
