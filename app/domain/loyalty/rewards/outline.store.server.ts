import { Prisma } from '@prisma/client';
import { withShopList } from '../../shared/keyset-sql.store.server';
import type { OverviewOutline } from './model';

/**
 * Which rewards were asked for between two moments, and whether any was refused. `from` null: from the beginning. It goes from one reward to the
 * next by the index and looks for one redemption of each: a few rows read, of millions. Each look is a question of its own (`limit 1`), because
 * `exists` would be answered for all rewards at once, from all redemptions.
 */
export async function readOutline(shopId: bigint, from: Date | null, to: Date): Promise<OverviewOutline> {
  const inPeriod = Prisma.sql`r.shop_id = ${shopId} and r.created_at >= ${from?.toISOString() ?? '-infinity'}::text::timestamptz and r.created_at < ${to}`;
  const [outline] = await withShopList(
    shopId,
    (tx) => tx.$queryRaw<OverviewOutline[]>`
      with recursive every as (
        (select r.reward from loyalty_redemption r where r.shop_id = ${shopId} order by r.reward limit 1)
        union all
        select (select r.reward from loyalty_redemption r where r.shop_id = ${shopId} and r.reward > every.reward order by r.reward limit 1)
        from every where every.reward is not null)
      select coalesce(array_agg(reward order by reward), '{}') as rewards,
        (select true from loyalty_redemption r where ${inPeriod} and r.status = 'released' limit 1) is not null as refused
      from every where (select true from loyalty_redemption r where ${inPeriod} and r.reward = every.reward limit 1)`,
  );
  if (!outline) throw new Error('The outline answered nothing.');
  return outline;
}
