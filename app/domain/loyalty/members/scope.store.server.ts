import type { PoolClient } from 'pg';
import { withShopConnection } from '~/db/tenant.server';
import { versionsOf } from '../programme/index.server';
import type { ProgrammeVersion } from '../programme/model';

/** What every use case of a shop's members needs, within one transaction. */
export interface LoyaltyScope {
  connection: PoolClient;
  shopId: bigint;
  currency: string;
  zone: string;
  /** All published versions, also those that take effect later. */
  versions: ProgrammeVersion[];
}

/** Runs `work` in one transaction of the shop. @returns `null` when the shop has no programme. */
export function withLoyalty<T>(shopId: bigint, work: (scope: LoyaltyScope) => Promise<T>): Promise<T | null> {
  return withShopConnection(shopId, async (connection) => {
    const scope = await loyaltyScope(connection, shopId);
    return scope && work(scope);
  });
}

/** The same in the caller's transaction. @returns `null` when the shop has no programme */
export async function loyaltyScope(connection: PoolClient, shopId: bigint): Promise<LoyaltyScope | null> {
  const versions = await versionsOf(connection, shopId);
  if (versions.length === 0) return null;
  const { rows } = await connection.query<{ currency: string; zone: string }>('select currency, timezone as zone from shop where shop_id = $1', [shopId]);
  const [shop] = rows;
  if (!shop) throw new Error(`There is no shop ${shopId}.`);
  return { connection, shopId, versions, ...shop };
}
