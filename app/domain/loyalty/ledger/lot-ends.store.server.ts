import { withShopConnection } from '~/db/tenant.server';
import { lotEndUnder } from '../earning/lot-end';
import { versionsOf } from '../programme/index.server';
import type { LotEnds } from './model';

/** When a shop's lots end by what has been in force until `now`. An end of its own stays. */
export function lotEndsOf(shopId: bigint, now: Date): Promise<LotEnds> {
  return withShopConnection(shopId, async (connection) => {
    const versions = await versionsOf(connection, shopId, now);
    const { rows } = await connection.query<{ zone: string }>('select timezone as zone from shop where shop_id = $1', [shopId]);
    const zone = rows[0]?.zone ?? 'UTC';
    return (lot, lastOrderAt) => {
      if (lot.fixed_expiry || lot.state === 0 || !lot.available_at) return lot.expires_at;
      return versions.length > 0 ? lotEndUnder(versions, lot.available_at, zone, undefined, lastOrderAt) : lot.expires_at;
    };
  });
}
