import { withShopConnection } from '~/db/tenant.server';
import type { OverviewOutline } from './model';

/** From one reward to the next by the index, and for each one look whether it was given in the period: a few rows read, of millions. */
const READ = `
  with recursive every as (
    (select reward from loyalty_redemption where shop_id = $1 order by reward limit 1)
    union all
    select (select r.reward from loyalty_redemption r where r.shop_id = $1 and r.reward > every.reward order by r.reward limit 1) from every where every.reward is not null)
  select coalesce(array_agg(reward order by reward), '{}') as rewards,
    exists (select from loyalty_redemption r where r.shop_id = $1 and r.status = 'released' and r.created_at >= $2 and r.created_at < $3) as refused
  from every where exists (select from loyalty_redemption r where r.shop_id = $1 and r.reward = every.reward and r.created_at >= $2 and r.created_at < $3)`;

/** Which rewards were asked for between two moments, and whether any was refused. `from` null: from the beginning. */
export function readOutline(shopId: bigint, from: Date | null, to: Date): Promise<OverviewOutline> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<OverviewOutline>({ name: 'loyalty_reward_outline', text: READ, values: [shopId, from ?? '-infinity', to] });
    const [outline] = rows;
    if (!outline) throw new Error('The outline answered nothing.');
    return outline;
  });
}
