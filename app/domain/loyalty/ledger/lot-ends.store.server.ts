import { withShopConnection } from '~/db/tenant.server';
import { lotEndUnder } from '../earning/lot-end';
import { versionsOf } from '../programme/index.server';
import type { LotEnds } from './model';

/** When a shop's lots end by what has been in force until `now`; of one that is used up, until it was. An end of its own stays. */
export function lotEndsOf(shopId: bigint, now: Date): Promise<LotEnds> {
  return withShopConnection(shopId, async (connection) => {
    const versions = await versionsOf(connection, shopId, now);
    const { rows } = await connection.query<{ zone: string }>('select timezone as zone from shop where shop_id = $1', [shopId]);
    const zone = rows[0]?.zone ?? 'UTC';
    // The same list for the same moment: ends are remembered by it.
    const until = versions.map((_version, n) => versions.slice(0, n + 1));
    return (lot, lastOrderAt) => {
      if (lot.fixed_expiry || lot.state === 0 || !lot.available_at) return lot.expires_at;
      const at = lot.remaining === 0n ? lot.touched_at : now;
      const inForce = until[versions.filter(({ effectiveAt }) => effectiveAt <= at).length - 1];
      return inForce ? lotEndUnder(inForce, lot.available_at, zone, undefined, lastOrderAt) : lot.expires_at;
    };
  });
}
