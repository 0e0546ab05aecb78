import { database } from '~/db/client.server';
import type { ShopperProfile } from './model';

interface Row {
  asked: bigint | null;
  orders_count: number;
  customer_since: Date;
  last_order_at: Date | null;
  points: bigint | null;
  pending: bigint | null;
  owed: bigint | null;
  tier: string | null;
}

/**
 * What shoppers may know of themselves, of all of them in one round trip; nothing that needs the vault. Whoever has been merged is
 * found as who stands for them; whom we do not know is left out. @returns `null` when the shop does not have the app.
 */
export async function readProfiles(shopId: bigint, ids: readonly bigint[]): Promise<Map<bigint, ShopperProfile> | null> {
  const { rows } = await database().pool.query<Row>({ name: 'shopper_profiles', text: 'select * from shopper_profiles($1, $2)', values: [shopId, ids] });
  if (rows.length === 0) return null;
  return new Map(rows.flatMap((row) => (row.asked === null ? [] : [[row.asked, profileOf(row)] as const])));
}

function profileOf({ orders_count: ordersCount, customer_since: customerSince, last_order_at: lastOrderAt, points, pending, owed, tier }: Row): ShopperProfile {
  const membership = points === null ? null : { points, pending: pending ?? 0n, owed: owed ?? 0n, tier };
  return { ordersCount, customerSince, lastOrderAt, membership };
}
