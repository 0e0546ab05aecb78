import type { PoolClient } from 'pg';
import { appendAudit } from '~/db/audit.server';
import { appendEvent } from '~/db/outbox.server';
import { inTransaction, withShop } from '~/db/tenant.server';
import { AppError } from '../shared/errors';
import type { Shop, ShopFacts } from './model';
import { shopIdOf } from './shop-id.server';

/** Makes sure that the shop's row exists. @throws AppError conflict in the (1 in 18 million) case that another domain has the same id. */
export async function registerShop(domain: string): Promise<bigint> {
  const shopId = shopIdOf(domain);
  await withShop(shopId, async (tx) => {
    await tx.$executeRaw`insert into shop (shop_id, domain) values (${shopId}, ${domain}) on conflict (shop_id) do nothing`;
    const row = await tx.shop.findUniqueOrThrow({ where: { shopId }, select: { domain: true } });
    if (row.domain !== domain) throw new AppError('conflict', `${domain} has the same tenant id as another shop.`);
  });
  return shopId;
}

/** Facts of the store, as read at installation or told by a webhook; a locale that is not told stays. In the caller's transaction, or in one of its own. */
export async function updateShopFacts(shopId: bigint, facts: ShopFacts, connection?: PoolClient): Promise<void> {
  const { shopifyId, name, currency, timezone, locale, country, plan } = facts;
  await inTransaction(shopId, connection, (client) =>
    client.query(
      'update shop set shopify_id = $2, name = $3, currency = $4, timezone = $5, locale = coalesce($6, locale), country = $7, plan = $8 where shop_id = $1',
      [shopId, shopifyId, name, currency, timezone, locale, country, plan],
    ),
  );
}

/** @returns whether the shop was not installed before; only then is `shop.installed` announced. */
export async function markInstalled(shopId: bigint, scopes: string, at: Date): Promise<boolean> {
  return withShop(shopId, async (tx) => {
    const [before] = await tx.$queryRaw<{ status: string; erasing: boolean }[]>`
      select status, status = 'redacted' and exists (select from compliance_request r where r.shop_id = s.shop_id and r.kind = 'shop_redact' and r.status = 'open') as erasing
      from shop s where shop_id = ${shopId} for update`;
    if (before?.erasing) throw new AppError('unavailable', 'What the store had here is being erased; that ends soon.');
    await tx.shop.update({
      where: { shopId },
      data: { status: 'installed', scopes, ...(before?.status !== 'installed' && { installedAt: at, uninstalledAt: null, redactedAt: null }) },
    });
    if (before?.status === 'installed') return false;
    const step = before?.status === 'known' ? 'installed' : 'reinstalled';
    await tx.privacyAudit.create({ data: { shopId, kind: 'installation', step, at } });
    await appendEvent(tx, shopId, 'shop.installed', { reason: before?.status === 'known' ? 'install' : 'reinstall' }, at);
    return true;
  });
}

/** The app is gone from the shop: its tokens are worthless and are removed; what was synced waits for `shop/redact`. */
export async function markUninstalled(shopId: bigint, at: Date, connection?: PoolClient): Promise<void> {
  await inTransaction(shopId, connection, async (client) => {
    // An uninstall that is told late must not undo a newer installation.
    const { rowCount } = await client.query(
      "update shop set status = 'uninstalled', uninstalled_at = $2 where shop_id = $1 and status in ('known', 'installed') and (installed_at is null or installed_at <= $2)",
      [shopId, at],
    );
    if (!rowCount) return;
    await appendAudit(client, shopId, { requestId: null, kind: 'installation', step: 'uninstalled', at });
    await client.query('delete from session where shop_id = $1', [shopId]);
    await client.query("update import_run set status = 'failed', error = 'uninstalled', finished_at = $2 where shop_id = $1 and status = 'running'", [
      shopId,
      at,
    ]);
  });
}

export async function findShop(shopId: bigint, connection?: PoolClient): Promise<Shop | null> {
  const { rows } = await inTransaction(shopId, connection, (client) =>
    client.query<Shop>({
      name: 'find_shop',
      text: `select shop_id as "shopId", domain, name, status, currency, timezone, locale, country, plan, installed_at as "installedAt", access_lost_at as "accessLostAt"
        from shop where shop_id = $1`,
      values: [shopId],
    }),
  );
  return rows[0] ?? null;
}
