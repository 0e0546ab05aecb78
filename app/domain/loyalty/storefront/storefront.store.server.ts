import { database } from '~/db/client.server';
import { withShopConnection } from '~/db/tenant.server';
import { withTryLock } from '~/db/try-lock.server';
import { programmeAt } from '../programme/index.server';
import { programmeView, viewText, type ViewedShop } from './programme-view';

const POSTPONE_SECONDS_MAX = 3600;

export interface StorefrontTask {
  /** Count of changes when it was read: more of them later mean that it has to be done again. */
  changes: number;
  /** `null`: no programme is in force. */
  text: string | null;
}

/** Shops whose storefront has to be told of the programme, or asked whether it still knows of it. */
export async function shopsWithStorefront(): Promise<bigint[]> {
  const { rows } = await database().pool.query<{ shop_id: bigint }>('select shops_with_storefront() as shop_id');
  return rows.map((row) => row.shop_id);
}

/** One worker at a time tells a shop's storefront. @returns `null` when another is at it. */
export const withStorefrontLock = <T>(shopId: bigint, work: () => Promise<T>): Promise<T | null> => withTryLock(shopId, 'loyalty-storefront', work);

/** What a shop's storefront is to know now; `null` when that is not due. */
export function planStorefront(shopId: bigint, now: Date): Promise<StorefrontTask | null> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<ViewedShop & { changes: number }>(
      `select changes, currency, timezone as zone, locale from loyalty_storefront join shop using (shop_id) where shop_id = $1 and next_at <= now()`,
      [shopId],
    );
    const [shop] = rows;
    if (!shop) return null;
    const version = await programmeAt(connection, shopId, now);
    return { changes: shop.changes, text: version && viewText(programmeView(version, shop, now)) };
  });
}

/** It stands there as it should; a day later it is looked at again, or at once when it has changed meanwhile. */
export function finishStorefront(shopId: bigint, { changes }: StorefrontTask): Promise<void> {
  return withShopConnection(shopId, async (connection) => {
    await connection.query(
      `update loyalty_storefront set attempts = 0, error = null, told_at = now(), next_at = case when changes = $2 then now() + interval '1 day' else now() end,
         waiting_since = case when changes = $2 then null else waiting_since end
       where shop_id = $1`,
      [shopId, changes],
    );
  });
}

/** Puts it off after a failure. */
export function postponeStorefront(shopId: bigint, error: unknown): Promise<void> {
  return withShopConnection(shopId, async (connection) => {
    await connection.query(
      `update loyalty_storefront set attempts = attempts + 1, error = $2, waiting_since = coalesce(waiting_since, now()), next_at = now() + make_interval(secs => least(${POSTPONE_SECONDS_MAX}, 2 ^ least(attempts, 12)))
       where shop_id = $1`,
      [shopId, (error instanceof Error ? error.message : String(error)).slice(0, 300)],
    );
  });
}
