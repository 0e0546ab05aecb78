import { database } from '~/db/client.server';
import { withShopConnection } from '~/db/tenant.server';
import type { FlowTrigger } from './model';

/**
 * Notes that a shop has, or no longer has, a workflow that begins with a trigger. What is told late is not taken for newer. Begun with, it tells of
 * what happens from now on.
 */
export function noteFlowUse(shopId: bigint, triggers: readonly FlowTrigger[], { enabled, toldAt }: { enabled: boolean; toldAt: Date }): Promise<void> {
  return withShopConnection(shopId, async (connection) => {
    await connection.query(
      `insert into loyalty_flow_use as u (shop_id, trigger, enabled, told_at, through)
       select $1, t, $3, $4, (select coalesce(max(id), 0) from ledger_entry where shop_id = $1) from unnest($2::text[]) as t
       on conflict (shop_id, trigger) do update set enabled = excluded.enabled, told_at = excluded.told_at, day = null,
         through = case when u.enabled then u.through else excluded.through end where u.told_at < excluded.told_at`,
      [shopId, triggers, enabled, toldAt],
    );
    // Nobody waits for them any more.
    if (!enabled)
      await connection.query(
        `delete from loyalty_flow_event e where shop_id = $1 and sent_at is null and trigger = any($2::text[])
         and exists (select from loyalty_flow_use u where u.shop_id = $1 and u.trigger = e.trigger and not u.enabled)`,
        [shopId, triggers],
      );
  });
}

/** Shops that have used our triggers. */
export async function shopsWithFlow(): Promise<bigint[]> {
  const { rows } = await database().pool.query<{ shop_id: bigint }>('select shops_with_flow() as shop_id');
  return rows.map((row) => row.shop_id);
}
