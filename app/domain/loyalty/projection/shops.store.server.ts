import { database } from '~/db/client.server';
import { withTryLock } from '~/db/try-lock.server';

/** Shops whose store has to be told something of loyalty, or asked about it, now. */
export async function shopsWithProjection(): Promise<bigint[]> {
  const { rows } = await database().pool.query<{ shop_id: bigint }>('select shops_with_projection() as shop_id');
  return rows.map((row) => row.shop_id);
}

/** One worker at a time tells a shop's store. @returns `null` when another is at it. */
export const withProjectionLock = <T>(shopId: bigint, work: () => Promise<T>): Promise<T | null> => withTryLock(shopId, 'loyalty-projection', work);
